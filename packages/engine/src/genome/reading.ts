/** What a file turned out to be: plain data for `pangenic check`, and what every report says of its input. */
import type { Build } from "../base/index.ts";
import type { ArrayVendor } from "./array/array-layout.ts";
import type { Problem } from "./problem.ts";
import type { SexEvidence } from "./sex.ts";
import { HAPLOID, type SightingTable } from "./sighting-table.ts";

/** Cells of one group over all samples: samples × sites = `reference` + `variant` + `notSeen`. */
export interface GroupSeen {
  readonly name: string;
  readonly sites: number;
  readonly reference: number;
  readonly variant: number;
  readonly notSeen: number;
}

export interface Reading {
  /** `gvcf`: a VCF with at least one reference block at a site of ours. */
  readonly format: "vcf" | "gvcf" | "array";
  /** `array`: chosen sites only, absent means not tested. */
  readonly kind: "genome" | "array";
  /** null for VCF. */
  readonly vendor: ArrayVendor | null;
  /** As the file states it: `4.2`, `V2.0`; null where it does not. */
  readonly version: string | null;
  readonly build: Build;
  readonly buildFrom: "header" | "rows" | "header-and-rows";
  /** Those read, in the order of the file. */
  readonly samples: readonly string[];
  /** Samples in the file. */
  readonly samplesInFile: number;
  /** Of the heterozygous genotypes at our sites. */
  readonly phased: "all" | "some" | "none";
  /** One entry per sample read. */
  readonly sex: readonly SexEvidence[];
  /** The user declared that absent rows are reference. */
  readonly declaredComplete: boolean;
  readonly rows: number;
  /** In the order of the groups asked for. */
  readonly groups: readonly GroupSeen[];
  /** In a fixed order, whatever the order of the file. */
  readonly problems: readonly Problem[];
}

export interface ReadOptions {
  /** Samples wanted; all where not given. */
  readonly samples?: readonly string[];
  /** The user declares: where the file has no row, the sample carries the reference. */
  readonly complete?: boolean;
}

/** Counts a table; `Hets` are cells with two strands that differ. */
export function countsOf(table: SightingTable): {
  readonly seen: GroupSeen;
  readonly phasedHets: number;
  readonly freeHets: number;
} {
  const { name, sites } = table.group;
  const samples = table.samples.length;
  let reference = 0;
  let variant = 0;
  let phasedHets = 0;
  let freeHets = 0;
  for (let site = 0; site < sites.length; site++)
    for (let sample = 0; sample < samples; sample++) {
      if (!table.isSeen(site, sample)) continue;
      const first = table.firstOf(site, sample);
      const second = table.secondOf(site, sample) & 63;
      if ((first & 63) === 0 && (second === 0 || second === HAPLOID)) reference++;
      else variant++;
      if (second === HAPLOID || second === (first & 63)) continue;
      if (first >> 6 === 0) freeHets++;
      else phasedHets++;
    }
  const notSeen = sites.length * samples - reference - variant;
  return { seen: { name, sites: sites.length, reference, variant, notSeen }, phasedHets, freeHets };
}
