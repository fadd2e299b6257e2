/** A cohort made from a seed: PLINK's three files in memory, and the codes that they hold. */
import { randomFrom } from "../packages/engine/src/base/index.ts";
import type { PlinkFiles } from "../packages/engine/src/genome/index.ts";
import { bytesOf, sourceOf } from "./made-up-bgzf.ts";

export interface MadeUpCohort {
  readonly files: PlinkFiles;
  /** `[variants][people]`, as in `GenotypeBlock`. */
  readonly codes: readonly Uint8Array[];
  readonly bed: Uint8Array;
  readonly bim: string;
  readonly fam: string;
}

export interface CohortShape {
  readonly seed: number;
  readonly people: number;
  readonly variants: number;
  /** Of the variants in turn, in file order; default: all on 1. */
  readonly chroms?: readonly string[];
  readonly missing?: number;
}

/** Neighboring variants are correlated; bits behind the last person hold garbage; men are heterozygous on X now and then. */
export function madeUpCohort({ seed, people, variants, chroms = ["1"], missing = 0.03 }: CohortShape): MadeUpCohort {
  const random = randomFrom(seed);
  const stride = Math.ceil(people / 4);
  const bed = new Uint8Array(3 + variants * stride);
  bed.set([0x6c, 0x1b, 1]);
  const haplotypes = Uint8Array.from({ length: 2 * people }, () => (random() < 0.4 ? 1 : 0));
  const codes: Uint8Array[] = [];
  const bim: string[] = [];
  for (let variant = 0; variant < variants; variant++) {
    const frequency = 0.02 + 0.9 * random() ** 2;
    for (let k = 0; k < haplotypes.length; k++) if (random() < 0.4) haplotypes[k] = random() < frequency ? 1 : 0;
    const row = Uint8Array.from({ length: people }, (_, i) =>
      random() < missing ? 1 : [3, 2, 0][haplotypes[2 * i]! + haplotypes[2 * i + 1]!]!,
    );
    codes.push(row);
    for (let i = 0; i < stride * 4; i++)
      bed[3 + variant * stride + (i >> 2)]! |= (row[i] ?? Math.floor(random() * 4)) << ((i & 3) * 2);
    const chrom = chroms[Math.floor((variant * chroms.length) / variants)]!;
    bim.push(`${chrom}\tv${variant}\t0\t${5_000_000 + 100 * variant}\tA\t${random() < 0.5 ? "G" : "CT"}\n`);
  }
  const fam = Array.from({ length: people }, (_, i) => `f${i % 7} p${i} 0 0 ${[1, 2, 2, 1, 0][i % 5]} -9\n`).join("");
  return { files: filesOf(bed, bim.join(""), fam), codes, bed, bim: bim.join(""), fam };
}

export function filesOf(bed: Uint8Array, bim: string, fam: string): PlinkFiles {
  return { bed: sourceOf(bed), bim: sourceOf(bytesOf(bim)), fam: sourceOf(bytesOf(fam)) };
}
