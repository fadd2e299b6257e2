/** What can be said about one gene of one person: the call, what it may be instead, and how well it holds. */
import type { GeneticSimilarity, Stated } from "../../collect/index.ts";
import type { Sighting } from "../../genome/index.ts";
import { type Diplotype, diplotypeText, type GeneCall, noCall } from "./call.ts";
import type { GeneFacts } from "./gene.ts";
import { actionsOf } from "./guidance/action.ts";
import { candidatesOf, type GeneCandidates } from "./guidance/gene-result.ts";
import type { DrugFacts } from "./guideline.ts";
import { abstention } from "./holds/abstention.ts";
import { type Assessment, assessWithoutFile, compileHolds, type GeneHolds } from "./holds/assess.ts";
import { type Confirmation, confirmations, seenAltered } from "./holds/confirmations.ts";
import type { ActionOf } from "./holds/holds-of-call.ts";
import { compileGene, type Matcher, type MatchOptions } from "./matching/call-gene.ts";
import { callFromOutside } from "./matching/outside-call.ts";
import type { OutsideCall } from "./matching/outside-file.ts";
import type { GeneAnswer } from "./report.ts";

/** A gene made ready once, for any number of people. */
export interface CompiledGene {
  readonly facts: GeneFacts;
  /** null: no file can show this gene (HLA): laboratory calls alone. */
  readonly fromFile: { readonly matcher: Matcher; readonly holds: GeneHolds } | null;
  /** The actions of all medicines of the gene, whatever the partner genes are. */
  readonly actionOf: ActionOf;
}

export function compileGeneAnswers(facts: GeneFacts, drugs: Iterable<DrugFacts>): CompiledGene {
  const matcher = facts.sites.length > 0 ? compileGene(facts) : null;
  return {
    facts,
    fromFile: matcher && { matcher, holds: compileHolds(matcher.table) },
    actionOf: actionsOf({ gene: facts.gene, drugs: [...drugs], facts }),
  };
}

export interface GeneInput {
  /** One per site of the gene; null: no genome file. */
  readonly sightings: readonly Sighting[] | null;
  /** The laboratory's results for this gene, if any. */
  readonly outside: readonly OutsideCall[];
  readonly similarity: Stated<GeneticSimilarity>;
  /** Stated sex and file disagree: genes on X say nothing. */
  readonly sexDiffers: boolean;
  /** Expiry of the knowledge. */
  readonly expires: string;
  readonly options?: MatchOptions;
}

/** The answer with what medicines are looked up by. */
export interface GeneFinding {
  readonly answer: GeneAnswer;
  readonly assessment: Assessment;
  /** What guidance is taken over: the call, ties, and every phasing of at least 1 %. */
  readonly candidates: GeneCandidates;
  readonly confirm: readonly Confirmation[];
  /** The call holds an altered allele that was seen, or a laboratory's word: what follows is no mere absence of findings. */
  readonly isAltered: boolean;
}

export function findGene(gene: CompiledGene, input: GeneInput): GeneFinding {
  const { facts } = gene;
  const { similarity, expires, options } = input;
  const fromFile = input.sightings && callFile(gene, input.sightings, input);
  const call: GeneCall =
    input.outside.length > 0
      ? callFromOutside(facts, input.outside, fromFile ?? undefined)
      : (fromFile ?? { ...unread(facts), reason: "needs-laboratory-call" });
  const sightings = input.sightings ?? [];
  const assessment =
    gene.fromFile?.holds.assess({ sightings, call, similarity, actionOf: gene.actionOf, expires }) ??
    assessWithoutFile(call, expires);
  const phasings = fromFile && call.from === "file" ? phasingsOf(gene, call, sightings, assessment, options) : [];
  const missing = call.sites.filter((site) => site.state === "not-seen").length;
  const shown = call.diplotypes[0];
  return {
    assessment,
    candidates: candidatesOf(phasings.length > 0 ? { ...call, diplotypes: phasings } : call, facts),
    confirm: confirmations(facts, call),
    isAltered: call.from === "outside" || seenAltered(facts, call).length > 0,
    answer: {
      gene: facts.gene,
      call,
      answer:
        assessment.holds.kind === "abstention" || !shown
          ? assessment.holds.kind === "abstention"
            ? assessment.holds
            : abstention("no-matching-alleles")
          : {
              kind: "answer",
              value: {
                diplotype: diplotypeText(call),
                phenotype: oneOf(call.diplotypes.map((d) => d.phenotype)),
                activityScore: oneOf(call.diplotypes.map((d) => d.activityScore)),
              },
              holds: assessment.holds,
            },
      seen: call.sites.length - missing,
      missing,
      candidates: assessment.candidates.map(({ diplotype, probability }) => ({
        diplotype: diplotype.name,
        phenotype: diplotype.phenotype,
        activityScore: diplotype.activityScore,
        key: diplotype.key,
        probability,
      })),
      candidatesAgree: assessment.candidatesAgree,
      withoutAnswer: facts.withoutAnswer,
    },
  };
}

function callFile({ facts, fromFile }: CompiledGene, sightings: readonly Sighting[], input: GeneInput): GeneCall {
  if (!fromFile) return { ...unread(facts), reason: "needs-laboratory-call" };
  const call = fromFile.matcher.call(sightings, input.options);
  if (facts.chrom !== "X" || !input.sexDiffers) return call;
  return { ...unread(facts), sites: call.sites, reason: "sex-mismatch" };
}

/** A gene that no file was read for: every site not seen. */
function unread({ gene, sites }: GeneFacts): GeneCall {
  return noCall(
    gene,
    "positions-not-seen",
    sites.map((_, site) => ({ site, state: "not-seen", why: "no-row", doubts: [] })),
  );
}

/** Pairs that fit the bases seen, with any phasing, and are not too unlikely in people like this person. */
function phasingsOf(
  { fromFile }: CompiledGene,
  call: GeneCall,
  sightings: readonly Sighting[],
  { candidates }: Assessment,
  options: MatchOptions | undefined,
): readonly Diplotype[] {
  if (!fromFile || call.effectivelyPhased || call.kind !== "called") return [];
  const fitting = fromFile.matcher.call(sightings, { ...options, allMatches: true }).diplotypes;
  const likely = new Set(candidates.map(({ diplotype }) => diplotype.name));
  const names = new Set(call.diplotypes.map((d) => d.name));
  return fitting.filter((d) => names.has(d.name) || likely.has(d.name));
}

/** The one value all share, or all of them. */
function oneOf(values: readonly (string | null)[]): string | null {
  const distinct = [...new Set(values)];
  return distinct.length === 1 ? distinct[0]! : distinct.map((value) => value ?? "n/a").join(" OR ");
}
