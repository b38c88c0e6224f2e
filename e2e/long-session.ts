import { call, lastUserText, parallel, type Respond, reasoning, text } from "@transpond/testkit";
import type { Prompt } from "./claude-code.js";
import { pdf, png } from "./fixtures.js";
import { byPrompt } from "./script-by-prompt.js";
import { runSession, type SentRequest, type Session, type SessionOptions } from "./session.js";
import type { Workspace } from "./workspace.js";

const square = png(16, [200, 20, 20]);
const files = { "notes.txt": "alpha\n", "square.png": square, "page.pdf": pdf("Hello from a page") };

const pastedImage: Prompt = {
  blocks: [
    { type: "image", source: { type: "base64", media_type: "image/png", data: square.toString("base64") } },
    { type: "text", text: "TASK-PASTED What is this?" },
  ],
};

const talk = ["TASK-LOOK around", pastedImage, "TASK-MEDIA Show both", "TASK-SEARCH the web"] as const;
const afterwards = ["TASK-AFTER Go on", "TASK-SEARCH-AGAIN Once more"] as const;

/** The same talk with the client, typed into one process, or into several that continue each other. */
const waysToType = {
  "in one process": [[...talk, "/context", "TASK-DELEGATE this", "/compact", ...afterwards]],
  "over several processes": [talk[0], talk.slice(1), "TASK-DELEGATE this", "/compact", ...afterwards],
} satisfies Readonly<Record<string, SessionOptions["prompts"]>>;

export type WayToType = keyof typeof waysToType;

const summary = [reasoning("Summing up."), text("<analysis>Short.</analysis><summary>All was looked at.</summary>")];

const asksForSummary = (body: SentRequest["body"]): boolean => lastUserText({ ...body }).includes("<summary>");

/** True for the request that `/compact` makes. */
export const isCompaction = ({ body }: SentRequest): boolean => asksForSummary(body);

const script = (workspace: Workspace): Respond => {
  const bash = (command: string) => call("Bash", { command });
  const read = (name: string) => call("Read", { file_path: workspace.path(name) });
  const delegate = (prompt: string) =>
    call("Agent", { description: "Part", prompt, subagent_type: "general-purpose", run_in_background: false });
  const findWebSearch = call("ToolSearch", { query: "select:WebSearch", max_results: 5 });

  const scripted = byPrompt({
    "TASK-LOOK": [
      [reasoning("Listing first."), text("Looking.", { phase: "commentary" }), bash("echo one")],
      [reasoning(["One part.", "Another part."]), parallel(bash("echo two"), read("notes.txt"))],
      [reasoning(), text("Looked.")],
    ],
    "TASK-PASTED": [[reasoning("A picture."), text("A red square.")]],
    "TASK-MEDIA": [
      [reasoning(), parallel(read("square.png"), read("page.pdf"))],
      [reasoning("Now what fails."), parallel(bash("echo bad >&2; exit 3"), read("missing.txt"))],
      text("A square, a page, two failures."),
    ],
    "TASK-SEARCH ": [
      [reasoning("That tool is not loaded."), findWebSearch],
      call("WebSearch", { query: "transpond" }),
      [reasoning("Enough."), text("Found.")],
    ],
    "TASK-DELEGATE": [
      [reasoning("For two."), parallel(delegate("TASK-OF-A Count"), delegate("TASK-OF-B Look"))],
      [reasoning("Both are back."), text("Delegated.")],
    ],
    "TASK-OF-A": [
      [reasoning("First."), bash("echo a")],
      [reasoning(["Second.", "Third."]), parallel(bash("echo aa"), read("notes.txt"))],
      text("Counted."),
    ],
    "TASK-OF-B": [read("square.png"), [reasoning("Fail once."), bash("exit 4")], [reasoning(), text("Seen.")]],
    "TASK-AFTER": [
      [reasoning("Still there."), bash("echo after")],
      [reasoning("Yes."), text("Went on.")],
    ],
    "TASK-SEARCH-AGAIN": [
      [reasoning("Gone again."), findWebSearch],
      call("WebSearch", { query: "transpond again" }),
      text("Found again."),
    ],
  });
  return (body, n) => (asksForSummary(body) ? summary : scripted(body, n));
};

/** A session with all that Claude Code does in a day: tools, media, failures, a late tool, agents that it starts, `/compact`. */
export const runLongSession = (model: string, way: WayToType): Promise<Session> =>
  runSession({
    model,
    prompts: waysToType[way],
    tools: ["Bash", "Read", "WebSearch", "Agent"],
    files,
    // A session that fails shall fail soon: every request of it would else be tried ten times more.
    env: { CLAUDE_CODE_MAX_RETRIES: "0" },
    respond: script,
  });
