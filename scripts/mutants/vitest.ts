import {
  ASYMMETRIC_MATCHERS_OBJECT,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import { fn, spyOn } from "@vitest/spy";
import * as chai from "chai";

/*
 * What the tests import as "vitest" while mutants run: its own assertions and spies, and a `describe` and `it` that
 * only collect. Starting vitest itself costs seconds, which thousands of mutants would each pay.
 */

type Run = (...values: unknown[]) => unknown;

export interface CollectedTest {
  readonly name: string;
  readonly run: () => unknown;
}

/** The tests that were declared since the list was last taken. */
export const collected: CollectedTest[] = [];
const path: string[] = [];
const after: (() => unknown)[][] = [[]];

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT),
);
Reflect.set(globalThis, GLOBAL_EXPECT, expect);
setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, expect);

/** Types are no matter of mutants. */
export const expectTypeOf = (): unknown => new Proxy(() => anything, { get: () => anything, apply: () => anything });
const anything: unknown = new Proxy(() => {}, { get: () => anything, apply: () => anything });

function functionOf(options: readonly unknown[]): Run | undefined {
  return options.find((option): option is Run => typeof option === "function");
}

function declareTest(name: string, ...options: unknown[]): void {
  const run = functionOf(options);
  const hooks = after.flat();
  if (run === undefined) return;
  collected.push({
    name: [...path, name].join(" > "),
    run: async () => {
      try {
        await run();
      } finally {
        for (const hook of hooks) await hook();
      }
    },
  });
}

function declareSuite(name: string, ...options: unknown[]): void {
  path.push(name);
  after.push([]);
  functionOf(options)?.();
  after.pop();
  path.pop();
}

type Declare = (name: string, ...options: unknown[]) => void;

function withVariants(declare: Declare) {
  const each =
    (cases: readonly unknown[]) =>
    (name: string, ...options: unknown[]) => {
      const run = functionOf(options);
      const rows: readonly unknown[][] = cases.every((values) => Array.isArray(values))
        ? cases
        : cases.map((value) => [value]);
      for (const values of rows) declare(name, () => run?.(...values));
    };
  const when = (runs: boolean) => (runs ? variants : skipped);
  const variants = Object.assign(declare, { each, skipIf: (skips: boolean) => when(!skips), runIf: when });
  return variants;
}

const skip: Declare = () => {};
const skipped: Declare & { each: () => Declare } = Object.assign(skip, { each: () => skip });

export const describe = withVariants(declareSuite);
export const it = withVariants(declareTest);
export const test = withVariants(declareTest);
export const afterEach = (hook: () => unknown): unknown => after.at(-1)?.push(hook);

export const vi = { fn, spyOn, waitFor };

async function waitFor(check: () => unknown): Promise<unknown> {
  const end = performance.now() + 1000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
