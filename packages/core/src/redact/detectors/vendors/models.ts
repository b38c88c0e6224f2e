import type { VendorTable } from "./vendor-table.js";

/** Models, their tools, and what watches them. */
export const models: VendorTable = [
  // OpenAI, Anthropic, OpenRouter and all that follow them
  [16, "sk- sk_"],
  [30, "hf_ api_org_ gsk_ xai- r8_ pplx- nvapi- tgp_v1_ jina_ csk- cpk_ fc- m0- pk-lf- LANGCHAIN_ bfl_"],
  [20, "fw_ ragie_ e2b_ lsv2_ ls__ wandb_ tvly- esecret_"],
  [40, "pa- co-"],
  [32, "dapi dkea"],
  [20, "VF.DM. VF.WS."],
  [36, "VF."],
];
