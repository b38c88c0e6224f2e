const wordsOf = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(" ").split(" "));

/** Segments that say that what follows is a credential, whoever the vendor. Compared in lower case. */
export const SECRET_SEGMENTS: ReadonlySet<string> = wordsOf(
  "pat token tok tkn key apikey api secret sec sk pk rk ak as st at rt pri priv private pub pass password pw cred",
  "live test prod sandbox admin svc svcacct oauth auth access refresh bot whsec webhook client personal deploy ci cli",
  "scim",
);

/** Prefixes of identifiers of resources: they are no credentials, however random the rest. Compared in lower case. */
export const IDENTIFIER_PREFIXES: ReadonlySet<string> = wordsOf(
  // Models' APIs
  "resp msg call fc rs ws ci cu ig mcp mcpl mcpr mcptoolu toolu srvtoolu tool chatcmpl cmpl req run step thread asst",
  "file cfile vs vsf vsfb batch ft ftjob ftevent ftckpt modr org proj user usr conv container cntr fp eval evalrun img",
  "gen item upload part skill compaction apc sh ap psc shc srch cmpct vtx chat completion rtc ctc cmp lsh gpt claude model",
  // Payments
  "evt event sess acct cus ch pi pm sub prod price in ii si txn py tr ba card src",
  // Builds, data, observation
  "session trace span snap chunk index sha256 sha512 sha1 md5 uuid id task job node instance block blk attempt rdd",
  "application build commit version release image audio rsv lbl vendor vendors module chunks static assets layer",
);
