import type { AbortSignalLike } from "@transpond/core";
import { expect, it, vi } from "vitest";
import { LocalAbort } from "../src/local-abort.js";
import { ownFetch } from "../src/upstream-fetch.js";

const asking = (signal: AbortSignalLike) =>
  ({ method: "POST", headers: { "x-own": "1" }, body: "x", redirect: "manual", signal }) as const;

it("a host's fetch may answer at once, and is given real Headers and a real signal", async () => {
  const seen: unknown[] = [];
  const fetch = (_: unknown, init?: RequestInit) => {
    seen.push(init?.headers, init?.signal);
    return new Response("now");
  };
  const own: unknown = Reflect.apply(ownFetch, undefined, [fetch]);
  const answer: unknown = await (typeof own === "function" && own("http://u/", asking(new LocalAbort())));
  expect(answer instanceof Response && (await answer.text())).toBe("now");
  expect(seen).toEqual([expect.any(Headers), expect.any(AbortSignal)]);
});

it("one that does not listen is not waited for, and what it answers late is cancelled", async () => {
  const cancel = vi.fn();
  let answer: (response: Response) => void = () => {};
  const own = ownFetch(() => new Promise((resolve) => (answer = resolve)));
  const leaving = new LocalAbort();
  const asked = own("http://u/", asking(leaving));
  leaving.abort(new Error("left"));
  await expect(asked).rejects.toThrow("left");
  answer(new Response(new ReadableStream({ cancel })));
  await vi.waitFor(() => expect(cancel).toHaveBeenCalledTimes(1));
});
