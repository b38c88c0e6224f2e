import { describe, expect, it } from "vitest";
import { creditCard } from "../../../src/redact/detectors/credit-card.js";
import { crypto } from "../../../src/redact/detectors/crypto.js";
import { email } from "../../../src/redact/detectors/email.js";
import { iban } from "../../../src/redact/detectors/iban.js";
import { ipv4, ipv6 } from "../../../src/redact/detectors/ip.js";
import { mac } from "../../../src/redact/detectors/mac.js";
import { phone } from "../../../src/redact/detectors/phone.js";
import { ssn } from "../../../src/redact/detectors/ssn.js";
import { timeOver } from "./find-all.js";

const DETECTORS = [email, ipv4, ipv6, mac, iban, creditCard, ssn, crypto, phone];
const PIECES = [
  "1",
  "1 ",
  "1.",
  "1-(2) 3.",
  "4242 4242 ",
  "a@",
  "a@b.",
  ":",
  "::",
  "1:2:",
  "ab:",
  "DE02",
  "+1",
  "(1",
  '"a',
  "1Aa2Bb3Cc4",
];

describe("hostile texts", () => {
  it.each(DETECTORS.map((detector) => [detector.name, detector] as const))(
    "%s looks at a bounded piece only",
    (_, detector) => {
      for (const piece of PIECES) {
        timeOver(detector, piece, 20_000);
        const short = timeOver(detector, piece, 40_000);
        // Quadratic work would take sixteen times as long; the rest is room for a busy machine.
        expect(timeOver(detector, piece, 160_000), piece).toBeLessThan(8 * Math.max(short, 4));
      }
    },
  );
});
