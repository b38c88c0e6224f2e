import { strict as assert } from "node:assert";
import { type Rogue, startRogue } from "../rogue/start.js";
import { type SimulatedOpenAI, startSimulatedOpenAI } from "../server/start.js";
import { ask } from "./ask.js";
import { type Need, type Profile, type Scenario, type ServerSettings, upstreamKey } from "./scenario.js";
import { within } from "./within.js";

export interface RunningServer {
  /** Base URL, with the path that it is mounted under. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** One way to put the handler into the world: a framework, a runtime. */
export interface Mount {
  readonly name: string;
  /** Scenarios that cannot be run here, by name, each with the reason. */
  readonly excused?: Readonly<Record<string, string>>;
  /** What scenarios need and this mount cannot give, each with the reason. */
  readonly lacks?: Readonly<Partial<Record<Need, string>>>;
  /** Status with which the host answers what is not the handler's; absent where the handler stands alone. */
  readonly hostStatus?: number;
  readonly start: (settings: ServerSettings) => Promise<RunningServer>;
}

export interface OpenMount {
  /** Runs one scenario, and then looks whether the server still serves and has left nothing open. */
  readonly run: (scenario: Scenario) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Why a scenario cannot be run on a mount. */
export function excuse(mount: Mount, scenario: Scenario): string | undefined {
  const isAlone = mount.hostStatus === undefined;
  const lacks: Mount["lacks"] = {
    ...(isAlone ? { host: "the handler is the whole server" } : { alone: "the application answers the rest" }),
    ...mount.lacks,
  };
  const lacking = scenario.needs?.find((need) => lacks[need] !== undefined);
  return (lacking && lacks[lacking]) ?? mount.excused?.[scenario.name];
}

interface Stage {
  readonly server: RunningServer;
  readonly upstream: SimulatedOpenAI;
  readonly rogue: Rogue;
}

/** Starts a mount as its scenarios need it: one server for each profile. */
export function openMount(mount: Mount): OpenMount {
  const stages = new Map<string, Promise<Stage>>();
  const stageFor = (profile: Profile = {}) => {
    const key = JSON.stringify(profile);
    const known = stages.get(key);
    if (known) return known;
    const stage = startStage(mount, profile);
    stages.set(key, stage);
    return stage;
  };
  return {
    run: async (scenario) => {
      const { server, upstream, rogue } = await stageFor(scenario.profile);
      const before = upstream.requests.length;
      const sent = () => upstream.requests.slice(before);
      await scenario.run({ url: server.url, upstream, sent, rogue, hostStatus: mount.hostStatus });
      assert.equal(upstream.pending(), 0, "a reply was never asked for");
      assert.equal((await ask(server, { path: "/v1/models", method: "GET" })).status, 200, "it serves no more");
      await Promise.all(
        sent().map((request) => within(2000, request.closed, "a request to the upstream is still open")),
      );
      await within(2000, rogue.idle(), "a connection to the rogue upstream is still open");
    },
    close: async () => {
      for (const stage of await Promise.all(stages.values())) await endStage(stage);
    },
  };
}

async function startStage(mount: Mount, options: Profile): Promise<Stage> {
  const upstream = await startSimulatedOpenAI({ keys: [upstreamKey] });
  const rogue = await startRogue();
  const server = await mount.start({ upstreams: { simulated: upstream.url, ...rogue.urls }, options });
  return { server, upstream, rogue };
}

async function endStage({ server, upstream, rogue }: Stage): Promise<void> {
  await server.close();
  await upstream.close();
  await rogue.close();
}
