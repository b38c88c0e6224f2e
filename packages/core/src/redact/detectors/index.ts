import type { Detector } from "../detector.js";
import { authHeader } from "./auth-header.js";
import { creditCard } from "./credit-card.js";
import { crypto } from "./crypto.js";
import { email } from "./email.js";
import { genericSecret } from "./generic-secret.js";
import { iban } from "./iban.js";
import { ipv4, ipv6 } from "./ip.js";
import { jwt } from "./jwt.js";
import { keyName } from "./key-name.js";
import { kubernetesSecret } from "./kubernetes-secret.js";
import { mac } from "./mac.js";
import { pem } from "./pem.js";
import { phone } from "./phone.js";
import { secretPrefix } from "./secret-prefix.js";
import { ssn } from "./ssn.js";
import { urlUserinfo } from "./url-userinfo.js";
import { webhookUrl } from "./webhook-url.js";

/** Every detector that is on by default. */
export const detectors: readonly Detector[] = [
  email,
  creditCard,
  iban,
  ipv4,
  ipv6,
  mac,
  ssn,
  crypto,
  phone,
  secretPrefix,
  keyName,
  jwt,
  pem,
  urlUserinfo,
  authHeader,
  webhookUrl,
  kubernetesSecret,
  genericSecret,
];
