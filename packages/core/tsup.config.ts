import { library } from "../../tsup.base.js";

export default library("src/index.ts", "src/redact/index.ts", "src/tokens/index.ts");
