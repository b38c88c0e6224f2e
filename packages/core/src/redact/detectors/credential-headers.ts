/**
 * Headers whose value is a credential whatever it looks like, in small letters (RFC 9110, 11; RFC 6265; those of the larger
 * clouds). Each ends in `e`, `n` or `y`: the detector looks at that letter first.
 */
export const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "api-key",
  "x-auth-token",
  "x-amz-security-token",
  "x-goog-api-key",
]);
