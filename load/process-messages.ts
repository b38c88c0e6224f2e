/** What a process under measure is asked for, and what it says of itself. */
export type Question = "report" | "cpu" | "resources" | "close";

export interface Report {
  /** Bytes after a collection of garbage; `rss` is the whole process. */
  readonly heap: number;
  readonly rss: number;
  /** Messages that the handler is working on; 0 where there is none. */
  readonly inProgress: number;
}

/** What keeps the process alive, by kind; asked for behind `close`. */
export type Resources = readonly string[];
