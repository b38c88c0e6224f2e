/** A test, by its file and its place there, and the milliseconds that it took without a mutant. */
export interface TimedTest {
  readonly file: string;
  readonly index: number;
  readonly ms: number;
}

export interface TestRun extends TimedTest {
  readonly name: string;
  readonly error?: string;
  /** The mutants that it reaches, and how often. */
  readonly hits: Readonly<Record<string, number>>;
}

export type Order =
  | { readonly kind: "measure" }
  | {
      readonly kind: "meet";
      readonly mutant: string;
      readonly tests: readonly TimedTest[];
      /** Whether the test files are to be loaded with the mutant switched on. */
      readonly atLoad: boolean;
      /** How often the mutant may be reached before the test counts as an endless loop. */
      readonly hitLimit: number;
    };

export type Answer =
  | { readonly kind: "ready" }
  | {
      readonly kind: "measured";
      readonly runs: readonly TestRun[];
      /** The mutants that act while the modules load. */
      readonly atLoad: readonly string[];
    }
  | { readonly kind: "killed"; readonly by: string; readonly late: boolean }
  | { readonly kind: "survived" }
  | { readonly kind: "broken"; readonly error: string };
