/**
 * Libraries as they were measured on held-back texts of the same kinds: recall in percent (at least 90 % of a span
 * removed) and harmless texts altered in percent. Source: privacy, "The measured field". `null`: not covered.
 */
export type Measured = {
  library: string;
  recall: Readonly<Record<string, number | null>>;
  precision: number | null;
  altered: number;
};

const row = (
  library: string,
  figures: readonly (number | null)[],
  precision: number | null,
  altered: number,
): Measured => {
  const names = [
    "EMAIL",
    "PHONE structured",
    "PHONE context",
    "PHONE free text",
    "CREDIT_CARD",
    "IBAN",
    "IP",
    "SSN",
    "MAC",
  ];
  const secrets = ["SECRET prefixed", "SECRET context", "SECRET generic"];
  const recall = Object.fromEntries([...names, ...secrets].map((name, index) => [name, figures[index] ?? null]));
  return { library, recall, precision, altered };
};

export const published: readonly Measured[] = [
  row("redact-pii 3.4.0", [92.3, 67.6, 31.7, 27.0, 95.1, 5.9, 32.7, 100, 0, 9, 9, 0], 97.0, 69.3),
  row("@redactpii/node 1.0.17", [92.3, 17.2, 24.0, 23.8, 90.8, 0, 0, 100, 0, 0, 2, 0], 99.4, 19.9),
  row("openredaction 1.1.5", [88.9, 36.2, 28.3, 37.5, 95.1, 75.7, 8.0, 100, 80, 18, 12, 0], 33.8, 47.4),
  row("@coffeeandfun/remove-pii 3.0.1", [86.5, 41.9, 24.0, 27.0, 11.9, 5.9, 29.6, 100, 0, 0, 0, 0], 97.4, 45.5),
  row("@cdssnc/sanitize-pii 2.1.1", [0, 87.0, 35.0, 22.1, 87.0, 0, 29.6, 0, 0, 0, 2, 0], 99.8, 23.7),
  row("@arcjet/redact 1.4.0", [59.6, 53.6, 25.1, 27.9, 79.5, 0, 45.9, 87.5, 17.6, 0, 0, 0], 99.5, 7.0),
  row("@openai/guardrails 0.2.1", [94.2, 64.4, 29.5, 16.4, 95.1, 62.5, 29.6, 100, 0, 0, 4, 0], 99.4, 28.2),
  row("@secretlint/core 12", [null, null, null, null, null, null, null, null, null, 23, 0, 0], 100, 0),
  row("libphonenumber-js", [null, 89.8, 29.0, 13.1], 100, 3.8),
  row("@npmcli/redact 4", [null, null, null, null, null, null, null, null, null, 1, 7, 0], 100, 7.7),
];

/** The best recall that any of them has in a row of the table; `null` where none covers it. */
export function bestPublished(row: string): number | null {
  const figures = published.flatMap(({ recall }) => recall[row] ?? []);
  return figures.length > 0 ? Math.max(...figures) : null;
}
