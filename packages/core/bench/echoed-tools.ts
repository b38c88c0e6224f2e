/** What a coding client's tools look like, about 90 kB as JSON: OpenAI repeats them whole in its first events. */
export const echoedTools = Array.from({ length: 25 }, (_, n) => ({
  type: "function",
  name: `tool_number_${n}`,
  description: `Does thing number ${n} to a file of the project, and says what came of it. `.repeat(32),
  parameters: {
    type: "object",
    properties: Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [
        `property_${n}_${i}`,
        { type: i % 2 === 0 ? "string" : "integer", description: `What property ${i} of tool ${n} means. `.repeat(2) },
      ]),
    ),
    required: [`property_${n}_0`, `property_${n}_1`],
    additionalProperties: false,
  },
  strict: false,
}));
