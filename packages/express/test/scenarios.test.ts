import { testMount } from "@transpond/testkit/vitest";
import { mounts } from "./mounts.js";

mounts.map(testMount);
