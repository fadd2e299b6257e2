/** Cohorts of the reference data, opened for tests, and the kernel that counts them. */
import { readFileSync } from "node:fs";
import { openPlink, type PlinkCohort } from "../packages/engine/src/genome/index.ts";
import { GenotypeKernel } from "../packages/engine/src/kernels/index.ts";
import { genotypesModule } from "../packages/hosts/node/src/index.ts";
import { sourceOf } from "./made-up-bgzf.ts";
import { sharedPath } from "./reference-data.ts";

export const genotypeKernel: GenotypeKernel = new GenotypeKernel(await genotypesModule());

/** @param parts of the path, the last being the name that the three files share. */
export function sharedCohort(parts: readonly string[], blockBytes?: number): Promise<PlinkCohort> {
  const [bed, bim, fam] = ["bed", "bim", "fam"].map((kind) =>
    sourceOf(readFileSync(`${sharedPath(...parts)}.${kind}`)),
  );
  return openPlink({ bed: bed!, bim: bim!, fam: fam! }, blockBytes === undefined ? {} : { blockBytes });
}

export const hapMap: readonly string[] = ["data", "populations", "flashpca", "hm3"];
export const phase1: readonly string[] = ["data", "populations", "flashpca", "kg1"];
export const geneRegions: readonly string[] = ["data", "populations", "gene_regions_3202", "gene3202"];
