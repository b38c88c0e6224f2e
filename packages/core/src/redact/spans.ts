/** A piece of a text that was found, by a detector or by a recogniser of the caller. */
export type Finding = { start: number; end: number; type: string };

/** Whether a part of a finding says anything by itself: it holds a letter or a digit. */
export type Says = (start: number, end: number) => boolean;

/** Which type stands where two overlap: the first. What costs most when it is shown comes first; then what is surest. */
const priorities: readonly string[] = [
  "SECRET",
  "CREDIT_CARD",
  "IBAN",
  "SSN",
  "NATIONAL_ID",
  "EMAIL",
  "CRYPTO",
  "IP",
  "MAC",
  "PHONE",
];
const rankOf = new Map(priorities.map((type, rank) => [type, rank]));
const rank = (type: string) => rankOf.get(type) ?? priorities.length;

/** Beyond so many findings that overlap one another, the sure order gives way to one that stays linear. */
const CLUSTER = 64;

/**
 * Chooses among findings: sorted, none overlapping another. Of one type those that overlap become one; where two types
 * overlap the stronger stands whole, and of the other what is left and says anything. So all that was found is covered.
 */
export function settle(findings: readonly Finding[], says: Says): Finding[] {
  if (areApart(findings)) return [...findings];
  const sorted = mergeTypes(findings).sort((a, b) => a.start - b.start || b.end - a.end);
  const settled: Finding[] = [];
  let cluster: Finding[] = [];
  let end = 0;
  for (const finding of sorted) {
    if (finding.start >= end && cluster.length > 0) {
      settled.push(...strongest(cluster, says));
      cluster = [];
    }
    cluster.push(finding);
    end = Math.max(end, finding.end);
  }
  return settled.concat(strongest(cluster, says));
}

/** Whether findings are sorted and apart as they came: most are. */
function areApart(findings: readonly Finding[]): boolean {
  let end = 0;
  for (const finding of findings) {
    if (finding.start < end) return false;
    end = finding.end;
  }
  return true;
}

function mergeTypes(findings: readonly Finding[]): Finding[] {
  const byType = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = byType.get(finding.type);
    if (same) same.push(finding);
    else byType.set(finding.type, [finding]);
  }
  return [...byType.values()].flatMap(mergeOverlapping);
}

function mergeOverlapping(findings: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && finding.start < last.end) last.end = Math.max(last.end, finding.end);
    else merged.push({ ...finding });
  }
  return merged;
}

const byStrength = (a: Finding, b: Finding) =>
  rank(a.type) - rank(b.type) || b.end - b.start - (a.end - a.start) || a.start - b.start;

/** Of findings that hang together by overlaps those that stand, whole or in part, sorted. */
function strongest(cluster: readonly Finding[], says: Says): Finding[] {
  if (cluster.length < 2) return [...cluster];
  if (cluster.length > CLUSTER) return [asOne(cluster)];
  const standing: Finding[] = [];
  for (const finding of [...cluster].sort(byStrength)) {
    let parts = [finding];
    for (const other of standing) parts = parts.flatMap((part) => less(part, other));
    for (const part of parts) if (part === finding || says(part.start, part.end)) standing.push(part);
  }
  return standing.sort((a, b) => a.start - b.start);
}

/** What is left of a finding beside another. */
function less(finding: Finding, { start, end }: Finding): Finding[] {
  if (finding.end <= start || finding.start >= end) return [finding];
  const parts: Finding[] = [];
  if (finding.start < start) parts.push({ ...finding, end: start });
  if (finding.end > end) parts.push({ ...finding, start: end });
  return parts;
}

/** The whole of a cluster as its strongest type: nothing that was found is shown. */
function asOne(cluster: readonly Finding[]): Finding {
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  let type = "";
  for (const finding of cluster) {
    start = Math.min(start, finding.start);
    end = Math.max(end, finding.end);
    if (type === "" || rank(finding.type) < rank(type)) type = finding.type;
  }
  return { start, end, type };
}
