import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { gateway, hello } from "../gateway.js";

const page = readFileSync(new URL("../../../../docs/privacy.md", import.meta.url), "utf8");
const fieldsOf = (entry: object): string[] =>
  Object.entries(entry).flatMap(([name, value]) => (name === "asks" ? [name, ...Object.keys(value)] : [name]));

it("every field of both entries is in the documentation", async () => {
  await using gate = await gateway({ content: "redacted", pseudonyms: true });
  await gate.post(hello);
  for (const field of [...gate.accepted, ...gate.logged].flatMap(fieldsOf)) expect(page).toContain(`\`${field}\``);
});
