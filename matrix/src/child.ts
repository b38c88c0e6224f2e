import { scenarios } from "@transpond/testkit/scenarios";
import { columns } from "./columns.js";
import { runColumn } from "./run-column.js";

/** Runs one column, named by the argument, and sends what became of it to the process that started this one. */
const [, , name, wanted = ""] = process.argv;
const column = columns.find((candidate) => candidate.name === name);
if (column === undefined) throw new Error(`No such column: ${name}`);
const result = await runColumn(
  column,
  scenarios.filter((scenario) => scenario.name.includes(wanted)),
);
process.send?.(result, () => process.exit(0));
