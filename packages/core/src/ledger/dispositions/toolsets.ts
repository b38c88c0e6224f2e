import { markerWithoutPlace } from "./cache-marker-rows.js";
import { type Section, under } from "./row.js";

const computer = "tools[computer_toolset_20260801]";
const browser = "tools[browser_toolset_20260801]";

const both = [
  "double_click",
  "hold_key",
  "key",
  "left_click",
  "left_click_drag",
  "left_mouse_down",
  "left_mouse_up",
  "middle_click",
  "mouse_move",
  "right_click",
  "screenshot",
  "scroll",
  "triple_click",
  "type",
  "wait",
  "zoom",
];
const browserOnly = [
  "close_tab",
  "file_upload",
  "find",
  "form_input",
  "get_page_text",
  "hover",
  "javascript_exec",
  "list_tabs",
  "navigate",
  "new_tab",
  "read_console",
  "read_network",
  "read_page",
  "scroll_to",
  "switch_tab",
];

const configs = [
  ...[...both, "cursor_position"].map((member) => `${computer}.configs.${member}`),
  ...[...both, ...browserOnly].map((member) => `${browser}.configs.${member}`),
];

/** Sets of tools that the client runs. Codes: docs/mapping.md. */
export const toolsets: Section = {
  title: "Toolsets",
  source: "`ComputerToolset20260801` and `BrowserToolset20260801`, stable and beta.",
  rows: {
    ...under([computer, browser], {
      "": {
        code: "T6, T7",
        disposition: "mapped",
        becomes:
          "`namespace` named `computer` or `browser`, with one function for each member; single functions on models without namespaces.",
        losses: ["client_tool_as_function"],
      },
      ".cache_control": markerWithoutPlace,
      ".configs": { code: "T6, T7", disposition: "mapped", becomes: "Decides which members are sent." },
    }),
    ...under(configs, {
      "": { code: "T6, T7", disposition: "mapped", becomes: "A function." },
      ".enabled": {
        code: "T6, T7",
        disposition: "mapped",
        becomes:
          "Whether the member is sent. Those that Anthropic has off by default have to be switched on; all off is refused.",
      },
      ".defer_loading": {
        code: "T6, T7, T1d",
        disposition: "mapped",
        becomes:
          "`defer_loading`, beside a tool search and on models with namespaces; elsewhere the toolset is loaded at once. It must be the same for all members that are on.",
        losses: ["defer_loading_ignored"],
      },
    }),
  },
};
