/** The tables that `study meta` writes: their columns, and a line of each. */
import { chromosomes } from "@pangenic/engine/base";
import {
  type AlignedVariant,
  type AlignmentDrop,
  type AlignmentLog,
  alignmentDrops,
  leftOut,
  type SummaryRow,
} from "@pangenic/engine/genome";
import { fixedEffect, heterogeneity, logPOf, type MetaResult, sumsOf } from "@pangenic/engine/study";
import type { NamedStudy } from "./meta-studies.ts";

const VARIANT = ["chromosome", "base_pair_location", "variant_id", "effect_allele", "other_allele"];

/** Ten digits: results of a meta-analysis are compared and combined again. */
function number(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(10))) : "NA";
}

/** Of a natural logarithm; far below what a number can hold too: `1.234567e-512`. */
export function pText(logP: number): string {
  if (Number.isNaN(logP)) return "NA";
  if (logP > -700) return number(Math.exp(logP));
  const log10 = logP / Math.LN10;
  const power = Math.floor(log10);
  return `${(10 ** (log10 - power)).toFixed(6)}e${power}`;
}

export function variantName({ chrom, pos, id, effectAllele, otherAllele }: AlignedVariant): string {
  return id !== "" ? id : `${chromosomes[chrom]}:${pos}:${otherAllele}:${effectAllele}`;
}

function variantCells(variant: AlignedVariant): string[] {
  const { chrom, pos, effectAllele, otherAllele } = variant;
  return [chromosomes[chrom]!, String(pos), variantName(variant), effectAllele, otherAllele];
}

/** Over the people where every study states how many it has, else over the studies that state a frequency. */
export function meanFrequency(rows: AlignedVariant["rows"]): number {
  const known = rows.filter(({ frequency }) => !Number.isNaN(frequency));
  const weight = known.every(({ people }) => !Number.isNaN(people))
    ? known.map(({ people }) => people)
    : known.map(() => 1);
  const whole = weight.reduce((sum, w) => sum + w, 0);
  return known.reduce((sum, { frequency }, i) => sum + frequency * weight[i]!, 0) / whole;
}

const RESULT: readonly (readonly [string, (result: MetaResult) => string])[] = [
  ["beta", ({ fixed }) => number(fixed.effect)],
  ["standard_error", ({ fixed }) => number(fixed.standardError)],
  ["p_value", ({ fixed }) => pText(fixed.logP)],
  ["random_beta", ({ random }) => number(random.effect)],
  ["random_standard_error", ({ random }) => number(random.standardError)],
  ["random_p_value", ({ random }) => pText(random.logP)],
  ["tau2_dl", ({ random }) => number(random.tau2)],
  ["hartung_standard_error", ({ random }) => number(random.hartung.standardError)],
  ["hartung_p_value", ({ random }) => pText(random.hartung.logP)],
  ["reml_beta", ({ reml }) => number(reml.effect)],
  ["reml_standard_error", ({ reml }) => number(reml.standardError)],
  ["reml_p_value", ({ reml }) => pText(reml.logP)],
  ["tau2_reml", ({ reml }) => number(reml.tau2)],
  ["tau2_pm", ({ pauleMandelTau2 }) => number(pauleMandelTau2)],
  ["q", ({ heterogeneity: { q } }) => number(q)],
  ["q_p_value", ({ heterogeneity: { logP } }) => pText(logP)],
  ["i2", ({ heterogeneity: { i2 } }) => number(i2)],
  ["h2", ({ heterogeneity: { h2 } }) => number(h2)],
  ["prediction_t_low", ({ random }) => number(random.prediction.low)],
  ["prediction_t_high", ({ random }) => number(random.prediction.high)],
  ["prediction_normal_low", ({ random }) => number(random.predictionNormal.low)],
  ["prediction_normal_high", ({ random }) => number(random.predictionNormal.high)],
  ["re2", ({ re2 }) => number(re2.statistic)],
  ["re2_p_value", ({ re2 }) => pText(re2.logP)],
  ["re2_asymptotic_p_value", ({ re2 }) => pText(re2.logAsymptoticP)],
  ["mrmega_association", ({ ancestry }) => number(ancestry?.association.chiSquare ?? Number.NaN)],
  ["mrmega_association_p_value", ({ ancestry }) => pText(ancestry?.association.logP ?? Number.NaN)],
  ["mrmega_ancestry", ({ ancestry }) => number(ancestry?.ancestry.chiSquare ?? Number.NaN)],
  ["mrmega_ancestry_p_value", ({ ancestry }) => pText(ancestry?.ancestry.logP ?? Number.NaN)],
  ["mrmega_residual", ({ ancestry }) => number(ancestry?.residual.chiSquare ?? Number.NaN)],
  ["mrmega_residual_p_value", ({ ancestry }) => pText(ancestry?.residual.logP ?? Number.NaN)],
  ["mrmega_ln_bayes_factor", ({ ancestry }) => number(ancestry?.logBayesFactor ?? Number.NaN)],
];

const row = (cells: readonly string[]): string => `${cells.join("\t")}\n`;

export const resultHead: string = row([
  ...VARIANT,
  "effect_allele_frequency",
  "n",
  "studies",
  "directions",
  ...RESULT.map(([name]) => name),
]);

export function resultRow(variant: AlignedVariant, result: MetaResult, studies: number): string {
  // One sign a study, as METAL writes them: `?` where the study lacks the variant.
  const signs = Array.from({ length: studies }, () => "?");
  for (const { study, effect } of variant.rows) signs[study] = effect > 0 ? "+" : effect < 0 ? "-" : "0";
  return row([
    ...variantCells(variant),
    number(meanFrequency(variant.rows)),
    number(result.people),
    String(result.studies),
    signs.join(""),
    ...RESULT.map(([, cell]) => cell(result)),
  ]);
}

export const populationHead: string = row([
  ...VARIANT,
  "population",
  "studies",
  "n",
  "effect_allele_frequency",
  "beta",
  "standard_error",
  "p_value",
  "q",
  "q_p_value",
]);

/** A line for each population that has the variant: its own studies combined by inverse-variance weights. */
export function populationRows(
  variant: AlignedVariant,
  studies: readonly NamedStudy[],
  populations: readonly string[],
  inflation: Float64Array,
): string {
  return populations
    .map((population) => {
      const rows = variant.rows.filter(({ study }) => studies[study]!.population === population);
      if (rows.length === 0) return "";
      const sums = sumsOf(
        rows.map(({ study, effect, standardError }) => ({ effect, standardError: standardError * inflation[study]! })),
      );
      const fixed = fixedEffect(sums);
      const { q, logP } = heterogeneity(sums);
      return row([
        ...variantCells(variant),
        population,
        String(rows.length),
        number(rows.reduce((sum, { people }) => sum + people, 0)),
        number(meanFrequency(rows)),
        number(fixed.effect),
        number(fixed.standardError),
        pText(logPOf(fixed)),
        rows.length > 1 ? number(q) : "NA",
        rows.length > 1 ? pText(logP) : "NA",
      ]);
    })
    .join("");
}

export function studyTable(studies: readonly NamedStudy[], log: AlignmentLog, inflation: Float64Array): string {
  const head = row([
    "study",
    "population",
    "build",
    "effect_from",
    "standard_error_from",
    "rows",
    ...leftOut.map((why) => `left_out_${why.replaceAll("-", "_")}`),
    "used",
    "swapped",
    "strand_flipped",
    ...alignmentDrops.map((why) => `dropped_${why.replaceAll("-", "_")}`),
    "p_compared",
    "p_disagrees",
    "lambda",
    "standard_errors_multiplied_by",
    "sorted",
  ]);
  const lines = studies.map(({ name, population, facts }, i) =>
    row([
      name,
      population,
      facts.build ?? "NA",
      facts.derivations.effect,
      facts.derivations.standardError,
      String(facts.rows),
      ...leftOut.map((why) => String(facts.leftOut[why])),
      String(log.used[i]),
      String(log.swapped[i]),
      String(log.flipped[i]),
      ...alignmentDrops.map((why) => String(log.dropped[why][i])),
      String(facts.agreement.compared),
      String(facts.agreement.disagreeing),
      number(facts.lambda),
      number(inflation[i]!),
      facts.isSorted ? "yes" : "no",
    ]),
  );
  return head + lines.join("");
}

export const droppedHead: string = row(["study", "chromosome", "base_pair_location", "variant_id", "reason"]);

export function droppedRow(why: AlignmentDrop, study: NamedStudy, { chrom, pos, id }: SummaryRow): string {
  return row([study.name, chromosomes[chrom]!, String(pos), id === "" ? "NA" : id, why]);
}
