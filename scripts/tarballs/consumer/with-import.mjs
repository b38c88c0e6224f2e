import { tryAll } from "./try-all.mjs";

await tryAll((name) => import(name), process.argv.slice(2));
