import { modelKeyOf } from "@transpond/core";
import type { HandlerOptions } from "../options.js";

/** Published names of models: a line, words that OpenAI has used, a date. Nothing else can be written with them. */
const published =
  /^(?:gpt-\d{1,2}(?:\.\d{1,2})?o?|o\d|chatgpt-4o|chat|codex|computer-use)(?:-(?:mini|nano|pro|codex|max|turbo|chat|latest|spark|sol|luna|terra|astra|cyber|preview|deep-research))*(?:-\d{4}-\d{2}-\d{2})?$/;
const date = /-\d{4}-\d{2}-\d{2}$/;

/** Names of models as they may stand in a log: the host's and published ones; what a client or an upstream made up is `other`. */
export class ModelLabels {
  readonly #table: Record<string, unknown>;
  readonly #names: ReadonlySet<string>;

  constructor({ model, models = [] }: Pick<HandlerOptions, "model" | "models">) {
    const listed = models.map((entry) => (typeof entry === "string" ? entry : entry.id));
    const own = typeof model === "string" ? [model, `claude-${model}`] : [];
    this.#table = typeof model === "object" ? model : {};
    const targets = Object.values(this.#table).filter((target) => typeof target === "string");
    this.#names = new Set([...listed, ...own, ...targets]);
  }

  /** For the name that a client sent: itself, or the glob that takes it. */
  requested(name: string): string {
    if (this.#names.has(name)) return name;
    const key = modelKeyOf(name, this.#table) ?? "other";
    // A glob that takes everything says nothing.
    return /[^*]/.test(key) ? key : "other";
  }

  /** For the name of the model that is asked, or has answered. */
  upstream(name: string): string {
    return this.#names.has(name) || this.#names.has(name.replace(date, "")) || published.test(name) ? name : "other";
  }
}
