/** Detection and redaction of personal data and secrets, an entry of its own. */
export { detect } from "./detect.js";
export type { DetectedType, Detector, Found, Span } from "./detector.js";
export type { DetectOptions, Recognised, Recogniser, RedactOptions } from "./options.js";
export { placeholderLabels } from "./options.js";
export { type Country, nationalIds } from "./packs/index.js";
export type { PseudonymOptions } from "./pseudonym.js";
export { redact } from "./redact.js";
export type { Finding } from "./spans.js";
export { type UserPart, userPseudonyms } from "./user-id.js";
