/** What follows for one medicine when a gene may be several things? The most cautious candidate speaks; agreement is said. */
import type { DrugFacts, Guidance } from "../guideline.ts";
import type { DrugGuidance, DrugMark } from "../report.ts";
import { caution, markOfAll } from "./caution.ts";
import type { GeneCandidates, GeneResult, GeneResults } from "./gene-result.ts";
import { adviceFor, fitting, rowGroups } from "./lookup.ts";

export interface DrugAdvice {
  readonly mark: DrugMark;
  /** Most cautious first within the order of the sources. */
  readonly guidance: readonly DrugGuidance[];
  /** Every candidate leads to the same guidance. */
  readonly candidatesAgree: boolean;
  /** Genes that a matching guideline needs and that have no usable result. */
  readonly missing: readonly string[];
}

/** Small variants alone never clear these: a hidden deletion or copy may turn the answer round. */
const neverClearedWithoutCopyNumber: ReadonlySet<string> = new Set(["codeine", "tramadol", "tamoxifen"]);

/** @param genes what each gene may be (candidates of at least 1 %); genes not in it were not tested. */
export function adviseOn(drug: DrugFacts, genes: ReadonlyMap<string, GeneCandidates>): DrugAdvice {
  const asked = drug.genes.filter((gene) => (genes.get(gene)?.results.length ?? 0) > 0);
  const untestedCopies = drug.genes.filter((gene) => genes.get(gene)?.copyNumberTested === false);
  const distinct = new Map<string, DrugGuidance[]>();
  for (const results of combinations(
    asked.map((gene) => [gene, distinguished(drug, gene, genes.get(gene)!)] as const),
  )) {
    const advice = adviceFor(drug, results).map((one) => withCopyNumber(one, drug.drug, untestedCopies));
    const signature = JSON.stringify(advice.map(({ source, population, guidance }) => [source, population, guidance]));
    if (!distinct.has(signature)) distinct.set(signature, advice);
  }
  const candidates = [...distinct.values()].sort(byCaution);
  // A range, and candidates that pull opposite ways, are shown whole: neither end is the cautious one.
  const whole = untestedCopies.length > 0 || pullsBothWays(candidates.flat());
  const guidance = whole ? unrepeated(candidates.flat()) : (candidates[0] ?? []);
  return {
    mark: markOfCandidates(candidates),
    guidance,
    candidatesAgree: candidates.length <= 1,
    missing: drug.genes.filter((gene) => guidance.some((one) => missingIn(one.guidance).includes(gene))),
  };
}

/** One candidate that is not cleared is enough for the medicine not to be. */
function markOfCandidates(candidates: readonly (readonly DrugGuidance[])[]): DrugMark {
  const marks = new Set(candidates.map(markOfAll));
  return (["change", "adjust", "unknown", "no-change"] as const).find((mark) => marks.has(mark)) ?? "unknown";
}

export function missingIn(guidance: Guidance): readonly string[] {
  return "missing" in guidance ? guidance.missing : [];
}

/** HLA alleles decide before the first dose: an untested one is named with that urgency. */
export function testBeforeFirstDose(guidance: Guidance): boolean {
  return guidance.kind === "not-tested" && guidance.missing.some((gene) => gene.startsWith("HLA-"));
}

function withCopyNumber(one: DrugGuidance, drug: string, untestedCopies: readonly string[]): DrugGuidance {
  const keyed = untestedCopies.filter((gene) => gene in one.keys);
  if (one.guidance.kind !== "no-change" || keyed.length === 0 || !neverClearedWithoutCopyNumber.has(drug)) return one;
  return { ...one, guidance: { kind: "not-tested", missing: keyed } };
}

/** Of results that this medicine's rows cannot tell apart, the first. */
function distinguished(drug: DrugFacts, gene: string, { results }: GeneCandidates): readonly GeneResult[] {
  const groups = drug.guidelines.flatMap(rowGroups).filter((group) => group.genes.includes(gene));
  const fitOf = fitting(gene, groups);
  const byFit = new Map<string, GeneResult>();
  for (const result of results) {
    const fit = fitOf(result);
    if (!byFit.has(fit)) byFit.set(fit, result);
  }
  return [...byFit.values()];
}

/** Every choice of one result per gene. */
function combinations(genes: readonly (readonly [string, readonly GeneResult[]])[]): GeneResults[] {
  let chosen: Map<string, GeneResult>[] = [new Map()];
  for (const [gene, results] of genes)
    chosen = chosen.flatMap((sofar) => results.map((result) => new Map(sofar).set(gene, result)));
  return chosen;
}

function worst(guidance: readonly DrugGuidance[]): number {
  return Math.max(...guidance.map((one) => caution(one.guidance)), 0);
}

function byCaution(a: readonly DrugGuidance[], b: readonly DrugGuidance[]): number {
  const rank: readonly DrugMark[] = ["change", "adjust", "unknown", "no-change"];
  return rank.indexOf(markOfAll(a)) - rank.indexOf(markOfAll(b)) || worst(b) - worst(a);
}

function pullsBothWays(guidance: readonly DrugGuidance[]): boolean {
  const ways = guidance.flatMap(({ guidance: one }) => (one.kind === "act" ? one.adjust.map((a) => a.direction) : []));
  return ways.includes("reduce") && ways.includes("increase");
}

/** Same source, population and guidance: once, under the first keys that led there. */
function unrepeated(guidance: readonly DrugGuidance[]): DrugGuidance[] {
  const bySaying = new Map<string, DrugGuidance>();
  for (const one of guidance) {
    const saying = JSON.stringify([one.source, one.url, one.population, one.guidance]);
    if (!bySaying.has(saying)) bySaying.set(saying, one);
  }
  return [...bySaying.values()];
}
