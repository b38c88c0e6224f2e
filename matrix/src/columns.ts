import type { Mount } from "@transpond/testkit/scenarios";
import { mounts as express } from "../../packages/express/test/mounts.js";
import { mounts as fastify } from "../../packages/fastify/test/mounts.js";
import { mounts as hono } from "../../packages/fetch/test/mounts.js";
import { mounts as node } from "../../packages/node/test/mounts.js";
import type { Column } from "./column.js";
import { runtimes } from "./runtimes/runtimes.js";

const inThisProcess = ({ start, ...mount }: Mount): Column => ({ ...mount, get: async () => start });

export const columns: readonly Column[] = [
  ...[...node, ...express, ...fastify, ...hono].map(inThisProcess),
  ...runtimes,
];
