import type { Bytes } from "@transpond/fetch/adapter";

/** A body of one piece, which is made when it is read. */
export function onePiece(make: () => Uint8Array): Bytes {
  let isGiven = false;
  return {
    next: async () => {
      if (isGiven) return { done: true, value: undefined };
      isGiven = true;
      return { done: false, value: make() };
    },
    return: async () => {
      isGiven = true;
    },
  };
}
