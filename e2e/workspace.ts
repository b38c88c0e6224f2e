import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The directories of one client: thrown away together. */
export interface Workspace {
  /** Where the client works; holds the given files. */
  readonly cwd: string;
  /** Its HOME: no settings, no login, no history. */
  readonly home: string;
  /** Its TMPDIR: sockets and probes that would else stay behind in the system's. */
  readonly temp: string;
  /** Absolute path of a file in `cwd`. */
  path(name: string): string;
  remove(): Promise<void>;
}

/**
 * A fresh home and working directory for one client.
 * @param files content by name, put into the working directory
 * @example const workspace = await createWorkspace({ "a.txt": "alpha\n" });
 */
export const createWorkspace = async (
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<Workspace> => {
  // Resolved, because the client reports real paths and the system's temporary directory may be a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), "transpond-e2e-")));
  const [cwd, home, temp] = [join(root, "work"), join(root, "home"), join(root, "temp")];
  await Promise.all([cwd, home, temp].map((directory) => mkdir(directory)));
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(cwd, name), content)));
  return {
    cwd,
    home,
    temp,
    path: (name) => join(cwd, name),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
};
