import { strict as assert } from "node:assert";
import { within } from "./within.js";

/** Reads a body until it holds a text, and leaves the rest unread. */
export async function readUntil(response: Response, text: string): Promise<string> {
  const reader = response.body?.getReader() ?? assert.fail("a body");
  const decoder = new TextDecoder();
  let said = "";
  while (!said.includes(text)) {
    const { done, value } = await within(3000, reader.read(), `${text} did not come`);
    assert.ok(!done, `the answer ended before ${text}`);
    said += decoder.decode(value, { stream: true });
  }
  reader.releaseLock();
  return said;
}
