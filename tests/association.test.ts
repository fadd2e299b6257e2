/** Association against PLINK 2's published digits, R in double precision, and regenie's own example. */
import { expect, test } from "vitest";
import { type CohortBlock, type PeopleTable, readPeopleTable } from "../packages/engine/src/genome/index.ts";
import type { AssociationRows } from "../packages/engine/src/study/association/association-rows.ts";
import { linearAssociation } from "../packages/engine/src/study/association/linear.ts";
import { logisticAssociation } from "../packages/engine/src/study/association/logistic.ts";
import {
  linearPlan,
  linearTable,
  logisticPlan,
  measured,
  peopleOf,
  plinkHead,
} from "../packages/engine/src/study/index.ts";
import { solved } from "../packages/engine/src/study/runner.ts";
import { hapMap, genotypeKernel as kernel, sharedCohort } from "./reference-cohorts.ts";
import { sharedMissing, sharedTable, sharedText } from "./reference-data.ts";

const reference = test.skipIf(sharedMissing);
const hm3 = () => sharedCohort(hapMap);

function wanted(phenotype: string, covariateNames: readonly string[]) {
  return {
    phenotypes: readPeopleTable(sharedText("data", "gold", "plink2", "pheno.tsv")),
    phenotype,
    kind: null,
    controlIsZero: false,
    covariates: readPeopleTable(sharedText("data", "gold", "plink2", "hm3.eigenvec.gz")),
    covariateNames,
  };
}

const five = ["PC1", "PC2", "PC3", "PC4", "PC5"];

reference("agrees with plink2 --glm to every digit it prints, for 14,079 variants", async () => {
  const cohort = await hm3();
  const { measurements } = measured(cohort.people, wanted("Y", five));
  const plan = linearPlan(cohort.people, measurements);
  const gold = sharedText("data", "gold", "plink2", "hm3_glm_linear.tsv.gz").trimEnd().split("\n");
  const table = { ...plan, format: "linear", counted: "minor" } as const;
  const ours = [plinkHead("linear").trimEnd()];
  for await (const block of cohort.blocks())
    ours.push(
      ...new TextDecoder()
        .decode(solved(linearTable, block, table, kernel).text)
        .trimEnd()
        .split("\n"),
    );
  expect(ours.length).toBe(gold.length);
  expect(ours[0]).toBe(gold[0]);
  const frequencies = sharedTable("data", "gold", "plink2", "hm3.afreq.gz");
  for (const [i, line] of gold.entries()) {
    const [theirs, own] = [line.split("\t"), ours[i]!.split("\t")];
    if (i === 0) continue;
    // Where both alleles are equally frequent either may count as the rarer, and plink2 takes now the one, now the other.
    const turn = own[5] === theirs[5] ? 1 : -1;
    if (turn < 0) expect(frequencies[i - 1]!["ALT_FREQS"]).toBe("0.5");
    for (const column of [0, 1, 2, 3, 4, 6, 7, 12]) expect(own[column]).toBe(theirs[column]);
    // Six digits are the same number but for a last one.
    for (const column of [8, 9, 10, 11]) {
      const sign = column === 8 || column === 10 ? turn : 1;
      expect(Math.abs((sign * Number(own[column])) / Number(theirs[column]) - 1)).toBeLessThan(1.1e-5);
    }
  }
});

/** The block with every fiftieth genotype not seen, from another person at each variant. */
function withGaps(block: CohortBlock): CohortBlock {
  const bytes = block.genotypes.bytes.slice();
  const { stride, people, variants } = block.genotypes;
  for (let variant = 0; variant < variants; variant++)
    for (let person = 0; person < people; person++)
      if ((person * 7 + variant + block.first) % 50 === 0) {
        const at = variant * stride + (person >> 2);
        bytes[at] = (bytes[at]! & ~(3 << ((person & 3) * 2))) | (1 << ((person & 3) * 2));
      }
  return { ...block, genotypes: { ...block.genotypes, bytes } };
}

type Row = readonly [place: number, beta: number, standardError: number, p: number];

/*
R 4.2.2, on genotypes written by `plink2 --bfile hm3 --export A`; g counts column 5 of the .bim, j is a place below:
  X <- as.matrix(cov[, paste0("PC", 1:5)])                                   # gold/plink2/hm3.eigenvec
  g[(0:956 * 7 + j) %% 50 == 0] <- NA                                         # the second table
  summary(lm(Y ~ g + X))$coefficients["g", ]                                  # gold/plink2/pheno.tsv
*/
const linearInR: readonly Row[] = [
  [0, 0.03148488008416677, 0.04780757345025795, 0.5103281956409316],
  [1, -0.06776010055371515, 0.08289612323368917, 0.4138992470266223],
  [2, 0.03710297297506025, 0.04344727674359128, 0.3933330405605675],
  [3, 0.06618791713234541, 0.04474292884845859, 0.1393934342675487],
  [50, -0.06629240933473074, 0.04498938816694545, 0.1409442504952358],
  [500, -0.01014274387336791, 0.0460903542845469, 0.8258700068854047],
  [1000, -0.07973161078739884, 0.05210221728810345, 0.1262776965658871],
  [2500, 0.07013701916921836, 0.0435452562508835, 0.1075842960746202],
  [5000, -0.05682101645819773, 0.04440203503152725, 0.200965213754881],
  [7500, 0.07848799473253301, 0.04702430247020487, 0.09542817253042006],
  [10000, -0.01131497479590581, 0.04678629086568668, 0.8089536058113549],
  [14078, 0.1745335119584907, 0.2250479283329486, 0.4382159089961243],
];
const linearInRWithGaps: readonly Row[] = [
  [0, 0.01650684325730804, 0.04831912898863916, 0.7327130863728779],
  [1, -0.05452706783882207, 0.08350808816388451, 0.5139461527969629],
  [2, 0.04049530376813624, 0.04386155725452907, 0.3561147100594318],
  [3, 0.0609944301010665, 0.04542488216185019, 0.1796790058825916],
  [50, -0.05907941222144622, 0.04532312690620809, 0.1927213151656682],
  [500, -0.01366142516424663, 0.04645241269651502, 0.7687508892502567],
  [1000, -0.07227200872095899, 0.05242364769903694, 0.1683454695117743],
  [2500, 0.06795884675413671, 0.04377580897795224, 0.1209001304759694],
  [5000, -0.06496793910578749, 0.0446294929097848, 0.1458081735217411],
  [7500, 0.06402066178991089, 0.04732695587009967, 0.1764702178446157],
  [10000, -0.008313811873117022, 0.04704564151702961, 0.8597685405492845],
  [14078, 0.1766667074355159, 0.2256271357594294, 0.4338264619865206],
];
/* The same with CC - 1 for Y: summary(glm(y ~ g + X, family = binomial, control = glm.control(epsilon = 1e-15, maxit = 100))) */
const logisticInR: readonly Row[] = [
  [0, -0.01303462173708057, 0.1151359508683764, 0.9098635118415936],
  [1, -0.3566527453972359, 0.2130079198989752, 0.09405912715365636],
  [2, 0.01620356466997057, 0.1050276052766135, 0.8773896738972855],
  [3, 0.04232724436683348, 0.1083633927159183, 0.6960894928770895],
  [50, 0.005157411611686535, 0.1084668247448515, 0.9620762471128871],
  [500, 0.009353229267264705, 0.1111433630919069, 0.9329334853979588],
  [1000, -0.225494266371779, 0.1292327219178536, 0.08100754511473227],
  [2500, 0.1629051731121489, 0.105746196491655, 0.1234312504257332],
  [5000, -0.2499401900514933, 0.1093179637446789, 0.02223322219168587],
  [7500, 0.189922349348703, 0.1119301783191197, 0.08973579200569351],
  [10000, -0.08819016140400712, 0.1126562380274825, 0.4337296663499657],
  [14078, -0.05702344893932031, 0.5403630347403661, 0.9159568259138579],
];
const logisticInRWithGaps: readonly Row[] = [
  [0, -0.03023426043776635, 0.1173697092776665, 0.7967167915407718],
  [1, -0.3459945904589846, 0.213459825628404, 0.1050415396779751],
  [2, 0.01544858522316446, 0.1057249187072882, 0.8838262093950446],
  [3, 0.03004838980719448, 0.1094866154684808, 0.7837403095523717],
  [50, 0.02812983531326004, 0.1100816664868079, 0.7983090961048204],
  [500, 0.01301402364521619, 0.1128035739672026, 0.9081527327504999],
  [1000, -0.226117643466096, 0.1310945371556655, 0.08455556563336251],
  [2500, 0.1643601056519778, 0.1071349965228231, 0.1249951639007609],
  [5000, -0.2592655532148436, 0.1107147408544033, 0.01919388770342186],
  [7500, 0.1791084425458989, 0.1134832772021252, 0.1145011855880163],
  [10000, -0.08383188772542381, 0.114034418316191, 0.4622508957390997],
  [14078, -0.03853438173887454, 0.5403567817890803, 0.9431487690176511],
];
/*
Firth's, by its definition (Heinze and Schemper 2002), P by the penalized likelihood ratio; M = PC1, PC2 (scaled), 1, g:
  penalized <- function(b) { p <- plogis(M %*% b); I <- crossprod(M * as.vector(p * (1 - p)), M)
    sum(ifelse(y == 1, plogis(M %*% b, log.p = TRUE), plogis(-M %*% b, log.p = TRUE))) + determinant(I)$modulus / 2 }
  firth <- function(free) { b <- rep(0, ncol(M)); repeat { p <- as.vector(plogis(M %*% b)); w <- p * (1 - p); I <- crossprod(M * w, M)
    h <- w * rowSums((M %*% solve(I)) * M); u <- crossprod(M, y - p + h * (0.5 - p))[free]; d <- solve(I[free, free], u)
    s <- min(1, 5 / max(abs(d))); o <- b; b[free] <- o[free] + s * d
    while (penalized(b) < penalized(o) - 1e-9) { s <- s / 2; b[free] <- o[free] + s * d }
    if (sum(d * u) < 1e-24) return(b) } }
  b <- firth(1:4); sqrt(solve(I at b)[4, 4]); pchisq(2 * (penalized(b) - penalized(firth(1:3))), 1, lower.tail = FALSE)
*/
const firthInR: readonly Row[] = [
  [0, -0.02109211859585853, 0.1130441063908728, 0.8516485487143355],
  [1, -0.3438497301707836, 0.2098921142966345, 0.09186918328586684],
  [1000, -0.2101492890619446, 0.1266915919528634, 0.09346717848631966],
  [2500, 0.2442129928172974, 0.1019651413803749, 0.01600406292942778],
  [7500, 0.2025421960649087, 0.1095581539774647, 0.06489617569382612],
  [14078, -0.0564795625828566, 0.5251674136296093, 0.9118913340334899],
];
/* The same in every eighth person of the file, 28 to 31 of 120 cases; at the last variant two controls alone carry the allele. */
const firthInRFew: readonly Row[] = [
  [0, 0.01286825569123608, 0.2957019972053711, 0.9647923561720338],
  [1, -0.6924037416672498, 0.6383226263929999, 0.2425096537059082],
  [1000, -0.6731312882607825, 0.3975526360889888, 0.07136943806715468],
  [5000, 0.2251863831195808, 0.3137302815456195, 0.4657511396842481],
  [10000, -0.2425883642048277, 0.3074815283119601, 0.4223635407397553],
  [14078, -0.5504424079175647, 1.925184363460078, 0.7136504706343675],
];

/** The largest relative difference of effects and errors, an effect's at least of its error; and of P values. */
function differences(rows: AssociationRows, expected: Row): { readonly estimate: number; readonly p: number } {
  const [, beta, error, p] = expected;
  return {
    estimate: Math.max(
      Math.abs(rows.beta[0]! - beta) / Math.max(Math.abs(beta), error),
      Math.abs(rows.standardError[0]! / error - 1),
    ),
    p: Math.abs(10 ** rows.log10P[0]! / p - 1),
  };
}

async function worstOf(expected: readonly Row[], test: (block: CohortBlock) => AssociationRows) {
  const cohort = await hm3();
  let worst = { estimate: 0, p: 0 };
  for await (const block of cohort.blocks())
    for (const row of expected) {
      const at = row[0] - block.first;
      if (at < 0 || at >= block.variants.length) continue;
      const { stride, bytes } = block.genotypes;
      const genotypes = { ...block.genotypes, variants: 1, bytes: bytes.subarray(at * stride, (at + 1) * stride) };
      const found = differences(test({ first: row[0], variants: [block.variants[at]!], genotypes }), row);
      worst = { estimate: Math.max(worst.estimate, found.estimate), p: Math.max(worst.p, found.p) };
    }
  return worst;
}

reference.each([
  ["complete", linearInR, (block: CohortBlock) => block],
  ["missing", linearInRWithGaps, withGaps],
] as const)("linear effects and P values are R's to rounding, genotypes %s", async (_, expected, seen) => {
  const { people } = await hm3();
  const plan = linearPlan(people, measured(people, wanted("Y", five)).measurements);
  const worst = await worstOf(expected, (block) => solved(linearAssociation, seen(block), plan, kernel));
  // R prints 16 digits, and 1 − P of its own loses the last ones.
  expect(worst.estimate).toBeLessThan(1e-12);
  expect(worst.p).toBeLessThan(1e-11);
});

reference.each([
  ["complete", logisticInR, (block: CohortBlock) => block],
  ["missing", logisticInRWithGaps, withGaps],
] as const)(
  "logistic effects and P values are those of R's glm in double precision, genotypes %s",
  async (_, expected, seen) => {
    const { people } = await hm3();
    const plan = logisticPlan(people, measured(people, wanted("CC", five)).measurements, {
      firth: "fallback",
      test: "wald",
    });
    const worst = await worstOf(expected, (block) => solved(logisticAssociation, seen(block), plan, kernel));
    // glm takes its errors from the step before the last one.
    expect(worst.estimate).toBeLessThan(1e-9);
    expect(worst.p).toBeLessThan(1e-9);
  },
);

reference.each([
  ["957 people", firthInR, 1],
  ["120 people, an allele in controls alone among them", firthInRFew, 8],
] as const)("Firth's effects and likelihood ratio follow the definition, in %s", async (_, expected, every) => {
  const { people } = await hm3();
  const places = Int32Array.from(people.keys()).filter((place) => place % every === 0);
  const few = Array.from(places, (place) => people[place]!);
  const plan = logisticPlan(few, measured(few, wanted("CC", ["PC1", "PC2"])).measurements, {
    firth: "always",
    test: "likelihood-ratio",
  });
  const worst = await worstOf(expected, (block) =>
    solved(logisticAssociation, { ...block, genotypes: peopleOf(block.genotypes, places) }, plan, kernel),
  );
  expect(worst.estimate).toBeLessThan(1e-8);
  expect(worst.p).toBeLessThan(1e-8);
});

function regenieTable(name: string): PeopleTable {
  return readPeopleTable(sharedText("data", "scores", "regenie_example", name));
}

reference("Firth's effects are those of regenie's published example, as far as its shortcuts allow", async () => {
  const cohort = await sharedCohort(["data", "scores", "regenie_example", "example"]);
  const out = sharedText("data", "scores", "regenie_example", "fid_iid_to_remove.txt").trim().split("\n");
  const removed = new Set(out.map((line) => line.split(" ")[1]!));
  const kept = Int32Array.from(cohort.people.keys()).filter((place) => !removed.has(cohort.people[place]!.id));
  const people = Array.from(kept, (place) => cohort.people[place]!);
  const { measurements, taking } = measured(people, {
    phenotypes: regenieTable("phenotype_bin.txt"),
    phenotype: "Y1",
    kind: "case-control",
    controlIsZero: true,
    covariates: regenieTable("covariates.txt"),
    covariateNames: null,
  });
  const published = regenieRows("test_bin_out_firth_Y1.regenie");
  expect(taking.people).toBe(Number(published[0]!["N"]));
  const plan = logisticPlan(people, measurements, { firth: "always", test: "likelihood-ratio" });
  const effects: [ours: number, theirs: number][] = [];
  const ratios: [ours: number, theirs: number][] = [];
  for await (const block of cohort.blocks()) {
    const chosen = { ...block, genotypes: peopleOf(block.genotypes, kept) };
    const rows = solved(logisticAssociation, chosen, plan, kernel);
    for (const [i, { allele1 }] of block.variants.entries()) {
      const row = published[block.first + i]!;
      const isOurs = row["ALLELE1"] === allele1;
      const frequency = rows.copies[i]! / (2 * rows.people[i]!);
      expect(rows.people[i]).toBe(Number(row["N"]));
      expect(Math.abs((isOurs ? frequency : 1 - frequency) - Number(row["A1FREQ"]))).toBeLessThan(1e-6);
      effects.push([isOurs ? rows.beta[i]! : -rows.beta[i]!, Number(row["BETA"])]);
      // Below P = 0.01 it fitted Firth's model, above a score test.
      if (Number(row["LOG10P"]) > 2) ratios.push([rows.statistic[i]! ** 2, Number(row["CHISQ"])]);
    }
  }
  // Its first step's predictions, which are not published with the example, stand in as an offset, and covariate effects
  // are held at their values without the variant (--approx). Measured: r = 0.99931, largest difference 2.3 %.
  expect(correlation(effects)).toBeGreaterThan(0.999);
  expect(ratios.length).toBeGreaterThan(15);
  for (const [ours, theirs] of ratios) expect(Math.abs(ours / theirs - 1)).toBeLessThan(0.025);
});

function regenieRows(name: string): Record<string, string>[] {
  const [head, ...lines] = sharedText("data", "scores", "regenie_example", name).trimEnd().split("\n");
  const names = head!.split(" ");
  return lines.map((line) => Object.fromEntries(line.split(" ").map((cell, i) => [names[i]!, cell])));
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (of: (pair: readonly [number, number]) => number): number =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [x, y] = [mean((pair) => pair[0]), mean((pair) => pair[1])];
  const product = mean((pair) => (pair[0] - x) * (pair[1] - y));
  return product / Math.sqrt(mean((pair) => (pair[0] - x) ** 2) * mean((pair) => (pair[1] - y) ** 2));
}
