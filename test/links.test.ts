import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { anchorsOf, markdownFiles, type Page, readPage } from "./documents/markdown.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = markdownFiles(root);
const pages = new Map<string, Page>(files.map((file) => [file, readPage(file)]));
/** A link into the repository as a reader of the package has to write it. */
const repository = /^https:\/\/github\.com\/transpond\/transpond\/(?:tree|blob)\/main\//;

/** The file that a link leads to, and the place in it; undefined where it leads to another site. */
function follow(from: string, link: string): { file: string; anchor: string } | undefined {
  const inside = repository.test(link);
  if (!inside && /^[a-z][a-z+.-]*:/i.test(link)) return undefined;
  const [path = "", anchor = ""] = decodeURIComponent(inside ? link.replace(repository, "") : link).split("#");
  const target = path === "" && !inside ? from : join(inside ? root : dirname(from), path);
  const index = join(target, "README.md");
  return { file: existsSync(index) ? index : target, anchor };
}

function broken(file: string, page: Page): string[] {
  return page.links.filter((link) => {
    const target = follow(file, link);
    if (!target) return false;
    if (!existsSync(target.file)) return true;
    if (target.anchor === "") return false;
    return statSync(target.file).isFile() && !(pages.get(target.file)?.anchors.has(target.anchor) ?? false);
  });
}

const manifests = (folder: string) =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, "package.json")));

describe("documents", () => {
  it("are found", () => {
    const names = files.map((file) => relative(root, file));
    expect(names).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", "docs/README.md"]));
    expect(names).toEqual(expect.arrayContaining(["docs/adapters.md", "packages/core/README.md"]));
    expect([...pages.values()].flatMap(({ links }) => links).length).toBeGreaterThan(100);
  });

  it.each(files.map((file) => relative(root, file)))("%s: every link leads somewhere", (name) => {
    const page = pages.get(join(root, name));
    expect(page && broken(join(root, name), page)).toEqual([]);
  });

  it("every page of the documentation is reached from its list", () => {
    const list = join(root, "docs/README.md");
    const reached = new Set([list]);
    for (const file of reached) {
      for (const link of pages.get(file)?.links ?? []) {
        const target = follow(file, link);
        if (target && pages.has(target.file)) reached.add(target.file);
      }
    }
    expect(files.filter((file) => file.startsWith(join(root, "docs/")) && !reached.has(file))).toEqual([]);
  });

  it("every page beside the list stands in it", () => {
    const list = join(root, "docs/README.md");
    const listed = pages.get(list)?.links.map((link) => follow(list, link)?.file) ?? [];
    const beside = files.filter((file) => dirname(file) === dirname(list) && file !== list);
    expect(beside.filter((file) => !listed.includes(file))).toEqual([]);
  });

  it("every package and every example has a page of its own", () => {
    const folders = ["packages", "examples"].flatMap((folder) => manifests(join(root, folder)));
    expect(folders.filter((folder) => !pages.has(join(folder, "README.md")))).toEqual([]);
  });

  it("anchors are those of the page that shows them", () => {
    expect(anchorsOf(["A6. `effort`, and [more](x.md)", "Twice", "Twice", "x_y & z"])).toEqual([
      "a6-effort-and-more",
      "twice",
      "twice-1",
      "x_y--z",
    ]);
  });
});
