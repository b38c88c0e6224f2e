import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript-api";
import { expect, it } from "vitest";

/** Sources of what hosts write by hand, and of what they read in a log. */
const files = ["options.ts", "upstreams.ts", "log/log-entry.ts"];

/** The members of a file's types, and what is said about each. */
function membersOf(file: string): { name: string; text: string }[] {
  const path = fileURLToPath(new URL(`../packages/fetch/src/${file}`, import.meta.url));
  const members: { name: string; text: string }[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isPropertySignature(node)) {
      const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
      members.push({ name: node.name.getText(), text: ts.getTextOfJSDocComment(comment?.comment) ?? "" });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true));
  return members;
}

it.each(files)("%s: each member says what it is", (file) => {
  const members = membersOf(file);
  expect(members.length).toBeGreaterThan(5);
  expect(members.filter(({ text }) => text.length < 8).map(({ name }) => name)).toEqual([]);
});
