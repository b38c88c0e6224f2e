import { describe, expect, it } from "vitest";
import { authHeader } from "../../../src/redact/detectors/auth-header.js";
import { genericSecret } from "../../../src/redact/detectors/generic-secret.js";
import { jwt } from "../../../src/redact/detectors/jwt.js";
import { kubernetesSecret } from "../../../src/redact/detectors/kubernetes-secret.js";
import { pem } from "../../../src/redact/detectors/pem.js";
import { secretPrefix } from "../../../src/redact/detectors/secret-prefix.js";
import { urlUserinfo } from "../../../src/redact/detectors/url-userinfo.js";
import { webhookUrl } from "../../../src/redact/detectors/webhook-url.js";
import { pieces } from "./secret-scan.js";

const BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7";
const key = (label: string): string => `-----BEGIN ${label}-----\n${BODY}\n-----END ${label}-----`;

describe("PEM", () => {
  it.each(["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK"])("%s", (label) => {
    expect(pieces(`a ${key(label)} b`, pem)).toEqual([key(label)]);
  });

  it("takes escaped newlines, and a key without its end up to the end of its base64", () => {
    const escaped = key("PRIVATE KEY").replaceAll("\n", "\\n");
    expect(pieces(`"${escaped}"`, pem)).toEqual([escaped]);
    const open = `-----BEGIN PRIVATE KEY-----\n${BODY}`;
    expect(pieces(`${open}"}`, pem)).toEqual([open]);
  });

  it.each(["PUBLIC KEY", "CERTIFICATE"])("leaves %s", (label) => {
    expect(pieces(key(label), pem)).toEqual([]);
  });
});

describe("JWT", () => {
  const header = "eyJhbGciOiJIUzI1NiJ9";
  it.each([
    `${header}.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`,
    `ops_${header}.eyJzdWIiOiIxIn0.c2ln`,
    `${header}.ZW5jcnlwdGVk.aXY.Y2lwaGVy.dGFn`,
    `${header}.eyJzdWIiOiIxIn0.`,
    `${header}.eyJzdWIiOiIxIn0.c2ln/bmF0+dXJl==`,
    `${header}.eyJzdWI\\KIxIn0.c2lnbmF0dXJl`,
    "eyAiYWxnIjoiSFMyNTYiIH0.eyAic3ViIjoiMSIgfQ.c2lnbmF0dXJl",
  ])("%s", (token) => {
    expect(pieces(`token ${token}!`, jwt)).toContain(token);
  });

  it.each([header, "a.b.c", "eyeJ.abcdefgh", `${header}.a`, `${header}.html/index`, "eyelashesandbrows.abcdefgh"])(
    "leaves %s",
    (text) => {
      expect(pieces(text, jwt)).toEqual([]);
    },
  );
});

describe("user information of URLs", () => {
  it("takes scheme, user information and host of the web", () => {
    expect(pieces('"https://ann:pa55word@host.test:80/path"', urlUserinfo)).toEqual([
      "https://ann:pa55word@host.test:80",
    ]);
  });
  it("takes the whole of a connection string", () => {
    const url = "mongodb+srv://ann:p@ss@db.test/x?authSource=admin";
    expect(pieces(`uri ${url} end`, urlUserinfo)).toEqual([url]);
    expect(pieces("redis://:p4ss@cache:6379/0", urlUserinfo)).toEqual(["redis://:p4ss@cache:6379/0"]);
  });
  it.each([
    `https://user:\${PASSWORD}@host`,
    "git+ssh://git@github.test/x/y",
    "https://host.test/a@b",
    "http://localhost:3000/@vite/client",
  ])("leaves %s", (text) => {
    expect(pieces(text, urlUserinfo)).toEqual([]);
  });
});

describe("headers", () => {
  it.each([
    ["Authorization: Bearer 9f8d7s6a5f", "9f8d7s6a5f"],
    ["Authorization: Basic Ym9iOmh1bnRlcjIy", "Ym9iOmh1bnRlcjIy"],
    ["headers = {'Authorization': 'ApiKey abcdef'}", "abcdef"],
    ["Set-Cookie: sid=abc123; Path=/", "sid=abc123; Path=/"],
    ["use Bearer 9f8d7s6a5f4d3s2a1q please", "9f8d7s6a5f4d3s2a1q"],
    ["curl -u bob:hunter22 https://x", "bob:hunter22"],
    ["curl --user 'bob:hunter22' https://x", "'bob:hunter22'"],
    ['curl -u ":hunter22" https://x', '":hunter22"'],
    ['curl -u "hunter22:" https://x', '"hunter22:"'],
    ["curl -u kevin:'hunter22' -X PATCH", "kevin:'hunter22'"],
    ["mysql -u root -phunter22 db", "hunter22"],
    ["sshpass -p hunter22 ssh a", "hunter22"],
    ["sshpass -p 'hunter 22' ssh a", "hunter 22"],
    ["CREATE USER a IDENTIFIED BY 'hunter22'", "hunter22"],
    ["alter user a identified with mysql_native_password by 'hunter22'", "hunter22"],
    ["bearer abcdef123456", "abcdef123456"],
  ])("%s", (text, secret) => {
    expect(pieces(text, authHeader)).toEqual([secret]);
  });
  it.each([
    "Authorization: Bearer <token>",
    "x-api-key: $API_KEY",
    "curl -u $USER:$PASSWORD https://x",
    'curl -u "bob and his: friends" https://x',
    "sort -u bob:hunter22",
    "{ authorization: server.token }),",
    "authorization: string | undefined",
    "Bearer authentication is used",
    "Basic knowledge of python3",
    "assert b'Authorization:' not in sent",
    "mkdir -phunter22 db",
    "mysql -p db",
    "mysql -u root; mkdir -phunter22",
    "written by 'hunter22'",
    "Bearer authentication2",
  ])("leaves %s", (text) => {
    expect(pieces(text, authHeader)).toEqual([]);
  });
});

describe("credentials without prefix", () => {
  it.each([
    ["the password is hunter2 today", "hunter2"],
    ["mysql --password hunter2", "hunter2"],
    [`--acme-api-key ${"wxyz6789".repeat(4)}`, "wxyz6789".repeat(4)],
    ["key 343ea45721923ed956e2b38c31db76aa-us30", "343ea45721923ed956e2b38c31db76aa-us30"],
  ])("%s", (text, secret) => {
    expect(pieces(text, genericSecret)).toEqual([secret]);
  });
  it.each(["password reset sent to user42", "the token 12345 was read", "chapter a1b2c3d4e5"])("leaves %s", (text) => {
    expect(pieces(text, genericSecret)).toEqual([]);
  });
});

it.each([
  `https://a.tines.com/webhook/${"a1".repeat(12)}/b`,
  `https://x.y.environment.api.powerplatform.com:443/powerautomate/automations/direct/${"a1".repeat(12)}`,
  `https://eo1.m.pipedream.net/${"a1".repeat(8)}`,
])("takes the webhook %s", (url) => {
  expect(pieces(`"${url}"`, webhookUrl)).toEqual([url]);
});

describe("hashes of passwords", () => {
  const salt = "Ab3./xYz9Qw1";
  const hash = "Zk3dQm81.Pq/7XvBn2Lr5Tc9Ws0Hy4JfGe6UoAi8MxKvRb1NzDt";
  it.each([
    `$2b$12$${hash}1xY`,
    `$6$${salt}$${hash}`,
    `$5$rounds=5000$${salt}$${hash}`,
    `$apr1$${salt}$${hash.slice(0, 22)}`,
    `$y$j9T$${salt}$${hash.slice(0, 43)}`,
    `$argon2id$v=19$m=65536,t=3,p=4$${salt}$${hash.slice(0, 43)}`,
  ])("%s", (written) => {
    expect(pieces(`ann:${written}:18000`, secretPrefix)).toEqual([written]);
  });
  it.each(["costs $6$ or $5$", "$2b$12$short", "$1$2", "`$5$a$b`"])("leaves %s", (text) => {
    expect(pieces(text, secretPrefix)).toEqual([]);
  });
});

describe("what Jenkins encrypted", () => {
  it.each(["", "label "])("within braces, after %j", (label) => {
    const value = `AQAAAB${"AAAAQ7x"} ${"Zk3"}dQm81==`;
    expect(pieces(`<secret>{${label}${value}}</secret>`, secretPrefix)).toEqual([value]);
  });
  it.each(["AQAAABAAAA is base64", "{AQAAABAAAA", "{AQAAABAAAA<b>}"])("leaves %s", (text) => {
    expect(pieces(text, secretPrefix)).toEqual([]);
  });
});

it("takes webhooks whole, and no other URL of their hosts", () => {
  const url = "https://hooks.slack.com/services/T0000/B0000/abcdef";
  expect(pieces(`post to ${url} now`, webhookUrl)).toEqual([url]);
  expect(pieces("https://hooks.slack.com/docs/abcdefghijkl https://a.test/services/abcdefghijkl", webhookUrl)).toEqual(
    [],
  );
});

it("takes the values of a Kubernetes Secret with its kind", () => {
  const secret = "kind: Secret\ndata:\n  extra: cm9zZWJ1ZA==\n  more: cm9zZQ==";
  expect(pieces(`apiVersion: v1\n${secret}\nmetadata:\n  name: x`, kubernetesSecret)).toEqual([secret]);
  expect(pieces("kind: ConfigMap\ndata:\n  extra: cm9zZWJ1ZA==", kubernetesSecret)).toEqual([]);
  expect(pieces("kind: Secret\n---\ndata:\n  extra: cm9zZWJ1ZA==", kubernetesSecret)).toEqual([]);
});
