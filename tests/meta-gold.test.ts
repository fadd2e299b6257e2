import { expect, test } from "vitest";
import { type MetaSettings, metaAnalysis } from "../packages/engine/src/study/index.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

/** 12 digits are given: half a unit of the last, of a number or of the scale it was computed on. */
const GIVEN = 5e-12;

test.skipIf(sharedMissing)("every number of the 30 loci agrees with metafor to the digits that it gives", () => {
  const input = sharedTable("data", "gold", "meta", "meta_input.tsv");
  const expected = sharedTable("data", "gold", "meta", "meta_expected.tsv");
  expect(expected).toHaveLength(30);
  let regressions = 0;
  for (const want of expected) {
    const rows = input.filter(({ id }) => id === want["id"]);
    const settings: MetaSettings = {
      inflation: new Float64Array(rows.length).fill(1),
      axes: { width: 2, places: Float64Array.from(rows.flatMap((row) => [Number(row["PC1"]), Number(row["PC2"])])) },
    };
    const studies = rows.map((row, study) => ({
      study,
      effect: Number(row["beta"]),
      standardError: Number(row["se"]),
      frequency: Number.NaN,
      people: Number.NaN,
    }));
    const found = metaAnalysis({ rows: studies }, settings);
    const near = (name: string, value: number, scale = 0, bound = GIVEN): void => {
      const target = Number(want[name]);
      const error = Math.abs(value - target);
      expect(error, `${name} of locus ${want["id"]}: ${value}, expected ${target}`).toBeLessThanOrEqual(
        bound * Math.max(Math.abs(target), scale),
      );
    };
    const { fixed, heterogeneity, random, reml, re2, ancestry } = found;
    expect(found.studies).toBe(Number(want["k"]));
    near("fe_b", fixed.effect, fixed.standardError);
    near("fe_se", fixed.standardError);
    near("fe_p", Math.exp(fixed.logP));
    near("Q", heterogeneity.q);
    near("Q_p", Math.exp(heterogeneity.logP));
    near("I2_Q", 100 * heterogeneity.i2);
    near("dl_I2", 100 * heterogeneity.i2, 100);
    near("dl_H2", Math.max(1, heterogeneity.h2));
    near("dl_tau2", random.tau2);
    near("dl_b", random.effect, random.standardError);
    near("dl_se", random.standardError);
    near("dl_p", Math.exp(random.logP));
    near("hk_se", random.hartung.standardError);
    near("hk_p", Math.exp(random.hartung.logP));
    near("pi_lo", random.predictionNormal.low, random.standardError);
    near("pi_hi", random.predictionNormal.high, random.standardError);
    // Found by iteration there too; metafor stops at a step of 1e-12.
    near("reml_tau2", reml.tau2, 0.1, 1e-11);
    near("reml_b", reml.effect, reml.standardError, 1e-10);
    near("reml_se", reml.standardError, 0, 1e-10);
    near("pm_tau2", found.pauleMandelTau2, 0, 1e-10);
    near("re2_S", re2.statistic, 1);
    near("re2_S_mean", re2.mean, 1);
    near("re2_S_het", re2.heterogeneity, 1);
    near("re2_p_asym", Math.exp(re2.logAsymptoticP));
    const isGiven = Number.isFinite(Number.parseFloat(want["chisq_assoc"]!));
    expect(ancestry !== null).toBe(isGiven);
    if (!ancestry) continue;
    regressions++;
    for (const [i, name] of ["mm_b0", "mm_b1", "mm_b2"].entries()) near(name, ancestry.coefficients[i]!, 0.01);
    near("chisq_assoc", ancestry.association.chiSquare);
    near("p_assoc", Math.exp(ancestry.association.logP));
    near("chisq_anc", ancestry.ancestry.chiSquare, ancestry.association.chiSquare);
    near("p_anc", Math.exp(ancestry.ancestry.logP));
    near("chisq_res", ancestry.residual.chiSquare);
    near("p_res", Math.exp(ancestry.residual.logP));
  }
  expect(regressions).toBeGreaterThan(10);
});
