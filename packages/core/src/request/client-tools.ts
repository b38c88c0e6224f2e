import type { ClientToolName, TypedTool } from "../anthropic/tools.js";
import type { JsonObject } from "../json.js";

/**
 * Anthropic's own client tools as functions with the argument names that their clients read (K22). The schemas are
 * written from the arguments that Anthropic's tool pages document.
 */
export type FunctionShape = { description: string; parameters: JsonObject };

const text = (description: string) => ({ type: "string", description });
const whole = (description: string) => ({ type: "integer", description });
const point = (description: string) => ({
  type: "array",
  items: { type: "integer" },
  minItems: 2,
  maxItems: 2,
  description,
});
const shape = (properties: JsonObject, required: string[]): JsonObject => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

const bash: FunctionShape = {
  description:
    "Runs a command in a bash session that stays open between calls. Give either `command`, or `restart: true` to start the session anew.",
  parameters: shape(
    {
      command: text("The command to run. Needed unless the session is restarted."),
      restart: { type: "boolean", description: "Whether to restart the session." },
    },
    [],
  ),
};

const lines = { type: "array", items: { type: "integer" }, minItems: 2, maxItems: 2 };

/** Up to 2025-01 `insert` took its text as `new_str`, and edits could be undone. */
function textEditor(older: boolean, maxCharacters: number | null | undefined): FunctionShape {
  const commands = ["view", "create", "str_replace", "insert", ...(older ? ["undo_edit"] : [])];
  const limit = maxCharacters ? ` Views are cut after ${maxCharacters} characters.` : "";
  return {
    description: `Views, creates and edits text files.${limit}`,
    parameters: shape(
      {
        command: { type: "string", enum: commands, description: "What to do." },
        path: text("Path of the file or directory."),
        file_text: text("For `create`: the content of the new file."),
        old_str: text("For `str_replace`: the text to replace; it must stand in the file exactly once."),
        new_str: text(`For \`str_replace\`: the text to put in its place.${older ? " For `insert`: the text." : ""}`),
        insert_line: whole("For `insert`: the line after which to insert; 0 is the start of the file."),
        ...(!older && { insert_text: text("For `insert`: the text to insert.") }),
        view_range: { ...lines, description: "For `view`: first and last line, from 1; -1 is the end of the file." },
      },
      ["command", "path"],
    ),
  };
}

const memory: FunctionShape = {
  description:
    "Keeps notes in files under `/memories` that outlast this conversation. View the directory before a task to see what is known, and record progress as you go, since the context may end at any time.",
  parameters: shape(
    {
      command: {
        type: "string",
        enum: ["view", "create", "str_replace", "insert", "delete", "rename"],
        description: "What to do.",
      },
      path: text("Path under `/memories`; for every command but `rename`."),
      view_range: { ...lines, description: "For `view`: first and last line, from 1." },
      file_text: text("For `create`: the content of the file."),
      old_str: text("For `str_replace`: the text to replace."),
      new_str: text("For `str_replace`: the text to put in its place."),
      insert_line: whole("For `insert`: the line after which to insert."),
      insert_text: text("For `insert`: the text to insert."),
      old_path: text("For `rename`: the present path."),
      new_path: text("For `rename`: the new path."),
    },
    ["command"],
  ),
};

const firstActions = [
  ...["key", "type", "mouse_move", "left_click", "left_click_drag", "right_click", "middle_click", "double_click"],
  ...["screenshot", "cursor_position"],
];
const laterActions = [
  ...firstActions,
  ...["left_mouse_down", "left_mouse_up", "scroll", "triple_click", "hold_key", "wait"],
];

type ComputerTool = TypedTool<Extract<ClientToolName, `computer_${string}`>>;

function computer(tool: ComputerTool, actions: readonly string[]): FunctionShape {
  const number = typeof tool.display_number === "number" ? ` X11 display ${tool.display_number}.` : "";
  return {
    description: `Uses the mouse and keyboard of a computer and takes screenshots. The screen is ${tool.display_width_px} pixels wide and ${tool.display_height_px} high.${number}`,
    parameters: shape(
      {
        action: { type: "string", enum: actions, description: "What to do." },
        coordinate: point("[x, y] in pixels from the upper left corner; where the action takes place or ends."),
        start_coordinate: point("For `left_click_drag`: [x, y] where the drag starts."),
        text: text("For `type` the text, for `key` and `hold_key` the keys, for clicks and `scroll` keys to hold."),
        duration: { type: "number", description: "For `hold_key` and `wait`: seconds." },
        scroll_direction: { type: "string", enum: ["up", "down", "left", "right"], description: "For `scroll`." },
        scroll_amount: whole("For `scroll`: how many clicks of the wheel."),
        ...(actions.includes("zoom") && {
          region: {
            type: "array",
            items: { type: "integer" },
            minItems: 4,
            maxItems: 4,
            description: "For `zoom`: [x0, y0, x1, y1] of the part to show.",
          },
        }),
      },
      ["action"],
    ),
  };
}

/** The function that takes the place of each client tool. */
export const clientTools: { [T in ClientToolName]: (tool: TypedTool<T>) => FunctionShape } = {
  bash_20241022: () => bash,
  bash_20250124: () => bash,
  text_editor_20241022: (tool) => textEditor(true, tool.max_characters),
  text_editor_20250124: (tool) => textEditor(true, tool.max_characters),
  text_editor_20250429: (tool) => textEditor(false, tool.max_characters),
  text_editor_20250728: (tool) => textEditor(false, tool.max_characters),
  memory_20250818: () => memory,
  computer_20241022: (tool) => computer(tool, firstActions),
  computer_20250124: (tool) => computer(tool, laterActions),
  computer_20251124: (tool) => computer(tool, tool.enable_zoom ? [...laterActions, "zoom"] : laterActions),
};
