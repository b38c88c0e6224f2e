import type { VendorTable } from "./vendor-table.js";

/** Clouds, hosting, networks, databases, stores of secrets. */
export const cloud: VendorTable = [
  // Amazon, Google, Alibaba, Yandex
  [16, "AKIA ASIA ABIA ACCA AROA AIDA"],
  [17, "A3T"],
  [40, "ABSK"],
  [20, "bedrock-api-key- GOCSPX-"],
  [12, "LTAI"],
  [12, "ya29."],
  [30, "AIza 1//0 AQVN y0_"],
  [40, "t1."],
  [38, "YC"],
  // DigitalOcean, Heroku, Fly.io, Cloudflare, Netlify, Vercel, Render, Railway, OVH, Exoscale, Scaleway, Scalingo
  [40, "dop_v1_ doo_v1_ dor_v1_ tk-us- tk-eu-"],
  [20, "HRKU- cfat_ cfut_ cfk_ nfp_ nfc_ nfo_ nfu_ vcp_ vci_ vca_ vcr_ vck_ rnd_ rwsk- ovh_ exo_ EXO LRM"],
  [30, "fo1_"],
  [40, "fm1 fm1a_ fm1r_ fm2_"],
  [100, "v1.0-"],
  [17, "SCW"],
  [8, "salad_cloud_"],
  // PlanetScale, Neon, Supabase, Pinecone, Xata, MongoDB Atlas, ClickHouse, Confluent, pganalyze, Elastic
  [20, "pscale_ neon_ sb_secret_ sb_publishable_ mdb_sa_sk_ mdb_sa_id_"],
  [10, "npg_"],
  [30, "sbp_ pcsk_ xau_ napi_ essu_"],
  [38, "4b1d"],
  [40, "cflt"],
  [24, "pgar_ pgaw_"],
  // Tailscale, Defined Networking, Adobe, Vault, Doppler, Infisical, 1Password, age, OpenShift, Pulumi, Docker Swarm
  [12, "tskey-"],
  [20, "dnkey- p8e- hvs. hvb. hvr. SWMTKN-"],
  [40, "dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit. AGE-SECRET-KEY-1 sha256~"],
  [28, "A3-"],
  [100, "ops_"],
  [30, "pul- prefect_ pnu_ ico- ptla_ ptlc_ ptr_ waka_ rpa_"],
  [40, "nx_"],
];
