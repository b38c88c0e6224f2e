import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript-api";

/** A regular expression of a source file. */
export type Written = { file: string; line: number; source: string; flags: string };

const packages = new URL("../../../", import.meta.url);

/** Every source file of every package. */
function sourceFiles(): URL[] {
  return readdirSync(packages, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => filesIn(new URL(`${entry.name}/src/`, packages)));
}

const filesIn = (folder: URL): URL[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => new URL(name, folder));

/** The regular expressions of all packages, literal or made; each once. What is put into one that is made reads `x`. */
export function regularExpressions(): Written[] {
  const written = sourceFiles().flatMap((url) => expressionsIn(url.pathname.slice(packages.pathname.length), url));
  return [...new Map(written.map((one) => [`/${one.source}/${one.flags}`, one])).values()];
}

function expressionsIn(file: string, url: URL): Written[] {
  return expressionsOf(file, readFileSync(url, "utf8"));
}

/** The regular expressions of a text of TypeScript. */
export function expressionsOf(file: string, text: string): Written[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Written[] = [];
  const take = (node: ts.Node, [source, flags]: readonly [string, string]) => {
    found.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, source, flags });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) take(node, partsOf(node.text));
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp") {
      const [source, flags] = node.arguments ?? [];
      if (source) take(node, [textOf(source), flags ? textOf(flags) : ""]);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function partsOf(literal: string): readonly [source: string, flags: string] {
  const end = literal.lastIndexOf("/");
  return [literal.slice(1, end), literal.slice(end + 1)];
}

/** The text of a string; what is not known before it runs reads `x`. */
function textOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("x");
  }
  return "x";
}
