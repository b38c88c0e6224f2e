import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { Report } from "../process-messages.js";
import { type Client, openClient, type Question } from "./client.js";
import type { Target } from "./targets.js";

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds of each of a few requests, one after the other. @throws Error when one fails */
async function times(client: Client, question: Question, requests: number): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < requests; turn += 1) {
    const began = performance.now();
    if (!(await client.ask(question))) throw new Error(`a request to ${question.url} failed`);
    taken.push(performance.now() - began);
  }
  return taken;
}

/**
 * Median milliseconds at one client, for each question. The questions take turns in rounds, since machines drift; the
 * first rounds warm up.
 */
export async function latencies(questions: readonly Question[], rounds: number, requests: number): Promise<number[]> {
  const client = openClient(1);
  const all = questions.map((): number[] => []);
  const warmUp = Math.ceil(rounds / 4);
  for (let round = 0; round < rounds + warmUp; round += 1) {
    for (const [index, question] of questions.entries()) {
      const taken = await times(client, question, requests);
      if (round >= warmUp) all[index]?.push(...taken);
    }
  }
  client.close();
  return all.map(median);
}

export interface LoadFigures {
  readonly requests: number;
  readonly failed: number;
  readonly perSecond: number;
  /** Processor time of a request, in microseconds: of the process on the way, and of the client. */
  readonly cpu: number;
  readonly clientCpu: number;
  /** After a collection of garbage, before and behind the run, in bytes. */
  readonly before: Report | undefined;
  readonly after: Report | undefined;
}

/** Engines compile what has run often; before that a request costs several times as much. */
export async function warmUp(target: Target, clients: number, requests: number): Promise<void> {
  const client = openClient(clients);
  for (let done = 0; done < requests; ) done += (await busy(client, target.questions.small, clients, 0.5)).requests;
  client.close();
}

/** Keeps a number of clients busy for some seconds. */
export async function load(target: Target, clients: number, seconds: number): Promise<LoadFigures> {
  const client = openClient(clients);
  await busy(client, target.questions.small, clients, 1);
  const before = await target.process?.report();
  // A collection of all garbage throws compiled code away, too.
  await busy(client, target.questions.small, clients, 3);
  const cpuBefore = await target.process?.cpu();
  const clientBefore = process.cpuUsage();
  const { requests, failed, took } = await busy(client, target.questions.small, clients, seconds);
  const clientUsage = process.cpuUsage(clientBefore);
  const cpuAfter = await target.process?.cpu();
  // A logger under full load has lines in its queue, which it writes when there is time.
  await wait(1000);
  const after = await target.process?.report();
  client.close();
  return {
    requests,
    failed,
    perSecond: requests / took,
    cpu: cpuAfter && cpuBefore ? (cpuAfter - cpuBefore) / requests : Number.NaN,
    clientCpu: (clientUsage.user + clientUsage.system) / requests,
    before,
    after,
  };
}

async function busy(client: Client, question: Question, clients: number, seconds: number) {
  const began = performance.now();
  const end = began + seconds * 1000;
  let requests = 0;
  let failed = 0;
  const work = async () => {
    while (performance.now() < end) {
      requests += 1;
      if (!(await client.ask(question))) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  return { requests, failed, took: (performance.now() - began) / 1000 };
}
