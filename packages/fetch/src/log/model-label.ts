import { modelKeyOf } from "@transpond/core";
import type { HandlerOptions } from "../options.js";

const date = /-20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Published names of models without their dates: a line, and words that OpenAI has used. Nothing else can be written with them. */
const published =
  /^(?:gpt-\d{1,2}(?:\.\d{1,2})?o?|o\d|chatgpt-4o|chat|codex|computer-use)(?:-(?:mini|nano|pro|codex|max|turbo|chat|latest|spark|sol|luna|terra|astra|cyber|preview|deep|research)){0,3}$/;

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
    const undated = name.replace(date, "");
    return this.#names.has(name) || this.#names.has(undated) || published.test(undated) ? name : "other";
  }
}
