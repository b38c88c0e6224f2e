import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { promisify } from "node:util";
import { CLAUDE_CODE_VERSION } from "./pinned.js";

const run = promisify(execFile);

const locate = async (version: string): Promise<string> => {
  // npx puts the package's commands first on PATH, so the shell can say where the command lies. The directory is
  // one without a package.json: npx would otherwise look into that project first.
  const { stdout } = await run(
    "npm",
    [
      "exec",
      "--yes",
      "--prefer-offline",
      `--package=@anthropic-ai/claude-code@${version}`,
      "--call",
      "command -v claude",
    ],
    { cwd: tmpdir(), timeout: 240_000 },
  );
  return realpath(stdout.trim());
};

const located = new Map<string, Promise<string>>();

/**
 * Path of the pinned Claude Code command. The first call on a machine downloads it into the npm cache
 * (about 170 MB); later ones need no network.
 * @param version exact npm version
 * @throws when npm can't install it
 * @example const command = await locateClaudeCode();
 */
export const locateClaudeCode = (version: string = CLAUDE_CODE_VERSION): Promise<string> => {
  const known = located.get(version) ?? locate(version);
  located.set(version, known);
  return known;
};
