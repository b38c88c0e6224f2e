import { type ChildProcess, fork } from "node:child_process";
import type { Answer, Order } from "./protocol.js";

/** A process that holds the tests, with one mutant switched on from the start if it is one that acts at load. */
export class TestProcess {
  readonly #module: string;
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;

  constructor(module: string, mutantAtLoad?: string) {
    this.#module = module;
    this.#environment = { ...process.env, ...(mutantAtLoad && { __STRYKER_ACTIVE_MUTANT__: mutantAtLoad }) };
  }

  /** The answer to an order; a process that gives none within `limit` milliseconds is ended and counts as late. */
  async ask(order: Order, limit: number): Promise<Answer> {
    const child = this.#child ?? (await this.#start());
    if (child === undefined) return { kind: "broken", error: "did not start" };
    const answer = await this.#next(child, () => child.send(order), limit);
    if (answer.kind === "broken" || (answer.kind === "killed" && answer.late)) this.end();
    return answer;
  }

  end(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  async #start(): Promise<ChildProcess | undefined> {
    const child = fork(this.#module, {
      env: this.#environment,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: ["--expose-gc"],
    });
    const answer = await this.#next(child, () => {}, 60_000);
    this.#child = answer.kind === "ready" ? child : undefined;
    return this.#child;
  }

  #next(child: ChildProcess, begin: () => void, limit: number): Promise<Answer> {
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(answer);
      };
      const timer = setTimeout(() => settle({ kind: "killed", by: "the limit of time", late: true }), limit);
      child.once("message", settle);
      child.once("exit", (code) => settle({ kind: "broken", error: `ended with ${code}` }));
      begin();
    });
  }
}
