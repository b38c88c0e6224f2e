import * as z from "zod";
import { arrayOf, jsonDictionary } from "./shapes.js";

/**
 * Servers and toolsets of the MCP connector, and code execution's container: what is checked when it is translated, so
 * that errors name the server or tool. Source: `@anthropic-ai/sdk` `BetaRequestMCPServerURLDefinition`, `BetaMCPToolset`,
 * `ContainerParams`.
 */

export const mcpServer = z.object({
  type: z.literal("url"),
  name: z.string().min(1),
  url: z.string().startsWith("https://", "URL should start with 'https://'"),
  authorization_token: z.string().nullish(),
  /** Of the first beta; toolsets took its place. */
  tool_configuration: z
    .object({ allowed_tools: arrayOf(z.string()).nullish(), enabled: z.boolean().nullish() })
    .nullish(),
});
export type McpServerParam = z.infer<typeof mcpServer>;

export const mcpToolConfig = z.object({ enabled: z.boolean().optional(), defer_loading: z.boolean().optional() });
export type McpToolConfig = z.infer<typeof mcpToolConfig>;

/** A tool as its server lists it. */
export const mcpTool = z.object({
  name: z.string().min(1),
  description: z.string().nullish(),
  input_schema: jsonDictionary(),
});
export type McpToolParam = z.infer<typeof mcpTool>;

export const containerParams = z.object({ id: z.string().nullish(), skills: arrayOf(z.unknown()).nullish() });
