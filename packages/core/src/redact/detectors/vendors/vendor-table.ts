/**
 * Prefixes of credentials by the fewest characters that follow them, parted by blanks. Case counts. A prefix may end in
 * a separator or in a letter; after a letter the rest must go on as no word does.
 */
export type VendorTable = readonly (readonly [least: number, prefixes: string])[];
