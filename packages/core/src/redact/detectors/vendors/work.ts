import type { VendorTable } from "./vendor-table.js";

/** Tools of offices and teams, measurement, documents, things on the net. */
export const work: VendorTable = [
  // Notion, Linear, Figma, Postman, Contentful, HubSpot, Typeform, Frame.io, Okta
  [30, "secret_ ntn_ lin_api_ lin_oauth_ figd_ figo_ figp_ PMAK- CFPAT- pat-na1- pat-na2- pat-eu1- pat-ap1-"],
  [40, "figu tfp_ fio-u- dG9rO rdme_ s-s4t2ud- s-s4t2af- lc_"],
  // Dynatrace, Sentry, Grafana, New Relic, PostHog, Harness
  [40, "dt0c01. dt0s01. dt0s02. dt0s08. pat. sat."],
  [30, "sntrys_ sntryu_ glc_ glsa_ eyJrIjoi phc_ phx_ phs_ dvc_"],
  [20, "NRAK- NRII- NRAA- NRIQ- NRRA- NRSP"],
  [15, "NRJS- NRBR-"],
  // SettleMint, Apify, Adafruit, Ubidots, Trigger.dev, Intercom
  [12, "sm_aat_ sm_pat_ sm_sat_"],
  [20, "apify_api_ aio_ BBFF- BBUS- tr_dev_ tr_prod_ tr_stg_ tr_pat_ unkey_"],
  [60, "p- na1. eu1."],
];
