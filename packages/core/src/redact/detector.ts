/** What a span of text is taken for. */
export type DetectedType =
  | "EMAIL"
  | "PHONE"
  | "CREDIT_CARD"
  | "IBAN"
  | "IP"
  | "MAC"
  | "SSN"
  | "CRYPTO"
  | "SECRET"
  | "NATIONAL_ID";

/** A piece of a text that should not be shown; offsets in UTF-16 units. */
export type Span = { start: number; end: number; type: DetectedType };

/** Takes a span that was found. Spans may overlap: the engine decides which one stands. */
export type Found = (start: number, end: number, type: DetectedType) => void;

/**
 * Finds one kind of thing. The engine walks once over a text and calls a detector at each of its anchors: characters
 * without which nothing of its kind exists (`@` of an address). Around an anchor a detector looks at a bounded number of
 * characters, so that the whole stays linear whatever the text holds.
 */
export type Detector = {
  readonly name: string;
  /**
   * ASCII characters at which it is called. Where one of them repeats, it is called at the first of the run only; where all
   * ten digits are among them, at the first digit of a number only.
   */
  readonly anchors: string;
  /**
   * Whether an anchor counts behind `before`, the one character that stands there; `""` where it is outside ASCII or the
   * text begins. Asked once for each pair when detectors are made ready, never for a text, so that most anchors call
   * nothing. Default: it counts.
   */
  follows?(before: string, anchor: string): boolean;
  /** The same of the one character behind an anchor. */
  precedes?(next: string, anchor: string): boolean;
  find(text: string, at: number, found: Found): void;
};
