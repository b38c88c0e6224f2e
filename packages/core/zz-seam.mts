// exactness of windows: tiny windows, nasty small alphabets, against one go
import { HeapMerge } from "/work/main/packages/core/src/tokens/merge.ts";
import { mergeInWindows } from "/work/main/packages/core/src/tokens/merge-windows.ts";
import { RankTable } from "/work/main/packages/core/src/tokens/rank-table.ts";
import ranks from "js-tiktoken/ranks/o200k_base";
const table = new RankTable(ranks.bpe_ranks);
let st = 5; const rnd = (n: number) => { st = (st + 0x6d2b79f5) >>> 0; let m = Math.imul(st ^ (st >>> 15), st | 1); m ^= m + Math.imul(m ^ (m >>> 7), m | 61); return ((m ^ (m >>> 14)) >>> 0) % n; };
const enc = new TextEncoder();
const alph = ["ab", "aeiou", "abcdefghijklmnopqrstuvwxyz", "etaoinshr", " ", "=-", "國語中文字", "😀🎉", "\t ", "AaBb", "01"];
let bad = 0, redone = 0, n = 0;
for (let k = 0; k < 6000; k++) {
  const a = [...alph[rnd(alph.length)]];
  const unit = Array.from({ length: 1 + rnd(6) }, () => a[rnd(a.length)]).join("");
  const s = rnd(2) ? unit.repeat(5 + rnd(120)) : Array.from({ length: 20 + rnd(400) }, () => a[rnd(a.length)]).join("");
  const bytes = enc.encode(s);
  const one = new HeapMerge(table, bytes.length); one.start(bytes); one.run();
  for (const w of [8, 16, 32, 64, 300]) {
    n++; let pauses = 0, steps = 0;
    const g = mergeInWindows(table, bytes, (x) => { steps += x; }, w); let r = g.next(); while (!r.done) { pauses++; r = g.next(); }
    if (r.value !== one.parts) { bad++; if (bad < 5) console.log("BAD", w, JSON.stringify(s.slice(0, 80)), r.value, one.parts); }
  }
}
console.log({ n, bad });
