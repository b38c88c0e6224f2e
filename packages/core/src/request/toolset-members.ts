import type { JsonObject } from "../json.js";

/**
 * Members of Anthropic's toolsets as functions. Names and arguments are those of the SDK's `Computer*Input` and
 * `Browser*Input` types, since the client's executor reads them; the descriptions are our own. Source: mapping
 * T6, T7.
 */
export type ToolsetMember = {
  name: string;
  description: string;
  properties: JsonObject;
  required: readonly string[];
  /** Offered only where the request enables it. */
  optional?: true;
};

const text = (description: string) => ({ type: "string", description });
const number = (description: string) => ({ type: "number", description });
const numbers = (length: number, description: string) => ({
  type: "array",
  items: { type: "number" },
  minItems: length,
  maxItems: length,
  description,
});

function member(
  name: string,
  description: string,
  properties: JsonObject = {},
  required: string[] = [],
): ToolsetMember {
  return { name, description, properties, required };
}

/** Anthropic's page on browser use lists four such members. */
const optional = (wide: ToolsetMember): ToolsetMember => ({ ...wide, optional: true });

const direction = { type: "string", enum: ["up", "down", "left", "right"], description: "Where to scroll." };
const coordinate = numbers(2, "[x, y] in pixels from the upper left corner.");
const held = text("Keys to hold meanwhile, such as `ctrl+shift`.");
const seconds = number("Seconds.");
const atPointer = {
  coordinate: { ...coordinate, description: `${coordinate.description} Default: the pointer.` },
  text: held,
};

export const computerMembers: readonly ToolsetMember[] = [
  member(
    "key",
    "Presses a key or a combination such as `ctrl+s`.",
    { text: text("The keys."), repeat: number("How often; 1 by default.") },
    ["text"],
  ),
  member("hold_key", "Holds a key down for some time.", { text: text("The keys."), duration: seconds }, [
    "text",
    "duration",
  ]),
  member("type", "Types a text.", { text: text("The text.") }, ["text"]),
  member("cursor_position", "Tells where the pointer is."),
  member("mouse_move", "Moves the pointer without a click.", { coordinate }, ["coordinate"]),
  member("left_mouse_down", "Presses the left button and holds it."),
  member("left_mouse_up", "Releases the left button."),
  member("left_click", "Clicks with the left button.", atPointer),
  member(
    "left_click_drag",
    "Drags from one place to another.",
    { start_coordinate: coordinate, coordinate, text: held },
    ["start_coordinate", "coordinate"],
  ),
  member("right_click", "Clicks with the right button.", atPointer),
  member("middle_click", "Clicks with the middle button.", atPointer),
  member("double_click", "Clicks twice.", atPointer),
  member("triple_click", "Clicks three times.", atPointer),
  member(
    "scroll",
    "Turns the wheel.",
    { ...atPointer, scroll_direction: direction, scroll_amount: number("How many clicks of the wheel.") },
    ["scroll_direction", "scroll_amount"],
  ),
  member("wait", "Waits.", { duration: seconds }, ["duration"]),
  member("screenshot", "Takes a picture of the screen."),
  member("zoom", "Takes a picture of a part of the screen.", { region: numbers(4, "[x0, y0, x1, y1] of the part.") }, [
    "region",
  ]),
];

const tab_id = text("Tab to act in; the active one by default.");
const point = {
  type: "object",
  properties: { type: { const: "coordinate" }, x: { type: "number" }, y: { type: "number" } },
  required: ["type", "x", "y"],
  description: "A point of the viewport in pixels.",
};
const element = {
  type: "object",
  properties: { type: { const: "ref" }, ref: { type: "string" } },
  required: ["type", "ref"],
  description: "An element by the reference that `read_page` or `find` gave.",
};
const target = { anyOf: [point, element], description: "A point of the viewport, or an element by reference." };
const click = (name: string, description: string) =>
  member(name, description, { target, modifiers: text("Keys to hold meanwhile, such as `shift`."), tab_id }, [
    "target",
  ]);
const texts = (description: string) => ({ type: "array", items: { type: "string" }, description });

export const browserMembers: readonly ToolsetMember[] = [
  member(
    "navigate",
    "Opens an address, or goes `back`, `forward` or reloads.",
    { url: text("The address, `back`, `forward` or `reload`."), tab_id },
    ["url"],
  ),
  member("list_tabs", "Lists the open tabs."),
  member("new_tab", "Opens an empty tab."),
  member("switch_tab", "Makes a tab the active one.", { tab_id: text("The tab.") }, ["tab_id"]),
  member("close_tab", "Closes a tab.", { tab_id: text("The tab.") }, ["tab_id"]),
  member("read_page", "Gives the page's accessibility tree, with references of its elements.", {
    filter: { type: "string", enum: ["all", "interactive"], description: "Default: every visible element." },
    depth: number("How deep; 15 by default."),
    ref: text("Element to start from; the whole page by default."),
    tab_id,
  }),
  member("get_page_text", "Gives the page's visible text.", { tab_id }),
  optional(member("read_console", "Gives what the console logged since the last reading.", { tab_id })),
  optional(member("read_network", "Gives the network requests since the last reading.", { tab_id })),
  member("find", "Finds elements by a description in words.", { query: text("What to look for."), tab_id }, ["query"]),
  member(
    "form_input",
    "Sets the value of a form's element.",
    {
      target: element,
      value: { type: ["string", "number", "boolean"], description: "The value; a boolean for checkboxes." },
      tab_id,
    },
    ["target", "value"],
  ),
  optional(
    member(
      "file_upload",
      "Puts files into a file input; give `paths` or `document_ids`.",
      {
        target: element,
        paths: texts("Paths where the browser runs."),
        document_ids: texts("References of staged files."),
        tab_id,
      },
      ["target"],
    ),
  ),
  member("scroll_to", "Scrolls an element into view.", { target: element, tab_id }, ["target"]),
  member("screenshot", "Takes a picture of the viewport.", { tab_id }),
  member(
    "zoom",
    "Takes a picture of a part of the viewport.",
    { region: numbers(4, "[x0, y0, x1, y1] of the part."), tab_id },
    ["region"],
  ),
  click("left_click", "Clicks with the left button."),
  click("right_click", "Clicks with the right button."),
  click("middle_click", "Clicks with the middle button."),
  click("double_click", "Clicks twice."),
  click("triple_click", "Clicks three times."),
  member("hover", "Moves the pointer there without a click.", { target, tab_id }, ["target"]),
  member("left_click_drag", "Drags from one point to another.", { from: point, target: point, tab_id }, [
    "from",
    "target",
  ]),
  member("left_mouse_down", "Presses the left button and holds it.", { target: point, tab_id }, ["target"]),
  member("left_mouse_up", "Releases the left button.", { target: point, tab_id }, ["target"]),
  member("mouse_move", "Moves the pointer.", { target: point, tab_id }, ["target"]),
  member(
    "scroll",
    "Turns the wheel at a point.",
    {
      target: point,
      scroll_direction: direction,
      scroll_amount: number("1 to 10 clicks of the wheel; 3 by default."),
      tab_id,
    },
    ["target", "scroll_direction"],
  ),
  member("type", "Types a text where the focus is.", { text: text("The text."), tab_id }, ["text"]),
  member(
    "key",
    "Presses keys such as `ctrl+a`, several one after the other with spaces between.",
    { text: text("The keys."), repeat: number("How often; 1 by default."), tab_id },
    ["text"],
  ),
  member("hold_key", "Holds a key down for some time.", { text: text("The keys."), duration: seconds, tab_id }, [
    "text",
    "duration",
  ]),
  member("wait", "Waits.", { duration: seconds, tab_id }, ["duration"]),
  optional(
    member(
      "javascript_exec",
      "Runs JavaScript in the page and gives the last expression's value.",
      { text: text("The code."), tab_id },
      ["text"],
    ),
  ),
];
