import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript-api";

export interface PublicExport {
  readonly name: string;
  /** Of its declarations: those of an overloaded function are several. */
  readonly kind: "function" | "class" | "value" | "type";
  /** What is said about it, without tags. */
  readonly text: string;
  readonly examples: readonly string[];
}

/** What a module exports, with its docstrings; names that it takes from other files are looked up there. */
export function exportsOf(file: string): PublicExport[] {
  return parse(file).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return takenBy(statement).map(({ local }) => lookUp(file, local));
    return isExported(statement) ? namesOf(statement).map((name) => lookUp(file, name)) : [];
  });
}

type Taking = ts.ExportDeclaration | ts.ImportDeclaration;

function lookUp(file: string, name: string): PublicExport {
  const { statements } = parse(file);
  const declarations = statements.filter((statement) => namesOf(statement).includes(name));
  if (declarations.length > 0) return describe(name, declarations);
  const taking = statements.filter(isTaking).find((one) => takes(one, name));
  if (!taking?.moduleSpecifier || !ts.isStringLiteral(taking.moduleSpecifier)) {
    throw new Error(`${file} does not declare ${name}`);
  }
  const original = takenBy(taking).find((one) => one.local === name)?.original ?? name;
  return lookUp(join(dirname(file), taking.moduleSpecifier.text.replace(/\.js$/, ".ts")), original);
}

const isTaking = (statement: ts.Statement): statement is Taking =>
  (ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement)) && statement.moduleSpecifier !== undefined;

const takes = (statement: Taking, name: string) => takenBy(statement).some(({ local }) => local === name);

/** The names of an import or export: what it is called here, and where it comes from. */
function takenBy(statement: Taking): { local: string; original: string }[] {
  const clause = ts.isExportDeclaration(statement) ? statement.exportClause : statement.importClause?.namedBindings;
  if (!clause || ts.isNamespaceImport(clause) || ts.isNamespaceExport(clause)) return [];
  return clause.elements.map(({ name, propertyName }) => ({
    local: name.text,
    original: (propertyName ?? name).text,
  }));
}

const parsed = new Map<string, ts.SourceFile>();

function parse(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  parsed.set(file, source);
  return source;
}

const isExported = (statement: ts.Statement) =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** Names that a statement declares. */
function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement);
  return named && statement.name ? [statement.name.text] : [];
}

function describe(name: string, statements: readonly ts.Statement[]): PublicExport {
  const comments = statements.flatMap((one) => ts.getJSDocCommentsAndTags(one)).filter(ts.isJSDoc);
  const textOf = (comment: Parameters<typeof ts.getTextOfJSDocComment>[0]) => ts.getTextOfJSDocComment(comment) ?? "";
  const tags = comments.flatMap((comment) => comment.tags ?? []);
  return {
    name,
    kind: kindOf(statements),
    text: comments
      .map(({ comment }) => textOf(comment))
      .join("\n")
      .trim(),
    examples: tags.filter(({ tagName }) => tagName.text === "example").map(({ comment }) => textOf(comment)),
  };
}

function kindOf(statements: readonly ts.Statement[]): PublicExport["kind"] {
  if (statements.some(ts.isFunctionDeclaration)) return "function";
  if (statements.some(ts.isClassDeclaration)) return "class";
  return statements.some(ts.isVariableStatement) ? "value" : "type";
}
