/** One variant in several studies: the effect they agree on, how they differ, and whether ancestry tells the difference. */
import type { AlignedVariant } from "../../genome/index.ts";
import { type AncestryRegression, ancestryRegression } from "./ancestry-regression.ts";
import {
  type EffectSums,
  type Estimate,
  effectSums,
  fixedEffect,
  type Heterogeneity,
  heterogeneity,
  logPOf,
  mergeEffects,
  noEffects,
} from "./effect-sums.ts";
import {
  type Effects,
  knappHartung,
  likeliestVariance,
  pauleMandel,
  predictionInterval,
  randomEffects,
} from "./random-effects.ts";
import { type Re2, re2 } from "./re2.ts";

/** What is to be done with each study, apart from its rows. */
export interface MetaSettings {
  /** `[studies]`: factor on every standard error of a study; 1, or the root of its inflation. */
  readonly inflation: Float64Array;
  /** Where the studies lie; null where no regression on ancestry is wanted. */
  readonly axes: { readonly width: number /** `[studies × width]` */; readonly places: Float64Array } | null;
}

export interface Judged extends Estimate {
  /** Natural logarithm of the two-sided P value. */
  readonly logP: number;
}

export interface MetaResult {
  /** Studies that have the variant. */
  readonly studies: number;
  /** People in them; NaN where one of them does not say. */
  readonly people: number;
  readonly fixed: Judged;
  readonly heterogeneity: Heterogeneity;
  /** DerSimonian and Laird's mean, and what follows from its tau2. */
  readonly random: Judged & {
    readonly tau2: number;
    /** Knapp and Hartung's error and P, by t; NaN for one study. */
    readonly hartung: { readonly standardError: number; readonly logP: number };
    /** By the normal quantile, as most programs print it. */
    readonly predictionNormal: { readonly low: number; readonly high: number };
    /** By t with k − 2 degrees: the honest one for few studies; NaN below three. */
    readonly prediction: { readonly low: number; readonly high: number };
  };
  readonly reml: Judged & { readonly tau2: number };
  readonly pauleMandelTau2: number;
  readonly re2: Re2;
  /** null where it was not asked for, or the studies are too few for it. */
  readonly ancestry: AncestryRegression | null;
}

const judged = (estimate: Estimate): Judged => ({ ...estimate, logP: logPOf(estimate) });

/** Every analysis of one variant, from the studies' results alone. */
export function metaAnalysis({ rows }: Pick<AlignedVariant, "rows">, settings: MetaSettings): MetaResult {
  const studies: Effects = { effects: new Float64Array(rows.length), variances: new Float64Array(rows.length) };
  let sums = noEffects;
  let people = 0;
  for (const [i, row] of rows.entries()) {
    const error = row.standardError * settings.inflation[row.study]!;
    studies.effects[i] = row.effect;
    studies.variances[i] = error * error;
    sums = mergeEffects(sums, effectSums(row.effect, error));
    people += row.people;
  }
  const apart = heterogeneity(sums);
  const random = randomEffects(studies, apart.tau2);
  const remlTau2 = likeliestVariance(studies, "reml");
  const { axes } = settings;
  return {
    studies: rows.length,
    people,
    fixed: judged(fixedEffect(sums)),
    heterogeneity: apart,
    random: {
      ...judged(random),
      tau2: apart.tau2,
      hartung: knappHartung(studies, apart.tau2),
      predictionNormal: predictionInterval(random, apart.tau2, rows.length, "normal"),
      prediction: predictionInterval(random, apart.tau2, rows.length, "student"),
    },
    reml: { ...judged(randomEffects(studies, remlTau2)), tau2: remlTau2 },
    pauleMandelTau2: pauleMandel(studies),
    re2: re2(studies),
    ancestry: axes && ancestryRegression(studies, placesOf(rows, axes), axes.width),
  };
}

/** `[rows × width]`: where the studies that have the variant lie. */
function placesOf(rows: AlignedVariant["rows"], { width, places }: NonNullable<MetaSettings["axes"]>): Float64Array {
  const out = new Float64Array(rows.length * width);
  for (const [i, { study }] of rows.entries())
    for (let j = 0; j < width; j++) out[i * width + j] = places[study * width + j]!;
  return out;
}

/** One estimate of several: of the studies of a population, by inverse-variance weights. */
export function sumsOf(estimates: readonly Estimate[]): EffectSums {
  return estimates.reduce(
    (sums, { effect, standardError }) => mergeEffects(sums, effectSums(effect, standardError)),
    noEffects,
  );
}
