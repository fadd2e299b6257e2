/** `pangenic study structure`: the axes along which people differ most, and how far apart groups are. */
import { alleleWeights, type Components, exactComponents, type Fst, iteratedComponents } from "@pangenic/engine/study";
import { renderScatter } from "@pangenic/report";
import { writeWhole } from "../output-file.ts";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";
import { cohortNamed, cohortOperand, cohortOptions, cohortOptionsOf, type NamedCohort } from "./cohort.ts";
import { type Groups, groupsOf } from "./groups.ts";
import { sixDigits } from "./number.ts";
import { frequenciesOf, variantChoice } from "./structure-frequencies.ts";
import { tableFile } from "./table-file.ts";

export const structureCommand: RunnableCommand = {
  name: "study structure",
  operands: "COHORT",
  summary: "Principal components of a cohort, and F_ST between its groups",
  options: {
    pca: { value: "K", help: "Components (default: 10; 0 for none)" },
    approx: { help: "Do not write relationships down: less memory, and the mean stands in for what was not seen" },
    "allele-wts": { help: "Also write PREFIX.eigenvec.allele: weights that place further people" },
    seed: { value: "N", help: "Where the search begins (default: 1); the same seed gives the same files" },
    within: { value: "FILE", help: "A table of people and labels (IID, or FID and IID) for --fst and the figure" },
    "within-name": { value: "NAME", help: "Column of the labels (default: the first)" },
    fst: { help: "Also write PREFIX.fst.summary: Hudson's F_ST between each pair of labels" },
    blocksize: { value: "N", help: "Variants in a block of the jackknife of F_ST (default: 500)" },
    extract: { value: "FILE", help: "Only variants with these IDs" },
    "read-freq": { value: "FILE", help: "Standardize by these frequencies (plink2 --freq); others take no part" },
    ...cohortOptions,
    out: { value: "PREFIX", help: "Write PREFIX.eigenval, PREFIX.eigenvec and PREFIX.svg (default: pangenic)" },
  },
  notes: [
    "COHORT is the prefix of PLINK's .bed, .bim and .fam, or a VCF. Autosomes alone are used. Thin variants first (study prune).",
    "Tables are those of plink2 --pca and --fst. Each pair of people is compared over the variants seen in both.",
    "Weights have the sign that puts people where .eigenvec puts them: a score by them is √eigenvalue / 2 × the vector.",
    `With more than ${(3_000).toLocaleString("en-US")} people, --approx is taken.`,
  ],
  run,
};

/** Relationships of more people do not fit into memory beside the rest. */
const MOST_WRITTEN = 3_000;

async function run(given: Given): Promise<void> {
  const count = wholeNumber(given, "pca", 10);
  const seed = wholeNumber(given, "seed", 1);
  const stretch = given.flag("fst") ? Math.max(1, wholeNumber(given, "blocksize", 500)) : null;
  const within = given.value("within");
  if (stretch !== null && within === undefined) throw new UsageError("--fst compares labels: give them by --within");
  const out = given.value("out") ?? "pangenic";
  const choice = await variantChoice(given.value("extract"), given.value("read-freq"));
  const named = await cohortNamed(cohortOperand(given), cohortOptionsOf(given));
  try {
    const { cohort, runner } = named;
    const { people } = cohort;
    if (count >= people.length) throw new UsageError("--pca must be less than the number of people");
    // Everyone with a label is shown and compared, founder or not.
    const everyone = people.map((person) => ({ ...person, isFounder: true }));
    const groups = await groupsOf(everyone, within, given.value("within-name"));
    const { frequencies, fst } = await frequenciesOf(named, groups, choice, stretch);
    if (fst !== null) await writeFst(`${out}.fst.summary`, fst, groups.labels);
    if (count === 0) return;
    const isIterated = given.flag("approx") || people.length > MOST_WRITTEN;
    const components = await (isIterated ? iteratedComponents : exactComponents)(runner, cohort, {
      count,
      seed,
      frequencies,
    });
    await writeWhole(`${out}.eigenval`, Array.from(components.values, (value) => `${sixDigits(value)}\n`).join(""));
    await writeVectors(`${out}.eigenvec`, named, components);
    if (given.flag("allele-wts")) await writeWeights(`${out}.eigenvec.allele`, named, components, frequencies);
    await writeWhole(`${out}.svg`, figureOf(components, groups));
    process.stderr.write(
      `${people.length} people, ${frequencies.filter((p) => !Number.isNaN(p)).length} variants, ${count} components ${isIterated ? `in ${components.passes} passes` : "of the whole relationship matrix"}\n`,
    );
  } finally {
    await named.close();
  }
}

/** @throws UsageError */
function wholeNumber(given: Given, name: string, otherwise: number): number {
  const value = Number(given.value(name) ?? otherwise);
  if (!Number.isInteger(value) || value < 0 || value > 2 ** 31 - 1)
    throw new UsageError(`--${name} must be a whole number`);
  return value;
}

const heads = (count: number): string => Array.from({ length: count }, (_, k) => `\tPC${k + 1}`).join("");

async function writeVectors(path: string, { cohort }: NamedCohort, { values, vectors }: Components): Promise<void> {
  const width = values.length;
  const table = tableFile(path);
  await table.write(`#FID\tIID${heads(width)}\n`);
  for (const [i, { familyId, id }] of cohort.people.entries()) {
    const cells = rowText(vectors, i, width);
    await table.write(`${familyId === "" ? "0" : familyId}\t${id}\t${cells}\n`);
  }
  await table.close();
}

function rowText(matrix: Float64Array, row: number, width: number, sign: 1 | -1 = 1): string {
  const cells: string[] = [];
  for (let k = 0; k < width; k++) cells.push(sixDigits(sign * matrix[row * width + k]!));
  return cells.join("\t");
}

/** Two rows a variant, as plink2 `--pca allele-wts` has them. */
async function writeWeights(
  path: string,
  { cohort, runner }: NamedCohort,
  components: Components,
  frequencies: Float64Array,
): Promise<void> {
  const width = components.values.length;
  const table = tableFile(path);
  await table.write(`#CHROM\tID\tREF\tALT\tA1${heads(width)}\n`);
  const weights = alleleWeights(runner, cohort, components, frequencies)[Symbol.asyncIterator]();
  for await (const { variants, first } of cohort.blocks()) {
    const { rows } = (await weights.next()).value!;
    for (const [i, { chrom, id, allele1, allele2 }] of variants.entries()) {
      if (Number.isNaN(frequencies[first + i]!)) continue;
      const start = `${chrom}\t${id}\t${allele2}\t${allele1}\t`;
      await table.write(`${start}${allele2}\t${rowText(rows, i, width, -1)}\n`);
      await table.write(`${start}${allele1}\t${rowText(rows, i, width)}\n`);
    }
  }
  await table.close();
}

async function writeFst(path: string, rows: readonly Fst[], labels: readonly string[]): Promise<void> {
  const table = tableFile(path);
  await table.write("#POP1\tPOP2\tOBS_CT\tHUDSON_FST\tSE\n");
  for (const { pair, variants, fst, standardError } of rows)
    await table.write(
      `${labels[pair[0]]}\t${labels[pair[1]]}\t${variants}\t${sixDigits(fst)}\t${sixDigits(standardError)}\n`,
    );
  await table.close();
}

/** The first components by pairs, each scaled by √eigenvalue: distances in a panel are those of the relationships. */
function figureOf({ values, vectors }: Components, { labels, of }: Groups): string {
  const width = values.length;
  const places = (k: number): number[] => {
    const scale = Math.sqrt(values[k]!);
    return Array.from(of, (_, i) => vectors[i * width + k]! * scale);
  };
  const axis = (k: number): string => `PC${k + 1} (eigenvalue ${values[k]!.toPrecision(3)})`;
  const pairs = width === 1 ? [[0, 0]] : [0, 2].filter((k) => k + 1 < width).map((k) => [k, k + 1]);
  return renderScatter({
    title: "Principal components",
    labels,
    groupOf: of.map((group) => (group < labels.length ? group : -1)),
    panels: pairs.map(([a, b]) => ({ horizontal: axis(a!), vertical: axis(b!), x: places(a!), y: places(b!) })),
  });
}
