/** How often properties are tried, and from where: the same runs every time unless asked otherwise. */
export const propertyOptions = {
  numRuns: Number(process.env.TRANSPOND_PROPERTY_RUNS ?? 200),
  seed: Number(process.env.TRANSPOND_PROPERTY_SEED ?? 20261122),
};
