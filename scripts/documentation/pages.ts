import { answerSections } from "../../packages/core/src/ledger/dispositions/answers.js";
import { requestSections } from "../../packages/core/src/ledger/dispositions/index.js";
import { answerLosses, requestLosses } from "../../packages/core/src/ledger/loss-codes.js";
import { fillRegions } from "./fill-regions.js";
import { lossTable } from "./losses-tables.js";
import { mappingPage } from "./mapping-page.js";
import { modelTable } from "./models-table.js";
import { ruleTable } from "./rules-table.js";

/** The pages with printed parts, by their path in the repository: from what stands there to what should. */
export const pages: Readonly<Record<string, (page: string) => string>> = {
  "docs/mapping.md": () => mappingPage([...requestSections, ...answerSections]),
  "docs/losses.md": (page) =>
    fillRegions(page, {
      "losses of requests": lossTable(requestLosses),
      "losses of answers": lossTable(answerLosses),
    }),
  "docs/rules.md": (page) => fillRegions(page, { models: modelTable() }),
  "docs/streaming.md": (page) => fillRegions(page, { "rules of a stream": ruleTable() }),
};
