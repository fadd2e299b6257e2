/** `pangenic score`: polygenic scores of a person or a cohort. */
import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { PangenicError } from "@pangenic/engine/base";
import { type MatchRules, matchRules } from "@pangenic/engine/genome";
import type { PersonScore } from "@pangenic/engine/personalize";
import { fileOptions } from "../genome.ts";
import { writeWhole } from "../output-file.ts";
import { shippedPortability } from "../slices.ts";
import { cohortOptions, cohortOptionsOf } from "../study/cohort.ts";
import { tableFile } from "../study/table-file.ts";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";
import { readFrequencies } from "./frequencies.ts";
import { LOG_HEAD } from "./match-report.ts";
import type { PersonScoring, ScoredPeople } from "./person.ts";
import { type FileSums, writeSums } from "./sscore.ts";
import { buildIn, type Weights, weightsNamed } from "./weights.ts";

export const scoreCommand: RunnableCommand = {
  name: "score",
  operands: "GENOTYPES",
  summary: "Polygenic scores of a person or a cohort",
  options: {
    weights: {
      value: "FILE",
      many: true,
      help: "A scoring file (PGS Catalog, plain table) or a score pack; may be repeated",
    },
    "weights-columns": {
      value: "LIST",
      help: "Columns of a plain table by number: ID,ALLELE,WEIGHT, such as 1,2,3-12",
    },
    reference: { value: "PANEL", help: "Reference panel of the packs (default: those that ship)" },
    "read-freq": { value: "FILE", help: "Frequencies of a reference (plink2 .afreq): stand in for what was not seen" },
    build: { value: "GRCh37|GRCh38", help: "Build of files that do not state one" },
    match: {
      value: "position|id",
      help: "How rows find variants in PLINK's files (default: position where there is one)",
    },
    palindromic: {
      value: "frequency|exclude|keep",
      help: "A/T and C/G rows (default: frequency, used where it decides)",
    },
    duplicates: {
      value: "same|exclude|first",
      help: "Rows of one variant (default: same, one is kept where they agree)",
    },
    "min-overlap": { value: "SHARE", help: "Least share of a score's rows in a cohort's files (default: 0.75)" },
    sample: { value: "NAME", many: true, help: "Only this sample of a VCF; may be repeated" },
    complete: { help: "You declare the file a complete genome: absent rows count as reference (with --fa or a pack)" },
    fa: { value: "FILE", help: "Reference FASTA with .fai: says which allele reference blocks stand for" },
    "cohort-frequencies": {
      help: "Cohort: the people's own frequencies stand in, as plink2 does; scores then depend on who is there",
    },
    center: { help: "Cohort: subtract the mean that the frequency tells" },
    "variance-standardize": { help: "Cohort: also divide by the standard deviation" },
    keep: cohortOptions.keep,
    threads: cohortOptions.threads,
    log: { value: "FILE", help: "Cohort: write a line for each row of each score, and what became of it" },
    format: { value: "text|json|sscore", help: "Default: text for a genome, sscore (plink2's columns) for a cohort" },
    date: { value: "YYYY-MM-DD", help: "Date the answers are counted from (default: today)" },
    out: { value: "FILE", help: "Write there (default: standard output)" },
  },
  notes: [
    "GENOTYPES is the prefix of PLINK's .bed, .bim and .fam, a VCF or gVCF, or a consumer's raw data; `-` reads standard input.",
    "A person's score never depends on who else is in the file. Genotypes that were not seen are filled only from frequencies",
    "given with --read-freq or held by a pack, and widen the interval; otherwise the sum is of the rows seen.",
  ],
  run,
};

async function run(given: Given): Promise<void> {
  const [path, ...more] = given.operands;
  if (path === undefined || more.length > 0) throw new UsageError("score needs one file of genotypes");
  const prefix = path.replace(/\.(?:bed|bim|fam)$/, "");
  const isPlink = path !== "-" && (existsSync(`${prefix}.bed`) || prefix !== path);
  const weights = await weightsNamed(given);
  try {
    if (isPlink) await runCohort(given, prefix, weights);
    else await runPeople(given, path, weights);
  } finally {
    await weights.close();
  }
}

function rulesIn(given: Given): MatchRules {
  return {
    ...matchRules,
    palindromic: (given.value("palindromic") ?? matchRules.palindromic) as MatchRules["palindromic"],
    duplicates: (given.value("duplicates") ?? matchRules.duplicates) as MatchRules["duplicates"],
  };
}

async function runCohort(given: Given, prefix: string, { files, packs }: Weights): Promise<void> {
  if (packs.length > 0) throw new UsageError("a score pack is for one person's genome; give a cohort the scoring file");
  for (const option of ["complete", "fa", "sample"])
    if (given.flag(option) || given.value(option) !== undefined || given.values(option).length > 0)
      throw new UsageError(`--${option} is for a genome, not for PLINK's files`);
  const build = buildIn(given);
  const isElsewhere = files.some((file) => file.hasPositions && file.build !== null && file.build !== build);
  if (build !== null && given.value("match") !== "id" && isElsewhere)
    throw new PangenicError("score-build-wrong", `the scoring file has no positions in ${build}, the stated build`);
  const format = given.value("format") ?? "sscore";
  if (format !== "sscore") throw new UsageError("a cohort's scores are written as sscore");
  const overlap = Number(given.value("min-overlap") ?? 0.75);
  if (!(overlap >= 0 && overlap <= 1)) throw new UsageError("--min-overlap must be a number from 0 to 1");
  const isOwn = given.flag("cohort-frequencies");
  const path = given.value("read-freq");
  const frequencies = path === undefined ? null : await readFrequencies(path);
  const scale = given.flag("variance-standardize") ? "standardize" : given.flag("center") ? "center" : "copies";
  if (scale !== "copies" && frequencies === null && !isOwn)
    throw new UsageError("--center and --variance-standardize need --read-freq or --cohort-frequencies");
  const logPath = given.value("log");
  const log = logPath === undefined ? null : tableFile(logPath);
  await log?.write(LOG_HEAD);
  try {
    const { scoreCohort } = await import("./cohort.ts");
    const scored = await scoreCohort(
      prefix,
      files,
      {
        by: (given.value("match") as "position" | "id" | undefined) ?? null,
        rules: rulesIn(given),
        frequencies,
        isOwn,
        scale,
        overlap,
        log,
      },
      cohortOptionsOf(given),
    );
    await writeSums(given.value("out") ?? null, scored.people, scored.files);
  } finally {
    await log?.close();
  }
}

async function runPeople(given: Given, path: string, weights: Weights): Promise<void> {
  if (given.flag("complete") && given.value("fa") === undefined && weights.files.length > 0)
    throw new UsageError(
      "--complete needs --fa, which tells the reference base of rows that the file leaves out, or a score pack",
    );
  if (given.value("reference") !== undefined && weights.packs.length === 0)
    throw new UsageError("--reference is the panel of score packs, and none is named");
  for (const option of ["cohort-frequencies", "center", "variance-standardize", "keep", "log", "match"])
    if (given.flag(option) || given.value(option) !== undefined)
      throw new UsageError(`--${option} is for PLINK's files, not for a genome`);
  const frequencies = given.value("read-freq");
  const { scorePeople } = await import("./person.ts");
  const scored = await scorePeople(path, weights, {
    rules: rulesIn(given),
    frequencies: frequencies === undefined ? null : await readFrequencies(frequencies),
    build: buildIn(given),
    samples: given.values("sample"),
    complete: given.flag("complete"),
    fasta: given.value("fa") ?? null,
    expires: aYearAfter(given.value("date") ?? new Date().toISOString().slice(0, 10)),
    ...(await forPacks(given, path, weights)),
  });
  const out = given.value("out") ?? null;
  const format = given.value("format") ?? "text";
  if (format === "sscore") await writeSums(out, peopleOf(scored), filesOf(scored));
  else {
    const text = format === "json" ? jsonOf(scored) : textOf(scored);
    if (out === null) process.stdout.write(text);
    else await writeWhole(out, text);
  }
}

/** What the first reading of the genome used is wanted for the second: together they would not fit a phone. */
function giveMemoryBack(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

/** Only packs speak of places among reference people; a scoring file needs none. */
async function forPacks(
  given: Given,
  path: string,
  { packs }: Weights,
): Promise<Pick<PersonScoring, "places" | "portability">> {
  if (packs.length === 0) return { places: null, portability: null };
  if (path === "-")
    throw new UsageError("with a score pack the genome is read twice, so it cannot come from standard input");
  const { placesIn } = await import("./place.ts");
  const digests = new Set(packs.map(({ pack }) => pack.reference.digest));
  const places = await placesIn(path, digests, given.value("reference"), given.value("fa") ?? null, fileOptions(given));
  giveMemoryBack();
  return { places, portability: await shippedPortability() };
}

function aYearAfter(date: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new UsageError("--date must be a date: YYYY-MM-DD");
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`.replace("-02-29", "-02-28");
}

function peopleOf({ people }: ScoredPeople): { familyId: string; id: string }[] {
  return people.map(({ sample }) => ({ familyId: "", id: sample }));
}

/** Sums as they are, whether or not they can be answered for: the columns tell on how many alleles they rest. */
function filesOf({ people }: ScoredPeople): FileSums[] {
  return people[0]!.scores.map(({ id }, k) => {
    const tallies = people.map(({ scores }) => scores[k]!.tally);
    return {
      names: [id],
      alleles: tallies.map(({ seen }) => 2 * seen),
      denominators: tallies.map(({ seen, filled }) => 2 * (seen + filled)),
      named: tallies.map(({ copies }) => copies),
      sums: tallies.map(({ sum }) => sum),
    };
  });
}

function jsonOf({ format, build, people }: ScoredPeople): string {
  // Tallies are for the sums of the table; the answers say what they mean.
  const told = (key: string, value: unknown): unknown => (key === "tally" ? undefined : value);
  return `${JSON.stringify({ format, build, people }, told, 2)}\n`;
}

function textOf({ people }: ScoredPeople): string {
  const several = people.length > 1;
  return people
    .flatMap(({ sample, scores }) => scores.map((score) => `${several ? `${sample}  ` : ""}${linesOf(score)}`))
    .join("");
}

function linesOf({ id, trait, matched, sum, adjusted, accuracy }: PersonScore): string {
  const { rows, matched: seen, fromBlocks, filled, missing, weightMass } = matched;
  const mass = weightMass === null ? "" : `, ${(100 * weightMass).toFixed(1)} % of the score's variance`;
  const blocks = fromBlocks > 0 ? `, ${fromBlocks} of them by reference blocks` : "";
  const rest = [filled > 0 && `${filled} filled`, missing > 0 && `${missing} missing`].filter(Boolean).join(", ");
  const lines = [
    `${id}${trait === "" ? "" : `: ${trait}`}`,
    `  rows       ${seen} of ${rows} seen${blocks}${mass}${rest === "" ? "" : `; ${rest}`}`,
  ];
  if (sum.kind === "answer") {
    const { interval } = sum.value;
    const range =
      interval === null ? "of the rows seen" : `95 % interval ${short(interval.low)} to ${short(interval.high)}`;
    lines.push(`  sum        ${short(sum.value.sum)} (${range}); it has no meaning by itself`);
  } else lines.push(`  sum        withheld: ${words(sum)}`);
  if (adjusted.kind === "answer") {
    const { percentile, percentileInterval: range } = adjusted.value;
    lines.push(
      `  percentile ${percentile.toFixed(1)} (95 % interval ${range.low.toFixed(1)} to ${range.high.toFixed(1)}) among people of the same genetic similarity`,
    );
  } else lines.push(`  percentile withheld: ${words(adjusted)}`);
  if (accuracy.kind === "answer") {
    const { basis, figure, measure, interval } = accuracy.value;
    const source = basis === "published" ? "published for this score" : "published average over other scores";
    lines.push(
      `  accuracy   ${measure} ${short(figure)} (95 % interval ${short(interval.low)} to ${short(interval.high)}), ${source}`,
    );
  } else lines.push(`  accuracy   withheld: ${words(accuracy)}`);
  return `${lines.join("\n")}\n`;
}

function words({ reason, wouldChange }: { readonly reason: string; readonly wouldChange: readonly string[] }): string {
  return `${reason.replaceAll("-", " ")}; what would change it: ${wouldChange.map((each) => each.replaceAll("-", " ")).join(", ")}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
