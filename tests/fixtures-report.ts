/**
 * Made-up medicines reports at real size, for the tests of the page. Names of medicines and genes are real; every call, row,
 * amount, figure and address is invented, so nothing here may be read as advice.
 */
import type { HoldsOfCall, MeasuredRisk } from "@pangenic/engine/base";
import type {
  Candidate,
  Diplotype,
  DrugAnswer,
  DrugGuidance,
  Extras,
  GeneAnswer,
  GeneCall,
  Guidance,
  MedicinesReport,
  SiteState,
  WarfarinAnswer,
} from "@pangenic/engine/personalize";

const groups = [
  ["AFR", 661],
  ["AMR", 347],
  ["EAS", 504],
  ["EUR", 503],
  ["SAS", 489],
] as const;

/** A fixed sequence of numbers from 0 to 1: the same fixture every time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const genesAndSites: readonly (readonly [string, number])[] = [
  ["ABCG2", 1],
  ["CACNA1S", 2],
  ["CFTR", 49],
  ["CYP2B6", 49],
  ["CYP2C19", 36],
  ["CYP2C9", 87],
  ["CYP2D6", 143],
  ["CYP3A4", 36],
  ["CYP3A5", 5],
  ["CYP4F2", 14],
  ["DPYD", 83],
  ["F5", 1],
  ["G6PD", 218],
  ["HLA-A", 0],
  ["HLA-B", 0],
  ["IFNL3", 1],
  ["MT-RNR1", 0],
  ["NAT2", 58],
  ["NUDT15", 19],
  ["RYR1", 291],
  ["SLCO1B1", 44],
  ["TPMT", 46],
  ["UGT1A1", 5],
  ["VKORC1", 1],
];

const medicines: readonly (readonly [string, string, string])[] = [
  ["abacavir", "infection", "HLA-B"],
  ["acenocoumarol", "cardiovascular", "VKORC1"],
  ["allopurinol", "rheumatology", "ABCG2 HLA-B"],
  ["amikacin", "infection", "MT-RNR1"],
  ["amitriptyline", "psychiatry", "CYP2C19 CYP2D6"],
  ["aripiprazole", "psychiatry", "CYP2D6"],
  ["atazanavir", "infection", "UGT1A1"],
  ["atomoxetine", "psychiatry", "CYP2D6"],
  ["atorvastatin", "cardiovascular", "SLCO1B1"],
  ["azathioprine", "oncology;immunology", "NUDT15 TPMT"],
  ["brexpiprazole", "psychiatry", "CYP2D6"],
  ["capecitabine", "oncology", "DPYD"],
  ["carbamazepine", "neurology", "HLA-A HLA-B"],
  ["celecoxib", "pain", "CYP2C9"],
  ["citalopram", "psychiatry", "CYP2C19"],
  ["clomipramine", "psychiatry", "CYP2C19 CYP2D6"],
  ["clopidogrel", "cardiovascular", "CYP2C19"],
  ["codeine", "pain", "CYP2D6"],
  ["dapsone", "infection", "G6PD"],
  ["desflurane", "anesthesia", "CACNA1S RYR1"],
  ["desipramine", "psychiatry", "CYP2D6"],
  ["dexlansoprazole", "gastroenterology", "CYP2C19"],
  ["doxepin", "psychiatry", "CYP2C19 CYP2D6"],
  ["efavirenz", "infection", "CYP2B6"],
  ["eliglustat", "metabolic", "CYP2D6"],
  ["enflurane", "anesthesia", "CACNA1S RYR1"],
  ["escitalopram", "psychiatry", "CYP2C19"],
  ["flecainide", "cardiovascular", "CYP2D6"],
  ["flucloxacillin", "infection", "HLA-B"],
  ["flucytosine", "infection", "DPYD"],
  ["fluorouracil", "oncology", "DPYD"],
  ["flurbiprofen", "pain", "CYP2C9"],
  ["fluvastatin", "cardiovascular", "CYP2C9 SLCO1B1"],
  ["fluvoxamine", "psychiatry", "CYP2D6"],
  ["fosphenytoin", "neurology", "CYP2C9 HLA-B"],
  ["gentamicin", "infection", "MT-RNR1"],
  ["haloperidol", "psychiatry", "CYP2D6"],
  ["halothane", "anesthesia", "CACNA1S RYR1"],
  ["hormonal contraceptives for systemic use", "contraception", "F5"],
  ["hydrocodone", "pain", "CYP2D6"],
  ["ibuprofen", "pain", "CYP2C9"],
  ["imipramine", "psychiatry", "CYP2C19 CYP2D6"],
  ["irinotecan", "oncology", "UGT1A1"],
  ["isoflurane", "anesthesia", "CACNA1S RYR1"],
  ["ivacaftor", "respiratory", "CFTR"],
  ["kanamycin", "infection", "MT-RNR1"],
  ["lamotrigine", "neurology", "HLA-B"],
  ["lansoprazole", "gastroenterology", "CYP2C19"],
  ["lornoxicam", "pain", "CYP2C9"],
  ["lovastatin", "cardiovascular", "SLCO1B1"],
  ["meloxicam", "pain", "CYP2C9"],
  ["mercaptopurine", "oncology;immunology", "NUDT15 TPMT"],
  ["methoxyflurane", "anesthesia", "CACNA1S RYR1"],
  ["methylene blue", "toxicology", "G6PD"],
  ["metoprolol", "cardiovascular", "CYP2D6"],
  ["nitrofurantoin", "infection", "G6PD"],
  ["nortriptyline", "psychiatry", "CYP2D6"],
  ["omeprazole", "gastroenterology", "CYP2C19"],
  ["ondansetron", "gastroenterology", "CYP2D6"],
  ["oxcarbazepine", "neurology", "HLA-B"],
  ["pantoprazole", "gastroenterology", "CYP2C19"],
  ["paromomycin", "infection", "MT-RNR1"],
  ["paroxetine", "psychiatry", "CYP2D6"],
  ["pegloticase", "metabolic", "G6PD"],
  ["phenprocoumon", "cardiovascular", "VKORC1"],
  ["phenytoin", "neurology", "CYP2C9 HLA-B"],
  ["pimozide", "psychiatry", "CYP2D6"],
  ["piroxicam", "pain", "CYP2C9"],
  ["pitavastatin", "cardiovascular", "SLCO1B1"],
  ["plazomicin", "infection", "MT-RNR1"],
  ["pravastatin", "cardiovascular", "SLCO1B1"],
  ["primaquine", "infection", "G6PD"],
  ["propafenone", "cardiovascular", "CYP2D6"],
  ["quetiapine", "psychiatry", "CYP3A4"],
  ["rasburicase", "oncology", "G6PD"],
  ["risperidone", "psychiatry", "CYP2D6"],
  ["rosuvastatin", "cardiovascular", "ABCG2 SLCO1B1"],
  ["sertraline", "psychiatry", "CYP2B6 CYP2C19"],
  ["sevoflurane", "anesthesia", "CACNA1S RYR1"],
  ["simvastatin", "cardiovascular", "SLCO1B1"],
  ["siponimod", "neurology", "CYP2C9"],
  ["streptomycin", "infection", "MT-RNR1"],
  ["succinylcholine", "anesthesia", "CACNA1S RYR1"],
  ["tacrolimus", "transplant", "CYP3A5"],
  ["tafenoquine", "infection", "G6PD"],
  ["tamoxifen", "oncology", "CYP2D6"],
  ["tegafur", "oncology", "DPYD"],
  ["tenoxicam", "pain", "CYP2C9"],
  ["thioguanine", "oncology;immunology", "NUDT15 TPMT"],
  ["tobramycin", "infection", "MT-RNR1"],
  ["toluidine blue", "diagnostics", "G6PD"],
  ["tramadol", "pain", "CYP2D6"],
  ["trimipramine", "psychiatry", "CYP2C19 CYP2D6"],
  ["tropisetron", "gastroenterology", "CYP2D6"],
  ["venlafaxine", "psychiatry", "CYP2D6"],
  ["voriconazole", "infection", "CYP2C19"],
  ["vortioxetine", "psychiatry", "CYP2D6"],
  ["warfarin", "cardiovascular", "CYP2C9 VKORC1"],
  ["zuclopenthixol", "psychiatry", "CYP2D6"],
];

const onlyByLaboratory = new Set(["HLA-A", "HLA-B", "MT-RNR1", "F5"]);
const source = {
  name: "Made-up panel of 2,504 people",
  version: "2020-01-01",
  license: "CC0-1.0",
  url: "https://example.org/panel",
};
const expires = "2027-05-31";

export interface Variant {
  readonly kind: "genome" | "array";
  readonly similarity: MedicinesReport["similarity"];
  readonly taken: readonly string[];
}

function level(bound: number): "well" | "partly" | "poorly" {
  return bound <= 0.01 ? "well" : bound <= 0.05 ? "partly" : "poorly";
}

function holdsOf(variant: Variant, random: () => number, hidden: readonly string[]): HoldsOfCall {
  const scale = variant.kind === "genome" ? 0.006 : 0.16;
  const byGroup: MeasuredRisk[] = groups.map(([group, people]) => {
    const risk = Math.round(random() ** 2 * scale * 1e4) / 1e4;
    const half = 1.96 * Math.sqrt((risk + 0.0008) / people);
    return {
      group,
      people,
      strands: people * 2,
      risk,
      interval: { low: Math.max(0, risk - half), high: risk + half / 2 },
    };
  });
  const own =
    byGroup.find(({ group }) => group === variant.similarity?.group) ??
    [...byGroup].sort((a, b) => b.interval.high - a.interval.high)[0]!;
  return {
    kind: "call",
    level: level(own.interval.high),
    complete: false,
    group: { code: own.group, chosen: variant.similarity === null ? "worst" : "stated" },
    n: own.people,
    actionRisk: own.risk,
    actionInterval: own.interval,
    phenotypeRisk: own.risk * 1.4,
    phenotypeInterval: { low: own.interval.low, high: Math.min(1, own.interval.high * 1.5) },
    noAssignmentRisk: 0.001,
    byGroup,
    unobservable: hidden,
    sources: [source],
    expires,
    bands: "2026-11-22",
  };
}

function diplotype(name: string, phenotype: string | null, score: string | null): Diplotype {
  const alleles = name.split("/");
  const strands = alleles.map((one) => ({ name: one, alleles: [one] }));
  return {
    strands: [strands[0]!, strands[1] ?? strands[0]!],
    name,
    lookup: alleles,
    phenotype,
    activityScore: score,
    key: score ?? phenotype,
  };
}

const outcomes = [
  ["*1/*1", "Normal Metabolizer", "2.0"],
  ["*1/*2", "Intermediate Metabolizer", "1.0"],
  ["*2/*17", "Intermediate Metabolizer", null],
  ["*2/*2", "Poor Metabolizer", "0.0"],
] as const;

function siteStates(count: number, share: number, random: () => number): SiteState[] {
  return Array.from({ length: count }, (_, site) => {
    if (random() > share) return { site, state: "not-seen", why: "no-row", doubts: [] };
    return random() < 0.03 ? { site, state: "variant", doubts: ["quality"] } : { site, state: "reference", doubts: [] };
  });
}

function geneOf([gene, count]: readonly [string, number], variant: Variant, random: () => number): GeneAnswer {
  const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `*${i * 3 + 4}`);
  const sites = siteStates(count, variant.kind === "genome" ? 0.99 : 0.35, random);
  const seen = sites.filter(({ state }) => state !== "not-seen").length;
  const isSilent = onlyByLaboratory.has(gene) || gene === "CYP2D6" || (variant.kind === "array" && random() < 0.3);
  const [name, phenotype, score] = outcomes[Math.floor(random() * outcomes.length)]!;
  const call: GeneCall = {
    gene,
    kind: isSilent ? "not-called" : "called",
    from: "file",
    diplotypes: isSilent ? [] : [diplotype(name, phenotype, score)],
    listed: [],
    possible: [],
    statuses: [],
    reason: isSilent ? (onlyByLaboratory.has(gene) ? "needs-laboratory-call" : "copy-number-not-tested") : null,
    sites,
    uncallable: names(Math.round((count - seen) * 0.8)),
    effectivelyPhased: true,
    notes: seen < count ? ["tier1-missing"] : [],
  };
  const candidate: Candidate = { diplotype: name, phenotype, activityScore: score, key: phenotype, probability: 0.985 };
  return {
    gene,
    call,
    answer: isSilent
      ? {
          kind: "abstention",
          reason: call.reason!,
          wouldChange: [gene === "CYP2D6" ? "laboratory-call-with-copy-number" : "clinical-laboratory-test"],
        }
      : {
          kind: "answer",
          value: { diplotype: name, phenotype, activityScore: score },
          holds: holdsOf(variant, random, names(Math.round(count * 0.75))),
        },
    seen,
    missing: count - seen,
    candidates: isSilent ? [] : [candidate],
    candidatesAgree: true,
    withoutAnswer: groups.map(([group, n]) => ({ group, n, share: Math.round(random() * 40) / 1000 })),
  };
}

const noExtras: Extras = { monitor: [], caution: false };

const actions: readonly Guidance[] = [
  { kind: "no-change", strength: "strong", extras: noExtras },
  { kind: "no-change", strength: "ungraded", extras: noExtras },
  { kind: "no-change", strength: "moderate", extras: { monitor: ["made-up laboratory value"], caution: false } },
  {
    kind: "act",
    strength: "strong",
    avoid: true,
    alternatives: ["made-up medicine A", "made-up medicine B", "a medicine of another class"],
    adjust: [],
    extras: { monitor: ["drug concentration"], caution: false, condition: "a made-up indication, and the other one" },
    missing: [],
    partial: false,
  },
  {
    kind: "act",
    strength: "moderate",
    avoid: false,
    alternatives: "not-stated",
    adjust: [
      {
        direction: "reduce",
        dose: { kind: "percent", min: -50, max: -25, basis: "start", cap: false },
        onlyIfUsed: false,
      },
    ],
    extras: {
      monitor: ["response", "side effects"],
      caution: false,
      titration: "slowly, by response, over several weeks",
    },
    missing: [],
    partial: false,
  },
  {
    kind: "act",
    strength: "ungraded",
    avoid: false,
    alternatives: "none-named",
    adjust: [{ direction: "increase", dose: { kind: "not-stated" }, onlyIfUsed: false }],
    extras: { monitor: [], caution: true },
    missing: [],
    partial: false,
  },
  { kind: "no-guidance", why: "source-says-none" },
];

const ids = new Map<string, number>();

function numberOf(id: string): number {
  if (!ids.has(id)) ids.set(id, ids.size);
  return ids.get(id)!;
}

function row(
  drug: string,
  sourceName: "CPIC" | "DPWG",
  keys: Readonly<Record<string, string>>,
  guidance: Guidance,
): DrugGuidance {
  const page = numberOf(`${sourceName} ${drug}`);
  const papers = numberOf(`${sourceName} ${Object.keys(keys).join(" ")}`);
  return {
    source: sourceName,
    population: sourceName === "CPIC" ? "general" : "",
    guidance,
    keys,
    url: `https://www.clinpgx.org/guidelineAnnotation/PA16610${1000 + page}`,
    pmids: [`${30000000 + papers * 7}`, `${22000000 + papers * 11}`, `${20000000 + papers * 13}`],
    version: "2024-03-25",
    license: sourceName === "CPIC" ? "CC0-1.0" : "CC-BY-SA-4.0",
  };
}

const strongest = ["change", "adjust", "no-change"] as const;

function markOf(guidance: readonly Guidance[]): DrugAnswer["mark"] {
  const marks = new Set(
    guidance.map((one): DrugAnswer["mark"] =>
      one.kind === "act" ? (one.avoid ? "change" : "adjust") : one.kind === "no-change" ? "no-change" : "unknown",
    ),
  );
  return strongest.find((mark) => marks.has(mark)) ?? "unknown";
}

function drugOf(
  [drug, area, list]: readonly [string, string, string],
  variant: Variant,
  genes: ReadonlyMap<string, GeneAnswer>,
  random: () => number,
): DrugAnswer {
  const names = list.split(" ");
  const untested = names.filter((name) => genes.get(name)!.answer.kind === "abstention");
  const isTested = untested.length === 0;
  const keys = Object.fromEntries(
    names.map((name) => [name, genes.get(name)!.call.diplotypes[0]?.phenotype ?? "No Result"]),
  );
  const first = actions[Math.floor(random() * actions.length)]!;
  const second =
    first.kind === "no-guidance" ? first : actions[first.kind === "act" ? 3 + Math.floor(random() * 3) : 1]!;
  const guidance: DrugGuidance[] = isTested
    ? [
        row(drug, "CPIC", keys, first),
        ...(random() < 0.35 ? [row(drug, "DPWG", keys, second)] : []),
        ...(random() < 0.25 ? [{ ...row(drug, "CPIC", keys, first), population: "child >40kg_adult" }] : []),
      ]
    : [row(drug, "CPIC", keys, { kind: "not-tested", missing: untested })];
  const worst = names
    .map((name) => genes.get(name)!.answer)
    .flatMap((answer) => (answer.kind === "answer" && answer.holds.kind === "call" ? [answer.holds] : []))
    .sort((a, b) => b.actionInterval.high - a.actionInterval.high)[0];
  return {
    drug,
    rxnorm: null,
    area,
    genes: names,
    taken: variant.taken.includes(drug),
    mark: isTested ? markOf(guidance.map((one) => one.guidance)) : "unknown",
    guidance,
    candidatesAgree: true,
    confirm: [],
    couldSee: isTested && worst !== undefined ? { level: worst.level, holds: worst } : null,
    studied: { level: "not-stated", note: "not-in-data" },
    missing: untested,
    newer: drug === "azathioprine" ? [{ date: "2026-02-03", change: "made-up change of the guideline" }] : [],
  };
}

export function madeUpReport(variant: Variant, seed = 7): MedicinesReport {
  const random = sequence(seed);
  const genes = genesAndSites.map((gene) => geneOf(gene, variant, random));
  const byName = new Map(genes.map((gene) => [gene.gene, gene]));
  const drugs = medicines.map((medicine) => drugOf(medicine, variant, byName, random));
  const total = (pick: (gene: GeneAnswer) => number): number => genes.reduce((sum, gene) => sum + pick(gene), 0);
  return {
    schema: "pangenic/medicines-report/1",
    engine: "0.1.0",
    knowledge: { version: "2026.11", expires, hash: "3f6c0d9e".repeat(8) },
    date: null,
    sample: "made-up-person",
    file: {
      format: variant.kind === "genome" ? "vcf" : "23andme",
      build: variant.kind === "genome" ? "GRCh38" : "GRCh37",
      buildFrom: variant.kind === "genome" ? ["header", "contig lengths", "reference alleles"] : ["positions"],
      kind: variant.kind,
      phased: variant.kind === "genome" ? "all" : "none",
      seen: total(({ seen }) => seen),
      expected: total(({ seen, missing }) => seen + missing),
      sexInFile: "female",
      problems: variant.kind === "genome" ? [] : [{ code: "indel-code", count: 31 }],
    },
    similarity: variant.similarity,
    bands: { date: "2026-11-22", well: 0.01, partly: 0.05 },
    sexCheck: "agrees",
    abstains: null,
    genes,
    drugs,
    unrecognized: variant.kind === "genome" ? ["Nosuchdrug"] : [],
    gaps: [
      {
        date: "2026-01-29",
        change: "made-up: one allele becomes a sub-allele of another",
        genes: ["NUDT15"],
        drugs: [],
      },
      {
        date: "2026-02-03",
        change: "made-up: functions of many alleles changed",
        genes: ["TPMT", "NUDT15"],
        drugs: ["azathioprine", "mercaptopurine", "thioguanine"],
      },
      { date: "2026-02-05", change: "made-up: one allele added", genes: ["CYP2C19"], drugs: [] },
    ],
    attribution: ["ClinPGx, clinpgx.org, CC BY-SA 4.0", "CPIC content, CC0 1.0", "1000 Genomes Project, phase 3"],
  };
}

const taken = ["clopidogrel", "simvastatin", "omeprazole", "codeine", "warfarin"];

function withDrug(report: MedicinesReport, name: string, change: Partial<DrugAnswer>): MedicinesReport {
  return { ...report, drugs: report.drugs.map((drug) => (drug.drug === name ? { ...drug, ...change } : drug)) };
}

function withGene(report: MedicinesReport, name: string, change: (gene: GeneAnswer) => GeneAnswer): MedicinesReport {
  return { ...report, genes: report.genes.map((gene) => (gene.gene === name ? change(gene) : gene)) };
}

const direction: WarfarinAnswer = {
  direction: "less",
  considerAnotherDrug: false,
  branches: [
    {
      branch: "not-african",
      advice: "algorithm",
      steps: [
        { code: "pgx-algorithm", percentMin: null, percentMax: null, strength: "strong" },
        { code: "cyp4f2-carrier", percentMin: 5, percentMax: 10, strength: "optional" },
      ],
      doses: [
        { equation: "iwpc", mgPerWeek: 23.456, withRaceTerm: false },
        { equation: "iwpc", mgPerWeek: 22.9, withRaceTerm: true },
        { equation: "gage", mgPerWeek: 24.1, withRaceTerm: false },
      ],
      missing: ["smoking"],
    },
    {
      branch: "african",
      advice: "clinical",
      steps: [],
      doses: [{ equation: "iwpc-clinical", mgPerWeek: 33.3, withRaceTerm: false }],
      missing: ["CYP2C9 *5, *6, *8, *11"],
    },
    { branch: "african-american", advice: "abstain", steps: [], doses: [], missing: ["age"] },
  ],
};

function withWarfarin(report: MedicinesReport): MedicinesReport {
  return withDrug(report, "warfarin", {
    mark: "adjust",
    guidance: [],
    warfarin: direction,
    studied: { level: "partly", note: "warfarin-consistent" },
  });
}

const act = (index: number, drug: string, keys: Readonly<Record<string, string>>): DrugGuidance[] => [
  row(drug, "CPIC", keys, actions[index]!),
  row(drug, "DPWG", keys, actions[index]!),
];

/** A whole genome of a person most similar to one group; five medicines taken, one of each mark. */
export const genomeReport: MedicinesReport = withWarfarin(
  withDrug(
    withDrug(
      withDrug(
        madeUpReport({ kind: "genome", similarity: { group: "AFR", probability: 0.97 }, taken }),
        "clopidogrel",
        {
          mark: "change",
          guidance: act(3, "clopidogrel", { CYP2C19: "Poor Metabolizer" }),
        },
      ),
      "simvastatin",
      { mark: "adjust", guidance: act(4, "simvastatin", { SLCO1B1: "Decreased Function" }) },
    ),
    "omeprazole",
    { mark: "no-change", guidance: act(0, "omeprazole", { CYP2C19: "Normal Metabolizer" }) },
  ),
);

/** An array that saw a third of the positions; similarity unknown; a rare finding not yet confirmed. */
export const arrayReport: MedicinesReport = withDrug(
  madeUpReport({ kind: "array", similarity: null, taken: ["fluorouracil", "citalopram", "carbamazepine"] }, 11),
  "fluorouracil",
  {
    mark: "change",
    guidance: act(4, "fluorouracil", { DPYD: "1.0" }),
    confirm: ["array", "rare"],
    missing: [],
  },
);

/** Laboratory results alone: no file, no figures. */
export const outsideReport: MedicinesReport = (() => {
  const report = withDrug(madeUpReport({ kind: "genome", similarity: null, taken: ["codeine"] }, 5), "codeine", {
    mark: "change",
    guidance: act(3, "codeine", { CYP2D6: "0.0" }),
    couldSee: { level: "partly", holds: { kind: "statement", level: "partly", expires } },
    missing: [],
  });
  const silent = (gene: GeneAnswer): GeneAnswer => ({
    ...gene,
    call: { ...gene.call, kind: "not-called", diplotypes: [], reason: "positions-not-seen", sites: [], uncallable: [] },
    answer: { kind: "abstention", reason: "positions-not-seen", wouldChange: ["whole-genome-file"] },
    seen: 0,
    missing: 0,
    candidates: [],
  });
  const stated = (gene: GeneAnswer): GeneAnswer => ({
    ...silent(gene),
    call: {
      ...gene.call,
      kind: "called",
      from: "outside",
      diplotypes: [diplotype("*4/*5", "Poor Metabolizer", "0.0")],
      reason: null,
      sites: [],
      uncallable: [],
      notes: ["outside-overrides-file"],
    },
    answer: {
      kind: "answer",
      value: { diplotype: "*4/*5", phenotype: "Poor Metabolizer", activityScore: "0.0" },
      holds: { kind: "statement", level: "partly", expires },
    },
  });
  const known = new Set(["codeine"]);
  return {
    ...report,
    file: null,
    genes: report.genes.map((gene) => (gene.gene === "CYP2D6" ? stated(gene) : silent(gene))),
    drugs: report.drugs.map((drug) =>
      known.has(drug.drug)
        ? drug
        : {
            ...drug,
            mark: "unknown",
            couldSee: null,
            missing: drug.genes,
            guidance: [row(drug.drug, "CPIC", {}, { kind: "not-tested", missing: drug.genes })],
          },
    ),
  };
})();

/** After a transplant the whole report abstains. */
export const transplantReport: MedicinesReport = { ...genomeReport, abstains: { reason: "transplant" } };

/** Unphased: several diplotypes fit, and they lead to different actions. */
export const tiedReport: MedicinesReport = (() => {
  const tied = withGene(genomeReport, "CYP2C19", (gene) => ({
    ...gene,
    call: {
      ...gene.call,
      kind: "tied",
      diplotypes: [
        diplotype("*1/*2", "Intermediate Metabolizer", null),
        diplotype("*4/*17", "Intermediate Metabolizer", null),
      ],
    },
    candidates: [
      {
        diplotype: "*1/*2",
        phenotype: "Intermediate Metabolizer",
        activityScore: null,
        key: "Intermediate Metabolizer",
        probability: 0.81,
      },
      {
        diplotype: "*4/*17",
        phenotype: "Intermediate Metabolizer",
        activityScore: null,
        key: "Intermediate Metabolizer",
        probability: 0.12,
      },
      {
        diplotype: "*2/*17",
        phenotype: "Poor Metabolizer",
        activityScore: null,
        key: "Poor Metabolizer",
        probability: null,
      },
    ],
    candidatesAgree: false,
  }));
  return withDrug(tied, "clopidogrel", { candidatesAgree: false });
})();

/** Every variant by name, for tests that hold for each page. */
export const reports: Readonly<Record<string, MedicinesReport>> = {
  genome: genomeReport,
  array: arrayReport,
  outside: outsideReport,
  transplant: transplantReport,
  tied: tiedReport,
};
