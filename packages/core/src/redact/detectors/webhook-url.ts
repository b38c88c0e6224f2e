import type { Detector } from "../detector.js";
import { except, isAlphanumeric, runEnd } from "./secret-chars.js";

/** Hosts whose URLs let anyone post who knows the path (each vendor's page on incoming webhooks). */
const HOOKS: readonly (readonly [host: string, path: string])[] = [
  ["hooks.slack.com", "/services/"],
  ["hooks.slack.com", "/workflows/"],
  ["hooks.slack.com", "/triggers/"],
  [".webhook.office.com", "/webhookb2/"],
  ["outlook.office.com", "/webhook/"],
  [".logic.azure.com", "/workflows/"],
  [".logic.azure.com:443", "/workflows/"],
  [".api.powerplatform.com", "/powerautomate/automations/"],
  [".api.powerplatform.com:443", "/powerautomate/automations/"],
  ["discord.com", "/api/webhooks/"],
  ["discordapp.com", "/api/webhooks/"],
  ["hooks.zapier.com", "/hooks/catch/"],
  ["hook.make.com", "/"],
  [".hook.make.com", "/"],
  [".hook.eu1.make.com", "/"],
  [".tines.com", "/webhook/"],
  [".m.pipedream.net", "/"],
  ["maker.ifttt.com", "/trigger/"],
  ["chat.googleapis.com", "/v1/spaces/"],
  ["hooks.chime.aws", "/incomingwebhooks/"],
  ["api.telegram.org", "/bot"],
  ["webhook.site", "/"],
  ["open.feishu.cn", "/open-apis/bot/"],
  ["oapi.dingtalk.com", "/robot/send"],
];

/** The table by the last character of the host: most slashes stand after another one. */
const byHostEnd = new Map<string, (readonly [host: string, path: string])[]>();
for (const hook of HOOKS) byHostEnd.set(hook[0].slice(-1), [...(byHostEnd.get(hook[0].slice(-1)) ?? []), hook]);

const HOST_LIMIT = 253;
const URL_LIMIT = 512;
const isRest = except("\"'`<>\\|)");
const isHost = (text: string, at: number): boolean => isAlphanumeric(text, at) || ".-_:".includes(text.charAt(at));

/** URLs of incoming webhooks, whose path is the credential. The span is the whole URL. Anchored at the path's slash. */
export const webhookUrl: Detector = {
  name: "webhook-url",
  anchors: "/",
  follows: (before) => isAlphanumeric(before, 0),
  find(text, at, found) {
    if (!isAlphanumeric(text, at - 1)) return;
    const hook = byHostEnd
      .get(text.charAt(at - 1))
      ?.find(([host, path]) => text.startsWith(path, at) && text.startsWith(host, at - host.length));
    if (hook === undefined) return;
    const pathEnd = at + hook[1].length;
    const end = runEnd(text, pathEnd, URL_LIMIT, isRest);
    if (end - pathEnd < 8) return;
    let start = at;
    while (start > 0 && at - start < HOST_LIMIT && isHost(text, start - 1)) start--;
    const scheme = ["https://", "http://"].find((written) => text.startsWith(written, start - written.length));
    found(start - (scheme?.length ?? 0), end, "SECRET");
  },
};
