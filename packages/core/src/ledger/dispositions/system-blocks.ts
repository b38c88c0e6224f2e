import { markerWithoutPlace } from "./cache-marker-rows.js";
import { type Section, under } from "./row.js";

/** Blocks that system messages bring tools with. */
export const systemBlocks: Section = {
  title: "Content blocks: changes of tools",
  source: "`BetaRequestToolAdditionBlock` and `BetaRequestToolRemovalBlock`, in system messages.",
  rows: {
    "content[tool_addition]": {
      code: "M11",
      disposition: "mapped",
      becomes: "`additional_tools` at its place; on models that lack it the tool is loaded at once.",
    },
    "content[tool_addition].tool": { code: "M11", disposition: "mapped", becomes: "See its members." },
    "content[tool_addition].tool[tool_reference]": {
      code: "M11",
      disposition: "mapped",
      becomes: "That tool of `tools`, which is held back there.",
      losses: ["defer_loading_ignored"],
      whole: true,
    },
    "content[tool_addition].tool[tool_definition]": {
      code: "M11",
      disposition: "mapped",
      becomes: "The tool it defines, by the rows of `tools`. A tool that is known already keeps its definition.",
      losses: ["defer_loading_ignored", "tool_deferred", "feature_unsupported"],
      whole: true,
    },
    "content[tool_removal]": {
      code: "M12",
      disposition: "approximated",
      becomes:
        "`tool_choice: allowed_tools` of the rest; beside namespaces or a tool search, which no list can name, an instruction message at its place. The definition stays in sight.",
      losses: ["tool_removal_soft"],
    },
    "content[tool_removal].tool": { code: "M12", disposition: "mapped", becomes: "See its members." },
    "content[tool_removal].tool[tool_reference]": {
      code: "M12",
      disposition: "mapped",
      becomes: "The tool that is left out of the list.",
      whole: true,
    },
    ...under(["content[tool_addition].tool", "content[tool_removal].tool"], {
      "[mcp_tool_reference]": {
        code: "M11, M12",
        disposition: "dropped",
        becomes: "Not sent: tools of a server cannot be listed one by one.",
        losses: ["feature_unsupported"],
        whole: true,
      },
      "[mcp_toolset_reference]": {
        code: "M11, M12",
        disposition: "dropped",
        becomes: "Not sent: toolsets of a server cannot be brought in later.",
        losses: ["feature_unsupported"],
        whole: true,
      },
    }),
    ...under(["content[tool_addition]", "content[tool_removal]"], { ".cache_control": markerWithoutPlace }),
  },
};
