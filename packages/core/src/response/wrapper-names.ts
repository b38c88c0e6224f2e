/** Under these names the models' own wrapper for calls in parallel leaks into answers. */
const wrapperNames: ReadonlySet<string> = new Set(["parallel", "multi_tool_use.parallel"]);

/** Whether calls of this name may be the models' own wrapper (mapping B.1). */
export function isWrapperName(name: string): boolean {
  return wrapperNames.has(name);
}
