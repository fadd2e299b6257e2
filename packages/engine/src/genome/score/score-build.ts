/** Are genotypes and scores of one build? Told by what the files state, and shown by their alleles. */
import { type Build, PangenicError } from "../../base/index.ts";
import { builds } from "../build.ts";
import type { SiteSource } from "./score-sites.ts";

/** What the rows showed of builds: rows whose alleles were the sites' own, and other ones. */
interface AlleleEvidence {
  readonly agree: number;
  readonly differ: number;
}

/**
 * The build that genotypes and scores have in common.
 * @returns `isShown` false where nothing states the genotypes' build: it is then the only one that the scores have, and the
 * alleles must show it.
 * @throws PangenicError `build-wrong`, `build-unknown`, `score-build-wrong`.
 */
export function buildFor(
  claim: Build | "other" | null,
  stated: Build | null,
  sources: readonly Pick<SiteSource, "builds">[],
): { readonly build: Build; readonly isShown: boolean } {
  if (claim === "other")
    throw new PangenicError("build-wrong", "the head names a reference genome other than GRCh37 and GRCh38");
  if (claim !== null && stated !== null && claim !== stated)
    throw new PangenicError("build-wrong", `the head says ${claim}, which is not the build that was stated`);
  const common = builds.filter((build) => sources.every((source) => source.builds.includes(build)));
  const build = claim ?? stated ?? (common.length === 1 ? common[0]! : null);
  if (build === null) throw unknownBuild();
  if (!common.includes(build))
    throw new PangenicError("score-build-wrong", `a score has no positions in ${build}, the build of the genotypes`);
  return { build, isShown: claim !== null || stated !== null };
}

function unknownBuild(): PangenicError {
  return new PangenicError("build-unknown", "nothing tells the reference genome of this file; state it with --build");
}

/** So many sites whose alleles fit, or do not, are no accident. */
const ENOUGH = 20;

/**
 * @throws PangenicError `score-build-wrong`, where most alleles at the sites are not the score's; `build-unknown`, where nothing
 * states the build and the alleles do not show it.
 */
export function checkAlleles({ agree, differ }: AlleleEvidence, isShown: boolean): void {
  if (differ >= ENOUGH && differ > agree)
    throw new PangenicError(
      "score-build-wrong",
      "at most positions of the scores the genotypes have other alleles: they are of different builds",
    );
  if (!isShown && (agree < ENOUGH || differ > agree / 10)) throw unknownBuild();
}
