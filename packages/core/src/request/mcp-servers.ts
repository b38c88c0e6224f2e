import { type McpServerParam, mcpServer } from "../anthropic/mcp.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { at, check } from "./validate.js";

const knownKeys = knownKeysOf(mcpServer);

export type PlacedServer = { server: McpServerParam; path: string };

/** The `mcp_servers` of a request, of which each belongs to exactly one toolset. Source: mapping A36. */
export class McpServers {
  readonly #servers = new Map<string, PlacedServer & { taken: boolean }>();

  /** @throws TranspondError 400 for a server that is none, and for two of one name */
  constructor(servers: readonly unknown[] | null | undefined, ledger: LossLedger) {
    servers?.forEach((server, index) => {
      const path = `mcp_servers.${index}`;
      check(mcpServer, server, path);
      noteUnknownFields(server, knownKeys, path, ledger);
      if (this.#servers.has(server.name)) {
        throw invalidRequest("mcp_servers", `MCP server names must be unique; found '${server.name}' twice`);
      }
      this.#servers.set(server.name, { server, path, taken: false });
    });
  }

  /** The server of a toolset. @throws TranspondError 400 where there is none, or another toolset has it */
  take(name: string, path: string): PlacedServer {
    const entry = this.#servers.get(name);
    if (entry === undefined) {
      throw invalidRequest(at(path, "mcp_server_name"), `MCP server '${name}' not found in mcp_servers`);
    }
    if (entry.taken) {
      throw invalidRequest(at(path, "mcp_server_name"), `MCP server '${name}' has more than one mcp_toolset`);
    }
    entry.taken = true;
    return entry;
  }

  /** Servers that no toolset has. */
  get rest(): PlacedServer[] {
    return [...this.#servers.values()].filter(({ taken }) => !taken);
  }

  /** @throws TranspondError 400 where a server has no toolset; to be called when all toolsets were seen */
  requireToolsets(): void {
    const [first] = this.rest;
    if (first === undefined) return;
    const { name } = first.server;
    throw invalidRequest(first.path, `MCP server '${name}' must be referenced by exactly one mcp_toolset in tools`);
  }
}
