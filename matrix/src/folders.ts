import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const matrixFolder = fileURLToPath(new URL("..", import.meta.url));
export const root = join(matrixFolder, "..");
/** Where the bundled servers go: here, so that they find the packages by their names. */
export const serversFolder = join(matrixFolder, "dist");
