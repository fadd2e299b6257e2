/** A variant's results as a forest plot. */
import type { AlignedVariant } from "@pangenic/engine/genome";
import { type Estimate, fixedEffect, type MetaResult, sumsOf } from "@pangenic/engine/study";
import type { Forest, ForestGroup, ForestTotal } from "@pangenic/report";
import type { NamedStudy } from "./meta-studies.ts";
import { pText, variantName } from "./meta-tables.ts";

/** 95 % of a normal distribution lie within so many standard errors. */
const Z95 = 1.959963984540054;

const known = (people: number): number | null => (Number.isNaN(people) ? null : people);

function total(
  label: string,
  people: number,
  { effect, standardError }: Estimate,
  prediction: ForestTotal["prediction"] = null,
): ForestTotal {
  const half = Z95 * standardError;
  return { label, people: known(people), effect, low: effect - half, high: effect + half, prediction };
}

export function forestOf(
  variant: AlignedVariant,
  result: MetaResult,
  studies: readonly NamedStudy[],
  populations: readonly string[],
  inflation: Float64Array,
): Forest {
  const errorOf = ({ study, standardError }: AlignedVariant["rows"][number]): number =>
    standardError * inflation[study]!;
  const whole = sumsOf(variant.rows.map((row) => ({ effect: row.effect, standardError: errorOf(row) }))).weight;
  const groups = populations.flatMap((population): ForestGroup[] => {
    const rows = variant.rows.filter(({ study }) => studies[study]!.population === population);
    if (rows.length === 0) return [];
    const isAlone = rows.length === 1;
    const combined = sumsOf(rows.map((row) => ({ effect: row.effect, standardError: errorOf(row) })));
    const people = rows.reduce((sum, row) => sum + row.people, 0);
    return [
      {
        population,
        rows: rows.map((row) => ({
          ...total(isAlone ? population : studies[row.study]!.name, row.people, {
            effect: row.effect,
            standardError: errorOf(row),
          }),
          weight: 1 / errorOf(row) ** 2 / whole,
        })),
        total: isAlone ? null : total(`${population}, together`, people, fixedEffect(combined)),
      },
    ];
  });
  const { random, fixed, heterogeneity, re2, ancestry } = result;
  const canPredict = Number.isFinite(random.prediction.low);
  const ratios = new Set(variant.rows.map(({ study }) => studies[study]!.facts.derivations.effect));
  const [only] = ratios.size === 1 ? ratios : [undefined];
  const measure = only === "odds-ratio" ? "Odds ratio" : only === "hazard-ratio" ? "Hazard ratio" : "Effect";
  return {
    title: `${variantName(variant)}: each copy of ${variant.effectAllele} against ${variant.otherAllele}`,
    axis: `${measure} per copy of ${variant.effectAllele}; squares: weight in the fixed effect; dashed: no effect`,
    scale: measure === "Effect" ? "linear" : "ratio",
    groups,
    totals: [
      total("One effect everywhere (fixed)", result.people, fixed),
      total("Mean of differing effects", result.people, random, canPredict ? random.prediction : null),
    ],
    notes: [
      `P, fixed ${shortP(fixed.logP)}; P, differing (DerSimonian–Laird) ${shortP(random.logP)}; P, any effect (RE2) ${shortP(re2.logP)}.`,
      `Differences between studies: I² ${Math.round(100 * heterogeneity.i2)} %, Q ${heterogeneity.q.toFixed(2)} (degrees of freedom ${result.studies - 1}, P ${shortP(heterogeneity.logP)}), τ² ${Number(random.tau2.toPrecision(3))}.`,
      ...(canPredict
        ? [
            `Line through the lowest diamond: 95 % prediction interval for a further population (t, degrees of freedom ${result.studies - 2}).`,
          ]
        : []),
      ...(ancestry
        ? [
            `Along ancestry axes (MR-MEGA): differences P ${shortP(ancestry.ancestry.logP)}, what is left P ${shortP(ancestry.residual.logP)}.`,
          ]
        : []),
    ],
  };
}

/** Three digits. */
function shortP(logP: number): string {
  return logP > -700 ? String(Number(Math.exp(logP).toPrecision(3))) : pText(logP);
}
