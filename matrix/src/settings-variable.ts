/** The environment variable that tells a server process its `ServerSettings`, as JSON. */
export const settingsVariable = "TRANSPOND_SERVER_SETTINGS";
