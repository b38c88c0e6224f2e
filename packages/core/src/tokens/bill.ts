/** The parts of a request that a count is split into. */
export type BillPart = "system" | "tools" | "messages" | "images" | "format";

/** Why a count may differ from the bill. */
export type EstimateReason =
  /** Replayed reasoning or a compaction, whose size the upstream alone knows. */
  | "reasoning"
  /** An image: measured on small ones, by the published formulas otherwise; a remote one as one of ordinary size. */
  | "image"
  /** A PDF, or a file that is somewhere else. */
  | "file"
  /** A tool that the upstream runs: its declaration was measured, what it finds is billed when it runs. */
  | "hosted_tool"
  /** An item or a part of a kind that was never measured. */
  | "unmeasured_item"
  /** A model that is not known: it counts as the newest kind. */
  | "unknown_model"
  /** State that the upstream keeps, which is not counted at all. */
  | "upstream_state";

/** What a part of a request costs, before its texts are tokenised: a number of tokens and a list of texts. */
export class Bill {
  tokens = 0;
  readonly texts: string[] = [];
  readonly estimates = new Set<EstimateReason>();
  /** Where images within this part go. */
  readonly images: Bill;

  constructor(images?: Bill) {
    this.images = images ?? this;
  }

  add(tokens: number): void {
    this.tokens += tokens;
  }

  /** A number that is no more than near. */
  estimate(tokens: number, reason: EstimateReason): void {
    this.tokens += tokens;
    this.estimates.add(reason);
  }

  /** A text that is tokenised on its own; its neighbours do not merge with it. */
  addText(text: string): void {
    if (text !== "") this.texts.push(text);
  }
}

export type RequestBill = Readonly<Record<BillPart, Bill>>;

/** A bill on which nothing stands yet. */
export function emptyBill(): RequestBill {
  const images = new Bill();
  const part = () => new Bill(images);
  return { system: part(), tools: part(), messages: part(), images, format: part() };
}
