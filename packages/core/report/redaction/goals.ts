/** The least recall by row, in percent of spans covered in full. Source: privacy, "Goals and gates", A. */
export const recallGoals: Readonly<Record<string, number>> = {
  EMAIL: 98,
  CREDIT_CARD: 99,
  IBAN: 98,
  IP: 98,
  CRYPTO: 90,
  "PHONE structured": 98,
  "PHONE context": 85,
  "PHONE free text": 70,
  "SECRET prefixed": 97,
  "SECRET context": 99,
  "SECRET generic": 65,
};

/** The same with the packs of all countries. */
export const packGoals: Readonly<Record<string, number>> = { NATIONAL_ID: 80 };

/** Rows with so few spans that misses are counted instead. */
export const missGoals: Readonly<Record<string, number>> = { SSN: 1, MAC: 1 };

/** Least precision on labelled texts, and most of harmless texts and of their characters that may change, in percent. */
export const precisionGoals = { precision: 99.5, texts: 1, characters: 0.2 };

/** Kinds of harmless texts of which none may change. Source: privacy, "Goals and gates", B. */
export const untouchedKinds: ReadonlySet<string> = new Set([
  "vercel-ai-fixture",
  "openai-openapi-example",
  "llm-ids",
  "trace",
  "uuid",
  "uuid-luhn-digits",
  "epoch-ms-bare",
  "epoch-ms-luhn",
  "git-sha",
  "sha256",
  "base64-image",
  "node-stack",
]);
