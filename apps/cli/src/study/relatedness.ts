/** `pangenic study relatedness`: kinship of every two people of a cohort, and who goes so that no two who stay are related. */
import type { CohortPerson } from "@pangenic/engine/genome";
import { kinship, kinshipTiles, relativesToDrop } from "@pangenic/engine/study";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";
import { cohortNamed, cohortOperand, cohortOptions, cohortOptionsOf } from "./cohort.ts";
import { sixDigits } from "./number.ts";
import { tableFile } from "./table-file.ts";

export const relatednessCommand: RunnableCommand = {
  name: "study relatedness",
  operands: "COHORT",
  summary: "Kinship of every two people (KING-robust), and a set of people without relatives",
  options: {
    least: { value: "NUMBER", help: "List only pairs with at least this kinship" },
    cutoff: { value: "NUMBER", help: "Also write PREFIX.king.cutoff.in.id and .out.id: no two who stay are above it" },
    ...cohortOptions,
    out: { value: "PREFIX", help: "Write PREFIX.kin0 (default: the pairs, on standard output)" },
  },
  notes: [
    "Columns are those of plink2 --make-king-table: autosomes, variants seen in both; kinship of twins is 0.5, of parents and",
    "children and of full siblings 0.25, of second-degree relatives 0.125, of third-degree 0.0625. Between people of different",
    "origin it falls below 0 and says nothing of degrees.",
  ],
  run,
};

const PAIRS = "#FID1\tIID1\tFID2\tIID2\tNSNP\tHETHET\tIBS0\tKINSHIP\n";

async function run(given: Given): Promise<void> {
  const out = given.value("out");
  const least = kinshipGiven(given, "least") ?? Number.NEGATIVE_INFINITY;
  const cutoff = kinshipGiven(given, "cutoff");
  if (cutoff !== null && out === undefined) throw new UsageError("--cutoff writes files of its own: give --out");
  const { cohort, runner, close } = await cohortNamed(cohortOperand(given), cohortOptionsOf(given));
  try {
    const { people } = cohort;
    const numbers = Int32Array.from(people.keys());
    const table = tableFile(out === undefined ? null : `${out}.kin0`, PAIRS);
    const related: [number, number][] = [];
    for (const tile of kinshipTiles(people.length)) {
      const plan = { people: numbers, ...tile, least: Math.min(least, cutoff ?? least) };
      const next = kinship.solve(await runner.summary(kinship, cohort, plan), plan);
      if ("next" in next) throw new Error("kinship has one round");
      const { first, second, seen, bothHet, ibs0, kinship: found } = next.result;
      for (const [row, value] of found.entries()) {
        const [i, j] = [second[row]!, first[row]!];
        if (cutoff !== null && value > cutoff) related.push([j, i]);
        if (least !== Number.NEGATIVE_INFINITY && !(value >= least)) continue;
        const count = seen[row]!;
        const cells = [count, sixDigits(bothHet[row]! / count), sixDigits(ibs0[row]! / count), sixDigits(value)];
        await table.write(`${nameOf(people[i]!)}\t${nameOf(people[j]!)}\t${cells.join("\t")}\n`);
      }
    }
    await table.close();
    if (cutoff !== null) await writeCutoff(people, relativesToDrop(people.length, related), `${out}.king.cutoff`);
  } finally {
    await close();
  }
}

async function writeCutoff(people: readonly CohortPerson[], dropped: Uint8Array, prefix: string): Promise<void> {
  for (const [value, ending] of ["in", "out"].entries()) {
    const table = tableFile(`${prefix}.${ending}.id`, "#FID\tIID\n");
    for (const [i, person] of people.entries()) if (dropped[i] === value) await table.write(`${nameOf(person)}\n`);
    await table.close();
  }
  const gone = dropped.reduce((sum, each) => sum + each, 0);
  process.stderr.write(`${gone} of ${people.length} people go so that no two who stay are related\n`);
}

function nameOf({ familyId, id }: CohortPerson): string {
  return `${familyId === "" ? "0" : familyId}\t${id}`;
}

function kinshipGiven(given: Given, name: string): number | null {
  const text = given.value(name);
  if (text === undefined) return null;
  const value = Number(text);
  if (!(value <= 0.5 && value >= -10)) throw new UsageError(`--${name} must be a kinship, at most 0.5`);
  return value;
}
