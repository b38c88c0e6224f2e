import type { Container } from "../anthropic/message.js";
import { countAt, type JsonObject } from "../json.js";

/** OpenAI ends a container that nothing has used for so long. Source: its guide on the code interpreter. */
const lifetime = 20 * 60;
/** The last second that a date can name. */
const lastSecond = 8_640_000_000_000;

/**
 * Where the answer's code ran (mapping B.6). The container was last used after the response was created, so it lives at
 * least until then plus its lifetime: the time given is never too late, and the same in stream and body. Without that
 * date there is nothing to be said, since Anthropic's type demands one; the id stands in the blocks as well.
 *
 * @param id of the last container of which blocks were written, if there was any
 * @param response the upstream's, for the time of its creation
 * @returns the container, or null where there was none or its end cannot be told
 */
export function containerOf(id: string | undefined, response: JsonObject | undefined): Container | null {
  const createdAt = response && countAt(response, "created_at");
  if (id === undefined || createdAt === undefined || createdAt + lifetime > lastSecond) return null;
  return { id, expires_at: new Date((createdAt + lifetime) * 1000).toISOString(), skills: null };
}
