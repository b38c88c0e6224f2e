/** The release of `@anthropic-ai/claude-code` that the end-to-end tests run. */
export const CLAUDE_CODE_VERSION = "2.1.330";
