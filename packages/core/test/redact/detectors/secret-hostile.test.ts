import { describe, expect, it } from "vitest";
import { authHeader } from "../../../src/redact/detectors/auth-header.js";
import { genericSecret } from "../../../src/redact/detectors/generic-secret.js";
import { jwt } from "../../../src/redact/detectors/jwt.js";
import { keyName } from "../../../src/redact/detectors/key-name.js";
import { kubernetesSecret } from "../../../src/redact/detectors/kubernetes-secret.js";
import { pem } from "../../../src/redact/detectors/pem.js";
import { secretPrefix } from "../../../src/redact/detectors/secret-prefix.js";
import { urlUserinfo } from "../../../src/redact/detectors/url-userinfo.js";
import { webhookUrl } from "../../../src/redact/detectors/webhook-url.js";

const DETECTORS = [
  authHeader,
  genericSecret,
  jwt,
  keyName,
  kubernetesSecret,
  pem,
  secretPrefix,
  urlUserinfo,
  webhookUrl,
];

/** Pieces of patterns: repeated, each makes a detector begin again and again on what the last one has read. */
const REPEATED = [
  "-----BEGIN PRIVATE KEY-----\n",
  "-----BEGIN PRIVATE KEY-----MIIA",
  "password=",
  'password="',
  "token=a1b2c3",
  "token:\n",
  '("token",',
  'value="',
  "sk-",
  "/sk-a",
  "=sk-a",
  "=sk-a1B",
  "$a",
  "fo1_",
  "_gitlab_session=",
  "access_token$production$",
  "{AQAAAB",
  "1|",
  "a1=",
  "a1.acc_",
  "'aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uVwXyZ'",
  "sk_live_",
  "SG.",
  "eyJabcdefghijk.",
  "eyJ.",
  "http://a:b",
  "a://@",
  "authorization: ",
  "Bearer ",
  "curl -u a:",
  "kind: Secret\n",
  "kind: Secret\ndata:\n",
  "kind: Secret\ndata: x\n",
  "hooks.slack.com/services/",
  "password is 1",
  "A_PASS=",
  "\nA_PASS=a b",
  "token=a1",
  "?sig=",
  "name: DB_PASSWORD\n  value: ",
  '"name":"password","value":"',
  "пароль: ",
  "acmeToken,",
  "mysql -px ",
  "sshpass -p ",
  "identified by '",
  "$6$",
  "$argon2id$v=19$",
  "eyJabcdefghijk.a/",
  "eyAbcdefghijkl.",
  "/glpat-a1",
  "sq0csp-",
  "a1",
  "A",
  "1",
  '"',
  "-",
  " ",
];

/** CPU time of all detectors over a text. */
function milliseconds(text: string): number {
  const before = process.cpuUsage();
  for (const detector of DETECTORS) {
    const anchors = new Set(detector.anchors);
    let previous = "";
    for (const [at, character] of Array.from(text).entries()) {
      if (character !== previous && anchors.has(character)) detector.find(text, at, () => undefined);
      previous = character;
    }
  }
  const spent = process.cpuUsage(before);
  return (spent.user + spent.system) / 1000;
}

describe("hostile repeats of 80 kB", () => {
  // Linear work takes some 50 ms here; work that is quadratic without a bound takes seconds.
  it.each(REPEATED)("%j", (piece) => {
    expect(milliseconds(piece.repeat(Math.ceil(80_000 / piece.length)))).toBeLessThan(300);
  });
});
