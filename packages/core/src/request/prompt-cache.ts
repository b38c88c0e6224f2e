import type { CacheControl } from "../anthropic/content.js";
import type { MessagesRequest } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { CacheBreakpoint, InputPart, OpenAIRequest } from "../openai/request.js";
import { estimateTokens } from "./estimate-tokens.js";

/** The shortest prompt that OpenAI caches. Source: its page “Prompt caching”. */
const minCachedTokens = 1024;

/** Whether a prompt is long enough to be cached, by an estimate of its tokens. */
export function fillsCache({ system, tools, messages }: Pick<MessagesRequest, "system" | "tools" | "messages">) {
  return estimateTokens([system, tools, messages], minCachedTokens) >= minCachedTokens;
}

/** Places `cache_control` markers on the only parts that take one: text, images and files. Source: mapping A.8. */
export class PromptCache {
  readonly #enabled: boolean;
  readonly #ledger: LossLedger;
  #count = 0;
  /** A marker that found no carrier and waits for the next part. */
  #waiting: { breakpoint: CacheBreakpoint; path: string } | undefined;

  constructor(enabled: boolean, ledger: LossLedger) {
    this.#enabled = enabled;
    this.#ledger = ledger;
  }

  /** Puts the marker of a block, or one that waits, on the last part of what the block became. */
  place(marker: CacheControl, parts: readonly InputPart[], path: string): void {
    const last = parts.at(-1);
    const own = marker ? this.#accept(marker, path) : null;
    if (last === undefined) {
      if (own) this.#ledger.add("cache_marker_dropped", path);
      return;
    }
    const waiting = this.#waiting;
    if (waiting) this.#ledger.add("cache_marker_moved", waiting.path);
    this.#waiting = undefined;
    const breakpoint = own ?? waiting?.breakpoint;
    if (breakpoint) last.prompt_cache_breakpoint = breakpoint;
  }

  /** The marker stands where no part is: it moves to the next part that follows. */
  move(marker: CacheControl, path: string): void {
    const breakpoint = this.#accept(marker, path);
    if (breakpoint === null) return;
    if (this.#waiting) this.#ledger.add("cache_marker_dropped", this.#waiting.path);
    this.#waiting = { breakpoint, path };
  }

  /** The marker stands on a tool, which precedes every message: the next breakpoint covers it. */
  drop(marker: CacheControl, path: string): void {
    if (this.#accept(marker, path) !== null) this.#ledger.add("cache_marker_dropped", path);
  }

  /**
   * To be called when all blocks were walked. Anthropic takes four markers a request, wherever they stand.
   *
   * @throws TranspondError 400 when there are more
   */
  finish(): void {
    if (this.#waiting) this.#ledger.add("cache_marker_dropped", this.#waiting.path);
    if (this.#count <= 4) return;
    throw invalidRequest("", `A maximum of 4 blocks with cache_control may be provided. Found ${this.#count}.`);
  }

  /** The top-level marker: automatic caching up to the latest message, which is OpenAI's implicit mode. */
  automatic(marker: CacheControl, path: string): OpenAIRequest["prompt_cache_options"] {
    if (!marker) return undefined;
    if (!this.#enabled) {
      this.#ledger.add("cache_control_automatic", path);
      return undefined;
    }
    return { mode: "implicit", ...this.#lifetime(marker, path) };
  }

  /**
   * Where no marker stands anywhere Anthropic would not cache; the upstream writes its cache all the same (C7).
   *
   * @param isLong whether the prompt is long enough for a cache, asked for only where it matters
   */
  noteImplicitWrite(isLong: () => boolean): void {
    if (this.#enabled && this.#count === 0 && isLong()) this.#ledger.add("implicit_cache_write", "cache_control");
  }

  #accept(marker: CacheControl, path: string): CacheBreakpoint | null {
    if (!marker) return null;
    this.#count++;
    if (this.#enabled) return { mode: "explicit", ...this.#lifetime(marker, path) };
    this.#ledger.add("cache_control_automatic", path);
    return null;
  }

  #lifetime(marker: NonNullable<CacheControl>, path: string): { ttl?: "12h" } {
    if (marker.ttl !== "1h") return {};
    this.#ledger.add("cache_ttl_rounded", path);
    return { ttl: "12h" };
  }
}
