const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";
const length = 24;

/** Random bytes for many ids: asking for each costs more than making it. */
const pool = new Uint8Array(length * 64);
let used = pool.length;

/** An id in the form of Anthropic's, such as `req_` and 24 random letters and digits (about 140 bits). */
export function randomId(prefix: "req" | "msg"): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let id: string = `${prefix}_`;
  for (const end = used + length; used < end; used += 1) id += alphabet[(pool[used] ?? 0) % alphabet.length];
  return id;
}
