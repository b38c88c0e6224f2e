import { describe, expect, it } from "vitest";
import { OrderedTexts } from "../../src/response/ordered-texts.js";

/** Parts that write down what they are told: `0:text`, `end 0`, `diverged 0`, and how much waits. */
function parts() {
  const log: string[] = [];
  const seen = { waits: 0, most: 0 };
  const texts = new OrderedTexts({
    text: (index, text) => log.push(`${index}:${text}`),
    end: (index) => log.push(`end ${index}`),
    diverged: (index) => log.push(`diverged ${index}`),
    kept: (length) => {
      seen.waits += length;
      seen.most = Math.max(seen.most, seen.waits);
    },
  });
  const finish = (fulls: Record<number, string> = {}) =>
    texts.finish(new Map(Object.entries(fulls).map(([index, full]) => [Number(index), full])));
  return { texts, log, seen, finish };
}

describe("one part at a time (C.2)", () => {
  it("the first one is handed on as it comes, the others when it has ended", () => {
    const { texts, log, finish } = parts();
    texts.append(0, "a");
    texts.append(1, "x");
    texts.append(0, "b");
    texts.append(1, "y");
    expect(log).toEqual(["0:a", "0:b"]);
    finish({ 0: "ab", 1: "xy" });
    expect(log).toEqual(["0:a", "0:b", "end 0", "1:x", "1:y", "end 1"]);
  });

  it("a settled part ends when another begins, and not before", () => {
    const { texts, log } = parts();
    texts.append(0, "a");
    texts.settle(0, "a");
    expect(log).toEqual(["0:a"]);
    texts.append(1, "x");
    expect(log).toEqual(["0:a", "end 0", "1:x"]);
    expect([texts.hasEnded(0), texts.hasEnded(1), texts.hasEnded(2)]).toEqual([true, false, false]);
  });

  it("a part ends at once when it is settled while another waits", () => {
    const { texts, log } = parts();
    texts.append(0, "a");
    texts.append(1, "x");
    texts.settle(0, "ab");
    expect(log).toEqual(["0:a", "0:b", "end 0", "1:x"]);
  });

  it("parts that wait go on in the order of their numbers, several at once where they are settled", () => {
    const { texts, log, finish } = parts();
    texts.append(0, "a");
    texts.append(3, "d");
    texts.append(1, "b");
    texts.settle(2, "c");
    texts.settle(1, "b");
    texts.settle(0, "a");
    expect(log).toEqual(["0:a", "end 0", "1:b", "end 1", "2:c", "end 2", "3:d"]);
    finish();
    expect(log.at(-1)).toBe("end 3");
  });

  it("an announced part has its place before any text of it comes", () => {
    const { texts, log, finish } = parts();
    texts.announce(0);
    texts.append(1, "x");
    texts.append(0, "a");
    finish();
    expect(log).toEqual(["0:a", "end 0", "1:x", "end 1"]);
  });

  it("a part that turns up late comes late, and is not lost", () => {
    const { texts, log, finish } = parts();
    texts.append(1, "x");
    texts.settle(1, "x");
    texts.append(2, "y");
    finish({ 0: "a", 1: "x", 2: "y" });
    expect(log).toEqual(["1:x", "end 1", "2:y", "end 2", "0:a", "end 0"]);
  });

  it("a part without text ends all the same", () => {
    const { texts, log, finish } = parts();
    texts.settle(0, "");
    texts.append(1, "x");
    finish({ 0: "", 1: "x" });
    expect(log).toEqual(["end 0", "1:x", "end 1"]);
  });
});

describe("what is missing is handed on, what differs is told", () => {
  it.each([
    ["supplied", "text", ["0:te", "0:xt"]],
    ["nothing new", "te", ["0:te"]],
    ["shorter", "t", ["0:te", "diverged 0"]],
    ["other", "other", ["0:te", "diverged 0"]],
  ])("%s", (_name, full, expected) => {
    const { texts, log } = parts();
    texts.append(0, "te");
    texts.supply(0, full);
    expect(log).toEqual(expected);
  });

  it("a supplied part is not settled: more of it may come, and others wait", () => {
    const { texts, log } = parts();
    texts.supply(0, "te");
    texts.append(1, "x");
    texts.append(0, "xt");
    texts.settle(0, "text");
    expect(log).toEqual(["0:te", "0:xt", "end 0", "1:x"]);
  });

  it("the last final form of a waiting part counts, and is compared once", () => {
    const { texts, log, finish } = parts();
    texts.append(0, "a");
    texts.append(1, "x");
    texts.supply(1, "other");
    texts.supply(1, "xy");
    texts.settle(0, "a");
    expect(log).toEqual(["0:a", "end 0", "1:x", "1:y"]);
    texts.append(1, "z");
    finish();
    expect(log.slice(4)).toEqual(["1:z", "end 1"]);
  });

  it.each<[string, (texts: OrderedTexts) => void, string[]]>([
    ["a delta", (texts) => texts.append(0, "b"), ["diverged 0"]],
    ["another final form", (texts) => texts.supply(0, "ab"), ["diverged 0"]],
    ["another one at the end", (texts) => texts.finish(new Map([[0, "b"]])), ["diverged 0", "end 1"]],
    ["the same final form", (texts) => texts.settle(0, "a"), []],
    ["the same one at the end", (texts) => texts.finish(new Map([[0, "a"]])), ["end 1"]],
    ["its beginning once more", (texts) => texts.announce(0), []],
  ])("%s of a part that has ended", (_name, act, expected) => {
    const { texts, log } = parts();
    texts.settle(0, "a");
    texts.append(1, "x");
    act(texts);
    expect(log).toEqual(["0:a", "end 0", "1:x", ...expected]);
  });
});

describe("what waits is counted", () => {
  it("with its text and what each piece costs, until it is handed on", () => {
    const { texts, seen, finish } = parts();
    texts.append(0, "long text that nobody keeps");
    expect(seen.waits).toBe(0);
    texts.append(1, "12345");
    expect(seen.waits).toBe(256 + 32 + 5);
    texts.append(1, "678");
    expect(seen.waits).toBe(256 + 32 + 5 + 32 + 3);
    texts.announce(2);
    texts.supply(2, "1234");
    texts.supply(2, "123456");
    expect(seen.waits).toBe(256 + 32 + 5 + 32 + 3 + 256 + 6);
    texts.settle(0, "long text that nobody keeps");
    expect(seen.waits).toBe(256 + 6);
    finish();
    expect(seen.waits).toBe(0);
  });

  it("and final forms that all come at the end do not wait", () => {
    const { seen, finish } = parts();
    finish({ 0: "a".repeat(1000), 1: "b".repeat(1000), 2: "c".repeat(1000) });
    expect(seen.most).toBeLessThan(1000);
    expect(seen.waits).toBe(0);
  });
});
