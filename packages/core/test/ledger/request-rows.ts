import { requestSections } from "../../src/ledger/dispositions/index.js";
import type { Rows } from "../../src/ledger/dispositions/row.js";
import type { SdkFile } from "../support/sdk-types.js";

/** All rows of requests, by name. */
export const requestRows: Rows = Object.assign({}, ...requestSections.map(({ rows }) => rows));

/** The types whose names the rows answer for, and the path that each stands at in the table. */
export const requestRoots: readonly [file: SdkFile, type: string, root: string][] = [
  ["anthropic", "MessageCreateParamsBase", ""],
  ["anthropicBeta", "MessageCreateParamsBase", ""],
  ["anthropic", "MessageCountTokensParams", ""],
  ["anthropicBeta", "MessageCountTokensParams", ""],
  ["anthropic", "MessageParam", "message"],
  ["anthropicBeta", "BetaMessageParam", "message"],
  ["anthropic", "ContentBlockParam", "content"],
  ["anthropicBeta", "BetaContentBlockParam", "content"],
  ["openai", "ResponseCreateParamsBase", "upstream"],
];

/** Names that no SDK's types have, and why they have a row. */
export const namesOutsideTheTypes: Readonly<Record<string, string>> = {
  temperature: "version 2023-06-01 takes it",
  top_p: "version 2023-06-01 takes it",
  top_k: "version 2023-06-01 takes it",
  "tools[web_search_20250305].response_inclusion": "taken of each version",
  "tools[web_search_20250305].response_inclusion=full": "taken of each version",
  "tools[web_search_20250305].response_inclusion=excluded": "taken of each version",
  "tools[web_search_20260209].response_inclusion": "taken of each version",
  "tools[web_search_20260209].response_inclusion=full": "taken of each version",
  "tools[web_search_20260209].response_inclusion=excluded": "taken of each version",
  safeguards: "the interactive Claude Code sends it",
  "header.anthropic-version": "a header",
  "header.anthropic-beta": "a header",
  "header.x-claude-code-session-id": "a header",
  "header.x-claude-code-agent-id": "a header",
  "header.anthropic-user-profile-id": "a header",
  "header.anthropic-workspace-id": "a header",
};
