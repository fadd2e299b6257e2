/** `evidence/README.md` from the figures beside it, whichever command wrote them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Row = Readonly<Record<string, unknown>>;

const folder = join(import.meta.dirname, "../../evidence");
/** A cell as it is printed. */
const of = (row: Row, name: string): string => String(row[name]);
const read = (name: string): Row => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Row;

interface Table {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

function text({ title, note, columns, rows }: Table): string {
  const line = (cells: readonly unknown[]): string => `| ${cells.join(" | ")} |`;
  return [`## ${title}`, "", note, "", line(columns), `|${"---|".repeat(columns.length)}`, ...rows.map(line), ""].join(
    "\n",
  );
}

/** One row per gene, one column per group. */
function byGene(title: string, note: string, rows: readonly Row[], cell: (row: Row) => unknown): Table {
  const genes = [...new Set(rows.map((row) => row["gene"]))];
  const columns = [...new Set(rows.map((row) => row["group"] as string))];
  const at = (gene: unknown, group: string): unknown =>
    cell(rows.find((row) => row["gene"] === gene && row["group"] === group)!);
  return {
    title,
    note,
    columns: ["gene", ...columns],
    rows: genes.map((gene) => [gene, ...columns.map((group) => at(gene, group))]),
  };
}

function medicines(): Table[] {
  const agreement = read("accuracy")["rows"] as readonly Row[];
  const usable = read("equity")["rows"] as readonly Row[];
  const asked = (input: string, how: string): readonly Row[] =>
    usable.filter((row) => row["input"] === input && row["asked"] === how);
  return [
    byGene(
      "Agreement with the GeT-RM consensus",
      "88 people, genotypes of the 30x panel. SAS: no person in the reference material. CYP2B6: the panel lacks rs2279343, so *6 reads as *9. CYP2C19, CYP4F2 and SLCO1B1: names newer than the consensus count as disagreement.",
      agreement,
      (row) => (row["n"] === 0 ? "not measured" : `${of(row, "agree")} of ${of(row, "n")}`),
    ),
    byGene(
      "Usable answers, whole genome without phase, group stated",
      "597 people. Usable: a phenotype that is not indeterminate, and no abstention. Refusing is a disparity too.",
      asked("genome", "group-stated"),
      (row) => row["usableShare"],
    ),
    byGene(
      "Answers that hold well, AMP tier-1 positions only, group stated",
      "What a targeted test of the recommended minimum leaves, for the same people.",
      asked("AMP tier-1 positions", "group-stated"),
      (row) => row["wellShare"],
    ),
  ];
}

const shareIn = (cell: unknown): unknown =>
  cell === null || cell === undefined ? "not measured" : (cell as Row)["share"];

function similarity(): Table[] {
  const found = read("similarity");
  const cards = found["cards"] as Readonly<Record<string, readonly Row[]>>;
  const told = (rows: readonly Row[], name: string): (readonly unknown[])[] =>
    rows.map((row) => [
      row[name],
      (row["calledOutside"] as Row)["people"],
      shareIn(row["calledOutside"]),
      row["today"] ?? "",
    ]);
  const answered = found["usableAnswers"] as readonly Row[];
  const inputs = [...new Set(answered.map((row) => row["input"] as string))];
  return [
    ...Object.entries(cards).map(
      ([panel, rows]): Table => ({
        title: `Reference panel ${panel}: who is called outside`,
        note: "People held out of the axes that judge them, Wilson 95 % intervals. Left out: the whole population or group was taken out of the reference first.",
        columns: [
          "population",
          "people",
          "heterozygosity of sites",
          "called outside though represented",
          "called outside when left out",
        ],
        rows: rows.map((row) => [
          row["code"],
          (row["calledOutsideThoughRepresented"] as Row)["people"],
          row["heterozygosity"],
          shareIn(row["calledOutsideThoughRepresented"]),
          shareIn(row["calledOutsideWhenLeftOut"]),
        ]),
      }),
    ),
    {
      title: "A reference without South Asians and Maasai",
      note: "Phase 1 of 1000 Genomes as the reference, its threshold from its own people; people of HapMap 3 who are not in it. That the uncorrected projection is used for distances was chosen after seeing these people.",
      columns: ["people of", "people", "called outside", "today"],
      rows: told(found["referenceWithoutSouthAsiansAndMaasai"] as readonly Row[], "code"),
    },
    {
      title: "The components of pgsc_calc, its own reference",
      note: "929 HGDP people. The figures of its classifier are those of the shared notes.",
      columns: ["region", "people", "called outside", "today"],
      rows: told(found["pgscCalcComponentSpace"] as readonly Row[], "region"),
    },
    {
      title: "Usable answers of similarity by input",
      note: "People held out; a group is named. By population: `similarity.json`.",
      columns: ["input", "people", "answered", "of these the group of their sample"],
      rows: inputs.map((input) => {
        const rows = answered.filter((row) => row["input"] === input);
        const sum = (count: (row: Row) => number): number => rows.reduce((total, row) => total + count(row), 0);
        return [
          input,
          sum((row) => (row["answered"] as Row)["people"] as number),
          sum((row) => (row["answered"] as Row)["counted"] as number),
          sum((row) => row["ofTheseTheGroupOfTheirSample"] as number),
        ];
      }),
    },
  ];
}

function adjustment(): Table[] {
  const found = read("adjustment");
  return (found["spaces"] as readonly Row[]).map(
    (space): Table => ({
      title: `Adjusted scores: ${of(space, "components")}`,
      note: `Seven published scores, ${of(space, "people")} people, ten folds; every figure from people held out of the fit. Labels are used for this table alone.`,
      columns: ["method", "superpopulations: largest mean", "SD", "top 5 %", "26 populations: largest mean", "SD"],
      rows: (space["methods"] as readonly Row[]).map((method) => {
        const [large, fine] = [method["superpopulations"] as Row, method["populations"] as Row];
        const range = (cell: unknown): string => (cell as readonly number[]).join(" to ");
        return [
          method["name"],
          large["largestMean"],
          range(large["sd"]),
          range(large["topShare"]),
          `${of(fine, "largestMean")} (${of(fine, "where")})`,
          range(fine["sd"]),
        ];
      }),
    }),
  );
}

writeFileSync(
  join(folder, "README.md"),
  [
    "# What we measured about ourselves",
    "",
    `Written by \`npm run evidence\` with knowledge ${of(read("accuracy"), "knowledge")}; never edited. Shares with 95 % intervals. People of open panels (1000 Genomes, HapMap 3, HGDP); aggregates only. Speed: \`bench-*.json\`, by \`npm run bench\`.`,
    "",
    ...[...medicines(), ...similarity(), ...adjustment()].map(text),
  ].join("\n"),
);
