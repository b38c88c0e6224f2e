import type { VendorTable } from "./vendor-table.js";

/** Talk, mail, social networks. */
export const messaging: VendorTable = [
  // Slack
  [8, "xoxb- xoxp- xoxa- xoxo- xoxr- xoxs- xoxe- xoxc- xoxd-"],
  [16, "xoxe."],
  [10, "xapp-"],
  // SendGrid, Brevo, Mailgun, Resend, MailerSend, Twilio, PubNub
  [40, "SG. xkeysib- xsmtpsib- mlsn."],
  [32, "key- pubkey- AC SK"],
  [20, "re_"],
  [36, "pub-c- sub-c- sec-c-"],
  // Facebook, Instagram, Twitter, Dropbox
  [20, "EAACEdEose0cBA"],
  [60, "EAA IGQV sl."],
  [30, "AAAAAAAAAAAAAAAAAAAAA"],
];
