import { readFileSync, writeFileSync } from "node:fs";
import { pages } from "./documentation/pages.js";

/** Prints the tables of the documentation from the tables of the code: `pnpm generate`. */
for (const [file, print] of Object.entries(pages)) {
  const url = new URL(`../${file}`, import.meta.url);
  writeFileSync(url, print(readFileSync(url, "utf8")));
}
