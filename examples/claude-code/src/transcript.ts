import type { Loss, OpenAIRequest } from "@transpond/core";

const indent = " ".repeat(12);
const width = 96;

/** Writes what happens between client and upstream, one labelled paragraph for each side. */
export class Transcript {
  readonly #write: (text: string) => void;
  #scene = 0;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  title(text: string): void {
    this.#write(`${text}\n${"=".repeat(text.length)}\n`);
  }

  scene(title: string): void {
    const heading = `${++this.#scene}. ${title}`;
    this.#write(`\n${heading}\n${"-".repeat(heading.length)}\n`);
  }

  client(...lines: string[]): void {
    this.#paragraph("client  →", lines);
  }

  upstream(request: OpenAIRequest): void {
    this.#paragraph("upstream →", [...wrap(settingsOf(request)), ...request.input.map(itemLine)]);
  }

  answer(...lines: string[]): void {
    this.#paragraph("client  ←", lines);
  }

  lost(losses: readonly Loss[]): void {
    const lines = losses.map(({ severity, code, path }) => `${severity}: ${code} at ${path}`);
    this.#paragraph("lost", lines.length > 0 ? lines : ["nothing"]);
  }

  setting(facts: Record<string, string>): void {
    for (const [name, value] of Object.entries(facts)) this.#paragraph(name, [value]);
  }

  #paragraph(label: string, lines: readonly string[]): void {
    lines.forEach((line, i) => {
      this.#write(`${i === 0 ? label.padEnd(indent.length) : indent}${clip(line)}\n`);
    });
  }
}

/** Everything but the conversation, as `key=value`. */
function settingsOf({ input: _input, model, tools, ...settings }: OpenAIRequest): string[] {
  const names = tools?.map((tool) => ("name" in tool ? tool.name : tool.type));
  const shown = Object.entries({ model, ...settings, ...(names && { tools: names }) });
  return shown.map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
}

/** Words on as few lines as they need. */
function wrap(words: readonly string[]): string[] {
  const lines = [""];
  for (const word of words) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}

function itemLine(item: OpenAIRequest["input"][number]): string {
  switch (item.type) {
    case "message":
      return `${item.role}: ${typeof item.content === "string" ? item.content : item.content.map(partText).join(" ")}`;
    case "reasoning":
      return `reasoning ${item.id}, ${item.encrypted_content.length} characters encrypted`;
    case "function_call":
      return `function_call ${item.name} ${item.arguments}`;
    case "function_call_output":
      return `function_call_output ${typeof item.output === "string" ? item.output : item.output.map(partText).join(" ")}`;
    default:
      return item.type;
  }
}

function partText(part: { type: string; text?: string }): string {
  return part.text ?? `[${part.type}]`;
}

/** One line, cut where the terminal would wrap. */
function clip(text: string, length = width): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
