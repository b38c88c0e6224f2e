import { forEach, noReasoning, of, type Witnesses } from "./build.js";

const thinks = (type: string) => ({ type, ...(type === "enabled" && { budget_tokens: 2000 }) });
const open = { type: "object", properties: { a: { type: "string" } } };
const thinkingIn = (name: string) => (name.startsWith("thinking[enabled]") ? "enabled" : "adaptive");
const both = (suffix: string) => [`thinking[enabled]${suffix}`, `thinking[adaptive]${suffix}`];

export const reasoningWitnesses: Witnesses = {
  thinking: [of({ thinking: { type: "adaptive" } }, noReasoning)],
  "thinking[adaptive]": [{ ...of({ thinking: { type: "adaptive" } }), capabilities: { efforts: ["low", "medium"] } }],
  "thinking[enabled].budget_tokens": [
    of({ max_tokens: 64_000, thinking: { type: "enabled", budget_tokens: 2000 } }),
    of({ max_tokens: 64_000, thinking: { type: "enabled", budget_tokens: 40_000 } }, "gpt-5.1"),
  ],
  "thinking[between_tools]": [
    of({ thinking: { type: "between_tools" } }),
    of({ thinking: { type: "between_tools" } }, "gpt-5-pro"),
  ],
  "thinking[disabled]": [
    of({ thinking: { type: "disabled" } }, "gpt-6-astra"),
    of({ thinking: { type: "disabled" } }, "gpt-5"),
  ],
  ...forEach(both(".display=updates"), (name) => [
    of({ max_tokens: 4000, thinking: { ...thinks(thinkingIn(name)), display: "updates" } }),
  ]),
  "output_config.effort": [
    of({ output_config: { effort: "max" } }, "gpt-5.5"),
    of({ output_config: { effort: "high" }, thinking: { type: "disabled" } }),
    of({ output_config: { effort: "high" } }, noReasoning),
  ],
  "output_config.format": [of({ output_config: { format: { type: "json_schema", schema: open } } })],
  output_format: [of({ output_format: { type: "json_schema", schema: open } })],
  "output_config.task_budget": [of({ output_config: { task_budget: { type: "tokens", total: 20_000 } } })],
};
