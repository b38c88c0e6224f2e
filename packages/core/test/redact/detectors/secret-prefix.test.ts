import { describe, expect, it } from "vitest";
import { authHeader } from "../../../src/redact/detectors/auth-header.js";
import { genericSecret } from "../../../src/redact/detectors/generic-secret.js";
import { secretPrefix } from "../../../src/redact/detectors/secret-prefix.js";
import { pieces } from "./secret-scan.js";

const RANDOM = "8fJ3kd92kF0s8fj2k3l1Qz7XwP";

describe("credentials with a prefix", () => {
  it.each([
    ["a vendor's", `ghp_${RANDOM}0000000000`],
    ["one with a dot", `SG.${RANDOM}.${RANDOM}`],
    ["one without separator", `AIza${RANDOM}abcdefghi`],
    ["one without a digit", `AKIA${"QWERTZUIOPASDFGH"}`],
    ["a word that says so, of a vendor in no table", `acmecorp_live_${RANDOM}`],
    ["a word's end that says so", `acmesk_${RANDOM}`],
    ["a short word before long random text", `qrs_${RANDOM}A8d0sLq`],
  ])("%s", (_, secret) => {
    const found = pieces(`see ${secret}, and "${secret}"`, secretPrefix, genericSecret);
    expect(new Set(found)).toEqual(new Set([secret]));
    expect(found).toHaveLength(2);
  });

  it("in a query, after a slash and after a name", () => {
    const secret = `xoxb-12345678901-${RANDOM}`;
    expect(pieces(`?t=${secret}&q=1`, secretPrefix)).toEqual([secret]);
    expect(pieces(`/${secret}/`, secretPrefix)).toEqual([secret]);
    expect(pieces(`MY_${secret}`, secretPrefix)).toEqual([secret]);
  });
});

it("takes a token with all its characters: a hyphen at its end, and what one vendor's form allows", () => {
  const google = `AIza${RANDOM}abcdefgh-`;
  expect(pieces(`"${google}"`, secretPrefix, genericSecret)).toEqual([google]);
  const square = `sq0csp-4\\kd]2k${RANDOM}^0s8fj`;
  expect(pieces(`"${square}"`, secretPrefix)).toContain(square);
});

it("takes no prefixes that follow one another", () => {
  for (const prefix of ["glpat-", "ops_", "tgp_v1_", "APP_USR-"]) {
    expect(pieces(`/${prefix}a1`.repeat(40), secretPrefix, genericSecret)).toEqual([]);
  }
  expect(pieces("Bearer a1".repeat(40), secretPrefix, genericSecret, authHeader)).toEqual([]);
});

it.each([
  "resp_01b6b3812d7541bd00698f7197d5bc81969c3d2a134af0cb66",
  "toolu_01HXPYHs79HH36fBbKHysCrp",
  "call_8fJ3kd92kF0s8fj2k3l1Qz7XwPA8d0sLq",
  "chatcmpl-Y5gAYDwWLHXJalwZT0rixOdUYXdmV",
  "gpt-4o-mini-2024-07-18",
  "iVBOR0K1Ggo/ACyZNnzQDK3qkpW4X3KF0pWEJSGvYfMx9vabcd/x1",
  "pIOwQXWxg//AC1iW9oUioEovraQ6g7Bk4A4Mds1iC9cnkfndS2ka",
  "gAAAABpj_p-51s13BQ1HWOQxu1lyxbZdJHmhitIzk9iyQh1tbkCZJehqFeGH6voxUabcdefgh12345",
  "chunk-ZKiuHCEM.js",
  "webhook-service-7d9f8b6c5d-x2k4z",
  "test-results-20240101-abc123def",
  "sk-...",
  "ghp_************************************",
  "APARTMENTSALE",
  "APACHE2LICENSE",
  "00-e50aa4026fcf50f2eed4919e808f6682-3bde5fc834df2b06-01",
  "f6c1f058a4d6f97558a0a53e09c481c10d30acad",
])("%s is no credential", (text) => {
  expect(pieces(text, secretPrefix, genericSecret)).toEqual([]);
});
