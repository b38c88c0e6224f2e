import type { Rendering } from "./rules.js";

/**
 * Tokens that a hosted tool adds by being declared, on models that reason and on the others. What it finds is billed when
 * it runs and cannot be known before.
 */
export const HOSTED_TOOLS: Readonly<Record<string, Readonly<Record<Rendering, number>>>> = {
  web_search: { harmony: 6900, chatml: 294 },
  web_search_preview: { harmony: 6900, chatml: 294 },
  code_interpreter: { harmony: 581, chatml: 370 },
  image_generation: { harmony: 342, chatml: 342 },
  file_search: { harmony: 1150, chatml: 1150 },
  tool_search: { harmony: 160, chatml: 160 },
  apply_patch: { harmony: 623, chatml: 623 },
};
/** Estimate for a hosted tool that was never measured. */
export const OTHER_HOSTED_TOOL = 300;

/** Estimates for what is not in the request. Over rather than under: a low count makes a client compact too late. */
export const ESTIMATES = {
  /**
   * Replayed reasoning: tokens a character of `encrypted_content`, less an offset; the line that is higher. On recorded
   * items of gpt-5.4 and later within 10 tokens; on gpt-5-nano up to 60 too many.
   */
  reasoning: [
    { perCharacter: 0.141, offset: 126 },
    { perCharacter: 0.167, offset: 160 },
  ],
  reasoningAtLeast: 2,
  /** A page of a PDF: its text. */
  pdfPage: 800,
  /** Bytes of a PDF that stand for a page where its page tree cannot be read. */
  pdfBytesPerPage: 100_000,
  /** A file that is somewhere else. */
  remoteFile: 2000,
  /** An image whose size cannot be read is taken for one of this width and height. */
  unknownImage: { width: 1024, height: 1024 },
} as const;
