/** A range of issuer numbers with the lengths in which its cards are made. */
export type Issuer = {
  /** First and last of the range, of the same number of digits. */
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
  /** Rare lengths that many other numbers have too: only beside a word for a card, or in card groups. */
  readonly spoken?: readonly number[];
};

/** ISO/IEC 7812-1 issuer identification numbers, from the schemes' public rules. The longest range that fits decides. */
export const ISSUERS: readonly Issuer[] = [
  { from: 4, to: 4, lengths: [13, 16, 19] }, // Visa
  { from: 51, to: 55, lengths: [16] }, // Mastercard
  { from: 2221, to: 2720, lengths: [16] }, // Mastercard, series 2
  { from: 34, to: 34, lengths: [15] }, // American Express
  { from: 37, to: 37, lengths: [15] },
  { from: 300, to: 305, lengths: [14], spoken: [16] }, // Diners Club
  { from: 3095, to: 3095, lengths: [14], spoken: [16] },
  { from: 36, to: 36, lengths: [14], spoken: [16, 19] },
  { from: 38, to: 39, lengths: [14], spoken: [16, 19] },
  { from: 6011, to: 6011, lengths: [16], spoken: [19] }, // Discover
  { from: 644, to: 649, lengths: [16], spoken: [19] },
  { from: 65, to: 65, lengths: [16], spoken: [19] },
  { from: 3528, to: 3589, lengths: [16], spoken: [19] }, // JCB
  { from: 35, to: 35, lengths: [], spoken: [16] },
  { from: 1800, to: 1800, lengths: [15] },
  { from: 2131, to: 2131, lengths: [15] },
  { from: 62, to: 62, lengths: [16], spoken: [14, 15, 17, 18, 19] }, // UnionPay
  { from: 81, to: 82, lengths: [16], spoken: [17, 18, 19] }, // UnionPay, RuPay
  { from: 60, to: 60, lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] }, // RuPay, Hipercard
  { from: 508, to: 508, lengths: [16] },
  { from: 2200, to: 2205, lengths: [16], spoken: [17, 18, 19] }, // Mir
  { from: 50, to: 50, lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] }, // Maestro, Elo, Verve
  { from: 56, to: 59, lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] }, // Maestro, Dankort
  { from: 61, to: 61, lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] },
  { from: 63, to: 64, lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] },
  { from: 66, to: 69, lengths: [16], spoken: [12, 13, 14, 15, 17, 18, 19] },
  { from: 6304, to: 6304, lengths: [12, 16], spoken: [13, 14, 15, 17, 18, 19] },
  { from: 9792, to: 9792, lengths: [16] }, // Troy
  { from: 8600, to: 8600, lengths: [16] }, // Uzcard
  { from: 9860, to: 9860, lengths: [16] }, // Humo
  { from: 1, to: 1, lengths: [], spoken: [15] }, // UATP
];
