import type { VendorTable } from "./vendor-table.js";

/** Hosts of source, registries of packages and images, builds. */
export const sourceHosting: VendorTable = [
  // GitHub, GitLab
  [30, "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_"],
  [16, "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glsoat- glimt- glffct- glwt- GR1348941 _gitlab_session="],
  [30, "glagent- gloas-"],
  // Atlassian: accounts, Bitbucket, Data Center, Trello
  [20, "ATATT ATCTT BBDC-"],
  [24, "ATBB"],
  [40, "ATTA"],
  // npm, PyPI, RubyGems, Clojars, NuGet, crates.io, Packagist, Docker
  [30, "npm_ packagist_"],
  [50, "pypi-"],
  [32, "rubygems_ cio"],
  [40, "CLOJARS_ oy2"],
  [20, "dckr_pat_ dckr_oat_"],
  // Artifactory: keys, encrypted passwords, reference tokens
  [10, "AKC AP0 AP1 AP2 AP3 AP4 AP5 AP6 AP7 AP8 AP9 APA APB APC APD APE APF"],
  [40, "AKCp"],
  [30, "cmVmd"],
  // Sourcegraph, SonarQube, Buildkite, CircleCI, Octopus Deploy, Spectral, Deno
  [40, "sgp_ slk_"],
  [30, "sqp_ squ_ sqa_ bkua_ CCIPAT_ CCIPRJ_ spu- ddp_ ddw_"],
  [25, "API-"],
  [34, "ddp"],
];
