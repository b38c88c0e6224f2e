const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Pieces of a length, one unit longer where a surrogate pair would be cut. */
const slices = (text: string, size: number): readonly string[] => {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const to = from + size;
    const end = isHighSurrogate(text.charCodeAt(to - 1)) ? to + 1 : to;
    pieces.push(text.slice(from, end));
    from = end;
  }
  return pieces;
};

/** Cuts a text into deltas: given pieces as they are, pieces of a given length, or words as OpenAI's tokens fall. */
export const chunksOf = (text: string, chunks: readonly string[] | number | undefined): readonly string[] => {
  if (Array.isArray(chunks)) {
    if (chunks.join("") !== text) throw new Error("testkit: the chunks of a step do not add up to its text");
    return chunks;
  }
  if (text === "") return [];
  if (typeof chunks === "number") return slices(text, Math.max(1, chunks));
  return text.match(/\s*\S+|\s+$/gu) ?? [text];
};
