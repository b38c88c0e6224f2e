/*
 * What a user of each entry ships, minified and gzip, and what the Workers of examples/workers weigh: `pnpm size`, after
 * `pnpm build`. The limits lie a few percent above what was measured; a change that needs more says why.
 */

// Token ranks are a module of their own, which is loaded at the first count. A bundler that splits leaves it apart.
const ranks = ["js-tiktoken/ranks/o200k_base"];
const entry = (name, file, limit, more = {}) => ({
  name,
  path: `packages/${file}.js`,
  gzip: true,
  limit,
  modifyEsbuildConfig: (config) => ({ ...config, platform: "node", logLevel: "error" }),
  ...more,
});
const worker = (name, files, limit) => ({
  name: `Worker of examples/workers, ${name}`,
  path: `examples/workers/dist/${files}`,
  gzip: true,
  disablePlugins: ["@size-limit/esbuild"],
  limit,
});

export default [
  entry("@transpond/core, requests and streams", "core/dist/index", "106 kB", {
    import: "{ toOpenAIRequest, streamTranslator, encodeServerSentEvents, toAnthropicError }",
    ignore: ranks,
  }),
  entry("@transpond/core, everything but token ranks", "core/dist/index", "169 kB", { ignore: ranks }),
  entry("@transpond/core/redact", "core/dist/redact/index", "55 kB"),
  entry("@transpond/core/tokens, without token ranks", "core/dist/tokens/index", "83 kB", { ignore: ranks }),
  entry("@transpond/core/tokens", "core/dist/tokens/index", "1.26 MB"),
  entry("@transpond/fetch, without token ranks", "fetch/dist/index", "183 kB", { ignore: ranks }),
  entry("@transpond/fetch/adapter", "fetch/dist/adapter", "1 kB"),
  entry("@transpond/fetch/opentelemetry", "fetch/dist/opentelemetry", "1.6 kB", { ignore: ["@opentelemetry/api"] }),
  entry("@transpond/node", "node/dist/index", "4.8 kB"),
  entry("@transpond/express, alone", "express/dist/index", "0.5 kB", {
    ignore: ["@transpond/fetch", "@transpond/node"],
  }),
  entry("@transpond/fastify, alone", "fastify/dist/index", "1.1 kB", {
    ignore: ["@transpond/fetch", "@transpond/node"],
  }),
  worker("with local counting", "local/*.js", "1.34 MB"),
  worker("without local counting", "upstream/*.js", "170 kB"),
];
