import { added, created, done, messageItem, terminal, textDelta } from "../../support/upstream-events.js";
import { type AnswerWitnesses, events, forEach, whole } from "./build.js";

const hello = messageItem("Hello");
const speech = ["delta", "done", "transcript.delta", "transcript.done"].map((kind) => `response.audio.${kind}`);
const part = (type: string, kind: string) => ({
  type,
  output_index: 0,
  content_index: 1,
  part: { type: kind, text: "a" },
});
const citation = { type: "url_citation", url: "https://a.test", title: "a", start_index: 0, end_index: 1 };

const cited = (text: string, annotation: object = citation) =>
  messageItem("", { content: [{ type: "output_text", text, annotations: [annotation] }] });

/** Events whose rows weaken or drop something. */
export const eventWitnesses: AnswerWitnesses = {
  ...forEach(speech, (type) => [events(created(), { type, delta: "a" }, done(0, hello), terminal([hello]))]),
  ...forEach(["response.content_part.added", "response.content_part.done"], (type) => [
    events(created(), added(0, hello), part(type, "some_future_part"), done(0, hello), terminal([hello])),
  ]),
  "response.output_item.done": [
    events(created(), added(0, hello), textDelta(0, "Howdy"), done(0, hello), terminal([messageItem("Howdy")])),
    {
      ...events(
        created(),
        added(0, { ...hello, content: [] }),
        done(1, messageItem("a".repeat(4_000), { id: "msg_2" })),
        done(0, hello),
        terminal([hello, messageItem("a".repeat(4_000), { id: "msg_2" })]),
      ),
      options: { maxQueuedLength: 3_000 },
    },
  ],
  "message.content[output_text]": [
    events(created(), added(0, hello), textDelta(0, "Howdy"), done(0, hello), terminal([hello])),
  ],
  "message.content[output_text].annotations[url_citation]": [
    whole([cited("Hello")]),
    whole([cited("")]),
    whole([cited("Hello", { ...citation, url: "" })]),
    events(
      created(),
      done(0, hello),
      {
        type: "response.output_text.annotation.added",
        output_index: 0,
        content_index: 0,
        annotation_index: 0,
        annotation: citation,
      },
      terminal([hello]),
    ),
  ],
};
