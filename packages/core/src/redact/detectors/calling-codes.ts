/**
 * Country calling codes and the most digits that may follow, by the list of ITU-T E.164 assigned codes and the national
 * numbering plans (ITU Operational Bulletin). The least is left open: old, short and special numbers are in use.
 */
const MOST_DIGITS: Readonly<Record<number, string>> = {
  5: "247 290",
  6: "298 299 500 687",
  7: "239 248 269 297 501 597 672 673 674 676 677 678 679 680 682 683 688 690 691 692 960",
  8: "222 223 226 227 228 230 232 235 236 238 241 246 253 266 267 291 372 45 47 504 505 599 65 670 675 686 689 852 853 965 968 973 974 975",
  9: "211 212 213 216 218 220 221 224 231 233 237 240 242 244 245 249 250 251 252 254 255 256 257 258 260 261 262 263 264 265 268 27 32 33 34 351 354 357 359 36 370 373 374 375 376 377 380 382 386 389 40 41 420 421 423 48 502 503 506 507 508 509 51 56 590 591 592 593 594 595 596 598 681 855 93 94 961 962 963 966 967 970 971 992 993 994 995 996 998",
  10: "1 20 225 229 234 243 30 378 46 57 58 66 685 7 84 850 856 90 91 92 964 976 977 98",
  11: "31 350 353 355 356 371 379 385 387 44 52 55 60 61 63 64 82 880 886 95",
  12: "352 358 381 383 39 53 54 62 800 808 81 86 870 878 881 882 883 888 972 979",
  13: "43 49",
};

const CODES: ReadonlyMap<string, number> = new Map(
  Object.entries(MOST_DIGITS).flatMap(([most, codes]) => codes.split(" ").map((code) => [code, Number(most)] as const)),
);

/** The calling code with which the digits of an international number begin and the most digits after it, or undefined. */
export function callingCode(digits: string): { code: string; most: number } | undefined {
  for (let length = 1; length <= 3; length++) {
    const code = digits.slice(0, length);
    const most = CODES.get(code);
    if (most !== undefined) return { code, most };
  }
  return undefined;
}
