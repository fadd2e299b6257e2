/** Which reference genome is a file written against? Told from its head and shown by its rows; never guessed. */
import { type Build, type Chromosome, chromosomeNamed, PangenicError } from "../base/index.ts";
import type { Contig } from "./vcf/vcf-header.ts";

export const builds: readonly Build[] = ["GRCh37", "GRCh38"];

/** Lengths of the chromosomes in bases, as the Genome Reference Consortium publishes them; `MT` is the same in both. */
const lengths: Readonly<Record<Build, Readonly<Partial<Record<Chromosome, number>>>>> = {
  GRCh37: {
    "1": 249250621,
    "2": 243199373,
    "3": 198022430,
    "4": 191154276,
    "5": 180915260,
    "6": 171115067,
    "7": 159138663,
    "8": 146364022,
    "9": 141213431,
    "10": 135534747,
    "11": 135006516,
    "12": 133851895,
    "13": 115169878,
    "14": 107349540,
    "15": 102531392,
    "16": 90354753,
    "17": 81195210,
    "18": 78077248,
    "19": 59128983,
    "20": 63025520,
    "21": 48129895,
    "22": 51304566,
    X: 155270560,
    Y: 59373566,
  },
  GRCh38: {
    "1": 248956422,
    "2": 242193529,
    "3": 198295559,
    "4": 190214555,
    "5": 181538259,
    "6": 170805979,
    "7": 159345973,
    "8": 145138636,
    "9": 138394717,
    "10": 133797422,
    "11": 135086622,
    "12": 133275309,
    "13": 114364328,
    "14": 107043718,
    "15": 101991189,
    "16": 90338345,
    "17": 83257441,
    "18": 80373285,
    "19": 58617616,
    "20": 64444167,
    "21": 46709983,
    "22": 50818468,
    X: 156040895,
    Y: 57227415,
  },
};

const BASES_IN_GENOME = 3.1e9;

/** `other`: a reference that is neither (NCBI36, T2T-CHM13, another species). */
export type Claim = Build | "other" | null;

/** A name of a reference, as heads and paths write it. null: it names none that is known. */
export function buildNamed(text: string): Claim {
  const found = new Set<Build | "other">();
  if (
    /grch38|hg38|hs38|(?:^|[^a-z0-9])b38(?:[^0-9]|$)|build[ _]?38|gca_000001405\.(?:1[5-9]|2\d)|gcf_000001405\.(?:2[6-9]|[34]\d)/i.test(
      text,
    )
  )
    found.add("GRCh38");
  if (
    /grch37|hg19|hs37|(?:^|[^a-z0-9])b37(?:[^0-9]|$)|build[ _]?37|human_g1k_v37|gcf_000001405\.(?:1[3-9]|2[0-5])/i.test(
      text,
    )
  )
    found.add("GRCh37");
  if (
    /ncbi36|hg18|(?:^|[^a-z0-9])b36(?:[^0-9]|$)|build[ _]?36|chm13|t2t|(?:^|[^a-z0-9])hs1(?:[^0-9]|$)|grcm\d|(?:^|[^a-z0-9])mm\d/i.test(
      text,
    )
  )
    found.add("other");
  return found.size === 1 ? [...found][0]! : null;
}

/** What the head of a file claims, and by what. */
export interface HeaderClaim {
  readonly build: Claim;
  readonly by: "contig-lengths" | "assembly" | "reference" | null;
}

/**
 * Lengths outweigh names: a path may be left over from before a liftover, lengths are written by the tool that wrote the rows.
 * @throws PangenicError `build-mixed`, where contigs of both builds are declared.
 */
export function claimOf(head: {
  readonly contigs: readonly Contig[];
  readonly references: readonly string[];
}): HeaderClaim {
  const byLength = new Set<Build>();
  let unknownLengths = 0;
  const byAssembly = new Set<Build | "other">();
  for (const { name, length, assembly } of head.contigs) {
    const chrom = chromosomeNamed(name);
    if (chrom === null || chrom === "MT") continue;
    const measured = builds.find((build) => lengths[build][chrom] === length);
    if (measured !== undefined) byLength.add(measured);
    else if (length !== null) unknownLengths++;
    const named = assembly === null ? null : buildNamed(assembly);
    if (named !== null) byAssembly.add(named);
  }
  if (builds.every((build) => byLength.has(build)) || builds.every((build) => byAssembly.has(build)))
    throw new PangenicError("build-mixed", "the head declares contigs of GRCh37 and of GRCh38", { field: "contig" });
  const [measured] = byLength;
  const assembly = builds.find((build) => byAssembly.has(build)) ?? (byAssembly.has("other") ? "other" : null);
  const named = new Set(head.references.map(buildNamed).filter((claim) => claim !== null));
  const reference = named.size === 1 ? [...named][0]! : null;
  if (measured !== undefined) return { build: measured, by: "contig-lengths" };
  if (assembly !== null) return { build: assembly, by: "assembly" };
  if (reference !== null) return { build: reference, by: "reference" };
  // One odd length may be a cut-off contig; several chromosomes of neither build are another genome.
  return unknownLengths >= 3 ? { build: "other", by: "contig-lengths" } : { build: null, by: null };
}

/** How many rows stood at a position of ours and carried, or did not carry, the reference of that build. */
export class BuildEvidence {
  readonly #agree: Record<Build, number> = { GRCh37: 0, GRCh38: 0 };
  readonly #disagree: Record<Build, number> = { GRCh37: 0, GRCh38: 0 };

  add(build: Build, agrees: boolean): void {
    (agrees ? this.#agree : this.#disagree)[build]++;
  }

  agreeing(build: Build): number {
    return this.#agree[build];
  }

  /**
   * Do the rows show this build? They do where at most one in ten disagrees, and so many agreeing ones would stand at
   * our positions by luck, in a file of the other build, less than once in 10,000 files (Poisson, one base in three agreeing).
   * @param rows in the whole file. @param sites positions looked for.
   */
  shows(build: Build, rows: number, sites: number): boolean {
    const agree = this.#agree[build];
    const disagree = this.#disagree[build];
    if (agree === 0 || disagree > (agree + disagree) / 10) return false;
    return poissonTail(agree, (rows * sites) / BASES_IN_GENOME / 3) < 1e-4;
  }

  /** Most rows at this build's positions carry another reference: the file is of another genome. */
  refutes(build: Build): boolean {
    const disagree = this.#disagree[build];
    return disagree >= 5 && disagree > this.#agree[build];
  }
}

/** Probability of `count` or more events where `mean` are expected. */
export function poissonTail(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  // For small means the complement loses all digits; the first term of the tail is then nearly all of it.
  return below < 0.999 ? 1 - below : Math.min(1 - below + 1e-12, term / Math.max(1e-12, 1 - mean / (count + 1)));
}

/** @throws PangenicError `build-wrong`, `build-mixed`, `build-unknown`. */
export function buildOf(
  claim: HeaderClaim,
  evidence: BuildEvidence,
  rows: number,
  sites: number,
): { readonly build: Build; readonly from: "header" | "rows" | "header-and-rows" } {
  if (claim.build === "other")
    throw new PangenicError("build-wrong", "the head names a reference genome other than GRCh37 and GRCh38", {
      field: claim.by ?? "reference",
    });
  const shown = builds.filter((build) => evidence.shows(build, rows, sites));
  if (shown.length === 2)
    throw new PangenicError("build-mixed", "rows stand at positions of GRCh37 and of GRCh38, with matching references");
  const [build] = shown;
  if (claim.build !== null) {
    if (build !== undefined && build !== claim.build)
      throw new PangenicError("build-wrong", `the head says ${claim.build}, the rows are of ${build}`);
    if (evidence.refutes(claim.build))
      throw new PangenicError("build-wrong", `the head says ${claim.build}, but most reference alleles differ from it`);
    return { build: claim.build, from: build === undefined ? "header" : "header-and-rows" };
  }
  if (build === undefined)
    throw new PangenicError("build-unknown", "neither the head nor the rows tell the reference genome of this file");
  return { build, from: "rows" };
}
