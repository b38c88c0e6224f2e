/** The text before a candidate on which its meaning depends: at most this many UTF-16 units. */
const REACH = 64;

/** What stands before `index`, bounded. */
export function textBefore(text: string, index: number, reach: number = REACH): string {
  return text.slice(Math.max(0, index - reach), index);
}

/** What stands after `index`, bounded. */
export function textAfter(text: string, index: number, reach: number = REACH): string {
  return text.slice(index, index + reach);
}

/**
 * A key or word before a number that makes it an identifier, a time or an amount of the machine's and not a person's:
 * `"order_id":`, `ts=`, `guild `, `bytes: `.
 */
const MACHINE_KEY =
  /(?:(?:_id|Id|ID|_ts|_at|time|stamp|epoch|seq|offset|bytes|size|count|nonce|hash|uid|pid|tid|port|shard|block|blk|index|version|sequence_number)|\b(?:id|ts|guild|commit|order|session|task|job|build|seed|rev|stage|isbn|invoice|ticket|issue|pr|user|account|customer|client|member|record|item|request|event|node|group|instance|process|thread|worker|object|page|row|version|pid|uid))["'\\]{0,4}(?:\s?[=:#]\s?|\s)["'\\#]{0,4}$/;

/** Whether the text before says that a bare number is a machine's own. */
export function hasMachineKey(text: string, index: number): boolean {
  return MACHINE_KEY.test(textBefore(text, index, 56));
}
