import { defineConfig } from "tsup";

/** How every published package is built: ESM from its entries; declarations come from `tsc`. */
export const library = (...entry: string[]) =>
  defineConfig({
    entry,
    format: "esm",
    target: "es2022",
    clean: true,
    dts: false,
    splitting: true,
    sourcemap: true,
    removeNodeProtocol: false,
  });
