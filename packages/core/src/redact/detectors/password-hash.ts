/**
 * Hashes of passwords in the form of crypt(5) and of the PHC string format: bcrypt, MD5, SHA-256, SHA-512, Apache's MD5,
 * yescrypt, scrypt, Argon2, PBKDF2. Who has one can guess the password offline.
 */
const HASH =
  /\$(?:2[abxy]?\$\d\d\$[./A-Za-z0-9]{50,60}|(?:[1567]|apr1|sha1)\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{0,32}\$[./A-Za-z0-9]{20,90}|(?:gy|y)\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{0,86}\$[./A-Za-z0-9]{30,60}|(?:argon2(?:id|i|d)|scrypt|pbkdf2-sha\d{1,3})(?:\$[a-z]{1,2}=[\w,=]{1,64}|\$\d{1,9}){1,3}\$[./+A-Za-z0-9]{8,90}\$[./+A-Za-z0-9]{16,180})/y;

/** The end of a hash of a password that begins at the dollar sign `at`, or -1. */
export function passwordHashEnd(text: string, at: number): number {
  HASH.lastIndex = at;
  const found = HASH.exec(text);
  return found === null ? -1 : at + found[0].length;
}
