/** A range of issuer numbers with the lengths in which its cards are made. */
export type Issuer = {
  /** The first digits, or the first and the last of a range of them: `"4"`, `"51-55"`. */
  readonly digits: string;
  readonly lengths: readonly number[];
  /** Rare lengths that many other numbers have too: only beside a word for a card, or in card groups. */
  readonly spoken?: readonly number[];
};

/** ISO/IEC 7812-1 issuer identification numbers, from the schemes' public rules. The longest range that fits decides. */
export const ISSUERS: readonly Issuer[] = [
  { digits: "4", lengths: [13, 16, 19] }, // Visa
  { digits: "51-55", lengths: [16] }, // Mastercard
  { digits: "2221-2720", lengths: [16] }, // Mastercard, series 2
  { digits: "34", lengths: [15] }, // American Express
  { digits: "37", lengths: [15] },
  { digits: "300-305", lengths: [14], spoken: [16] }, // Diners Club
  { digits: "3095", lengths: [14], spoken: [16] },
  { digits: "36", lengths: [14], spoken: [16, 19] },
  { digits: "38-39", lengths: [14], spoken: [16, 19] },
  { digits: "6011", lengths: [16], spoken: [19] }, // Discover
  { digits: "644-649", lengths: [16], spoken: [19] },
  { digits: "65", lengths: [16], spoken: [19] },
  { digits: "3528-3589", lengths: [16], spoken: [19] }, // JCB
  { digits: "35", lengths: [], spoken: [16] },
  { digits: "1800", lengths: [15] },
  { digits: "2131", lengths: [15] },
  { digits: "62", lengths: [16], spoken: [14, 15, 17, 18, 19] }, // UnionPay
  { digits: "81-82", lengths: [16], spoken: [17, 18, 19] }, // UnionPay, RuPay
  { digits: "60", lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] }, // RuPay, Hipercard
  { digits: "508", lengths: [16] },
  { digits: "2200-2205", lengths: [16], spoken: [17, 18, 19] }, // Mir
  { digits: "50", lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] }, // Maestro, Elo, Verve
  { digits: "56-59", lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] }, // Maestro, Dankort
  { digits: "61", lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] },
  { digits: "63-64", lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] },
  { digits: "66-69", lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] },
  { digits: "0604", lengths: [], spoken: [12, 13, 14, 15, 16, 17, 18, 19] },
  { digits: "6304", lengths: [12, 16], spoken: [13, 14, 15, 17, 18, 19] },
  { digits: "9792", lengths: [16] }, // Troy
  { digits: "8600", lengths: [16] }, // Uzcard
  { digits: "9860", lengths: [16] }, // Humo
  { digits: "1", lengths: [], spoken: [15] }, // UATP
];
