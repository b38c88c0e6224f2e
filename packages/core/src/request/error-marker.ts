/** The line that an output with an error begins with: OpenAI has no flag for it (K10). */
export const errorMarker = "Tool execution error:\n";
