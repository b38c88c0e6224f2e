/** Forms of whole tokens that vendors document and that nothing else has. */
const SHAPES: readonly RegExp[] = [
  // Mailchimp: hexadecimal and the data centre.
  /^[0-9a-f]{32}-us\d{1,2}$/,
  // Discord: base64url of the user's number, of the time, and the signature.
  /^[A-Z][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,45}$/,
  // Telegram: after the bot's number and a colon.
  /^\d{8,10}:[\w-]{35}$/,
  // Twilio: account and key, two letters and hexadecimal.
  /^(?:AC|SK)[0-9a-z]{32}$/,
  // Azure AD: client secret, the fixed `Q~` in the middle.
  /^[\w~.-]{3}\dQ~[\w~.-]{31,34}$/,
  // Mailgun: signing keys, three groups of hexadecimal.
  /^[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}$/,
  // Airtable: personal access tokens, the identifier and 64 hexadecimal digits.
  /^pat[A-Za-z0-9]{14}\.[0-9a-f]{64}$/,
  // Vault before version 1.10: service tokens.
  /^s\.[A-Za-z0-9]{24}$/,
  // MaxMind: licence keys.
  /^[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk$/,
  // A JWT or a JSON object in base64 once more.
  /^ZXlK[A-Za-z0-9+/_-]{60,250}={0,2}$/,
  // Keys of Azure storage: 64 bytes in base64.
  /^[A-Za-z0-9+/]{86}==$/,
  // Terraform Cloud: the fixed part in the middle.
  /^[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{40,90}$/,
  // Authress: the account after the key's number.
  /^(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\.[A-Za-z0-9]{4,6}\.acc[_-][A-Za-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{30,120}$/,
  // LaunchDarkly: the kind of key before a UUID.
  /^(?:api|sdk|mob)-[0-9a-z]{8}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{12}$/,
  // Mapbox, LocationIQ: public and secret tokens.
  /^[ps]k\.(?:[\w-]{32}|[\w.-]{60,180})$/,
  // New Relic: licence keys and tokens of mobile applications, marked at their end.
  /^(?:eu01xx)?[0-9a-fA-F]{26,36}FFFFNRAL$|^(?:eu01xx|AA)[0-9a-f]{30,40}-NRMA$/,
  // Asana: personal access tokens after the user's number.
  /^[0-2]\/\d{12,20}(?:\/\d{12,20})?:[0-9a-f]{32}$/,
  // Stripe: client secrets of intents and sessions.
  /^[a-z]{2,6}_[A-Za-z0-9]{14,40}_secret_[A-Za-z0-9]{10,60}$/,
  // Sanity: robot tokens.
  /^sk[A-Za-z0-9]{78,178}$/,
  // Zhipu, fal: identifier and secret.
  /^[0-9a-f]{32}\.[A-Za-z0-9]{16}$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[0-9a-f]{32}$/,
  // Square: the kind of key in three letters.
  /^sq0[a-z]{3}-[\w-]{22,50}$/,
  // Endor Labs.
  /^endr\+[A-Za-z0-9-]{16}$/,
  // Sourcegraph: hexadecimal digits of both cases; hashes are of one.
  /^(?=.{0,39}[a-f])(?=.{0,39}[A-F])[0-9a-fA-F]{40}$/,
];

/** Marks inside of tokens that no other text holds: OpenAI's `T3BlbkFJ` (base64 of "OpenAI"), signatures of Azure's keys. */
const INNER_MARKS: readonly string[] = [
  "T3BlbkFJ",
  "AzSe",
  "AzCa",
  "+AMC",
  "+ASt",
  "AzFu",
  "+ABa",
  "+ACR",
  "+AIo",
  "APIM",
  "JQQJ99",
];

/** Whether a token, at most 256 characters, has a form or a mark that only credentials have. */
export function hasSecretShape(token: string): boolean {
  if (SHAPES.some((shape) => shape.test(token))) return true;
  return token.length > 39 && token.length < 200 && INNER_MARKS.some((mark) => token.includes(mark));
}
