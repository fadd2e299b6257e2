/** `pangenic study representation`: who is in this study, against the people it is meant for. */
import { PangenicError } from "@pangenic/engine/base";
import { columnOf, readPeopleTable } from "@pangenic/engine/genome";
import {
  type DisclosedRepresentation,
  disclosed,
  type GroupRepresentation,
  type Measure,
  mergeTallies,
  type Participant,
  type Recruitment,
  representationOf,
  type Tally,
  type Transferability,
  tallyOf,
  transferabilityOf,
} from "@pangenic/engine/study";
import { shippedPortability } from "../slices.ts";
import { textFile } from "../text-file.ts";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";

export const representation: RunnableCommand = {
  name: "study representation",
  operands: "PEOPLE…",
  summary: "Who is in this study against a target population, what that is worth, and whom to invite next",
  options: {
    within: { value: "NAME", help: "Column of PEOPLE with the group (default: the first)" },
    target: { value: "FILE", help: "Target population, tab-separated: group, share (needed)" },
    cases: { value: "NAME", help: "Column with case status: 2 or 1 (case, control), 1 or 0" },
    published: {
      value: "GROUP=NAME",
      many: true,
      help: "Which published group yours is: adds expected transferability",
    },
    measure: { value: "WHAT:WIDTH", many: true, help: "A figure to be measured in every group, and the width wanted" },
    smallest: { value: "N", help: "Hide groups with fewer people, 0 hides none (default: 20)" },
    format: { value: "tsv|json", help: "Output format (default: tsv)" },
  },
  notes: [
    "PEOPLE are tables with a head: IID (or FID and IID), then columns; several tables are several institutions' people.",
    "--measure frequency=0.01:0.005, r2=0.1:0.05, auc=0.7@0.1:0.05 (at 10 % cases), effect@0.2:0.02 (at allele frequency 0.2).",
    "--published says that GROUP is NAME of Privé et al. 2022 (United Kingdom, Poland, Italy, Iran, India, China, Caribbean,",
    "Nigeria, Ashkenazi): expected accuracy of a score made from this cohort, where nearly all of it is of their training group.",
    "Groups are the study's own. A person without a group is counted apart and never spread over the others.",
  ],
  async run(given) {
    const within = given.value("within") ?? null;
    const targetFile = given.value("target");
    const smallest = Number(given.value("smallest") ?? 20);
    if (given.operands.length === 0 || targetFile === undefined)
      throw new UsageError("name at least one table of people, and the target population with --target");
    if (!Number.isInteger(smallest) || smallest < 0) throw new UsageError("--smallest must be a whole number");
    if (new Set(given.operands).size < given.operands.length)
      throw new UsageError("a table of people is named twice: its people would count twice");
    const precision = given.values("measure").map(measureOf);
    let tally: Tally = [];
    for (const path of given.operands)
      tally = mergeTallies(
        tally,
        tallyOf(participants(await textFile(path, "the table of people"), within, given.value("cases") ?? null)),
      );
    const whole = representationOf(tally, {
      target: targetOf(await textFile(targetFile, "the target population")),
      precision,
      transferability: await transferability(tally, given.values("published")),
    });
    const counts = new Map(
      tally.flatMap(({ group, cases, controls }) => (group === null ? [] : [[group, [cases, controls]]])),
    );
    const shown = disclosed(whole, counts, smallest);
    process.stdout.write(given.value("format") === "json" ? `${JSON.stringify(shown, null, 2)}\n` : tableOf(shown));
    summarize(shown, given);
  },
};

/** @throws UsageError */
async function transferability(tally: Tally, asked: readonly string[]): Promise<ReadonlyMap<string, Transferability>> {
  if (asked.length === 0) return new Map();
  const facts = await shippedPortability();
  const figures = new Map(facts.groups.map(({ group, figure }) => [group, figure]));
  const names = new Map(
    asked.map((pair): [string, string] => {
      const at = pair.lastIndexOf("=");
      const name = pair.slice(at + 1);
      if (at < 1 || !figures.has(name)) throw new UsageError("--published is GROUP=NAME, NAME being a published group");
      return [pair.slice(0, at), name];
    }),
  );
  const { trainedIn, leftOutError: error, source } = facts;
  const found = transferabilityOf(tally, names, { madeIn: trainedIn.group, figures, error, source: source.name });
  if (found.size === 0)
    process.stderr.write(
      `Expected transferability is not known: published figures are of scores made in ${trainedIn.group} alone.\n`,
    );
  return found;
}

function participants(table: string, within: string | null, cases: string | null): Participant[] {
  const people = readPeopleTable(table);
  const groups = columnOf(people, within);
  const status = cases === null ? null : columnOf(people, cases);
  const codes = new Set([...(status?.values() ?? [])].filter((code) => code !== null && code !== "-9"));
  const caseCode = codes.has("2") ? "2" : "1";
  const controlCode = codes.has("2") ? "1" : "0";
  if ([...codes].some((code) => code !== caseCode && code !== controlCode))
    throw new PangenicError("people-table-invalid", "case status is 2 and 1, or 1 and 0", { field: cases ?? "" });
  return people.ids.map((id) => {
    const code = status?.get(id) ?? null;
    return { group: groups.get(id) ?? null, isCase: code === caseCode ? true : code === controlCode ? false : null };
  });
}

/** @throws PangenicError `target-invalid`. */
function targetOf(table: string): Map<string, number> {
  const target = new Map<string, number>();
  for (const [i, line] of table
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (line === "" || line.startsWith("#") || (i === 0 && line.startsWith("group\tshare"))) continue;
    const [group, share, ...more] = line.split("\t");
    if (
      !group ||
      share === undefined ||
      more.length > 0 ||
      !Number.isFinite(Number.parseFloat(share)) ||
      target.has(group)
    )
      throw new PangenicError("target-invalid", "each line holds a group, given once, and its share", { line: i + 1 });
    target.set(group, Number(share));
  }
  if (target.size === 0) throw new PangenicError("target-invalid", "the target population has no group");
  return target;
}

/** @throws UsageError */
function measureOf(asked: string): { measure: Measure; width: number } {
  const [, kind, value, at, width] = /^([a-z0-9]+)(?:=([\d.]+))?(?:@([\d.]+))?:([\d.]+)$/.exec(asked) ?? [];
  const inside = (text: string | undefined, low: number): number => {
    const number = Number(text);
    if (text === undefined || !(number > low && number < 1))
      throw new UsageError(`--measure ${asked}: a value lies outside its range`);
    return number;
  };
  const wanted = Number(width);
  if (!(wanted > 0)) throw new UsageError("--measure looks like r2=0.1:0.05; see --help");
  if (kind === "frequency" || kind === "r2") return { measure: { kind, value: inside(value, 0) }, width: wanted };
  if (kind === "auc") return { measure: { kind, value: inside(value, 0.5), caseShare: inside(at, 0) }, width: wanted };
  if (kind === "effect") return { measure: { kind, frequency: inside(at, 0) }, width: wanted };
  throw new UsageError("--measure knows frequency, r2, auc and effect");
}

const round = (value: number): string => String(Number(value.toPrecision(6)));

function nameOf({ measure }: Recruitment): string {
  if (measure.kind === "auc") return `auc=${measure.value}@${measure.caseShare}`;
  return measure.kind === "effect" ? `effect@${measure.frequency}` : `${measure.kind}=${measure.value}`;
}

const columns =
  "group people share share_lo share_hi target_share ratio ratio_lo ratio_hi effective_size relative_r2 relative_r2_lo relative_r2_hi measure width_now width_wanted more_people";

function tableOf(shown: DisclosedRepresentation): string {
  const rows = shown.groups.flatMap((row) =>
    "hidden" in row
      ? [
          [
            row.group,
            `hidden:<${shown.fewerThan}`,
            "",
            "",
            "",
            row.targetShare === null ? "" : round(row.targetShare),
            ...Array(11).fill(""),
          ],
        ]
      : rowsOf(row),
  );
  return `${[columns.split(" "), ...rows].map((row) => row.join("\t")).join("\n")}\n`;
}

function rowsOf(row: GroupRepresentation): string[][] {
  const { ratio, transferability: expected } = row;
  const first = [
    row.group,
    String(row.people),
    ...[row.share, row.shareInterval.low, row.shareInterval.high].map(round),
    row.targetShare === null ? "" : round(row.targetShare),
    ...(ratio === null ? ["", "", ""] : [ratio.value, ratio.interval.low, ratio.interval.high].map(round)),
    round(row.effectiveSize),
    ...(expected === null ? ["", "", ""] : [expected.figure, expected.interval.low, expected.interval.high].map(round)),
  ];
  if (row.recruitment.length === 0) return [[...first, "", "", "", ""]];
  return row.recruitment.map((plan) => [
    ...first,
    nameOf(plan),
    plan.widthNow === null ? "none" : round(plan.widthNow),
    round(plan.width),
    plan.morePeople === null ? "out of reach" : String(plan.morePeople),
  ]);
}

/** For the reader at the terminal; the table is on stdout. */
function summarize(shown: DisclosedRepresentation, given: Given): void {
  const lines = [
    `${shown.people === null ? "" : `${shown.people} people. `}Worth a representative sample of ${round(shown.effectiveSizeForTarget)} people of the target population.`,
    ...(shown.targetAbsent > 0
      ? [
          `${round(100 * shown.targetAbsent)} % of the target population have no one in this study: nothing here is measured for them.`,
        ]
      : []),
    ...(shown.groupUnknown
      ? [`${shown.groupUnknown} people have no group in ${given.value("within") ?? "the first column"}.`]
      : []),
  ];
  process.stderr.write(`${lines.join("\n")}\n`);
}
