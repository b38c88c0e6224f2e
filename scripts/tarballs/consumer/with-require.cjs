// Node gives these modules out to `require` as they stand: no second copy of them is published.
const { tryAll } = require("./try-all.mjs");

tryAll(require, process.argv.slice(2));
