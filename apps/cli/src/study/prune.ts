/** `pangenic study prune`: variants that stay when correlated neighbors are thinned. */
import { prune, withPeople } from "@pangenic/engine/study";
import { writeWhole } from "../output-file.ts";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";
import { cohortNamed, cohortOperand, cohortOptions } from "./cohort.ts";

export const pruneCommand: RunnableCommand = {
  name: "study prune",
  operands: "COHORT",
  summary: "Thin variants that are correlated with their neighbors",
  options: {
    window: { value: "N", help: "Variants of a window (default: 1000)" },
    step: { value: "N", help: "Variants by which the window moves (default: 50)" },
    r2: { value: "NUMBER", help: "Thin pairs with a greater squared correlation (default: 0.05)" },
    keep: cohortOptions.keep,
    out: {
      value: "PREFIX",
      help: "Write PREFIX.prune.in and PREFIX.prune.out (default: IDs that stay, on standard output)",
    },
  },
  notes: ["The choice is that of plink2 --indep-pairwise WINDOW STEP R2, founders alone. The cohort must be sorted."],
  run,
};

async function run(given: Given): Promise<void> {
  const plan = {
    window: wholeNumber(given, "window", 1000),
    step: wholeNumber(given, "step", 50),
    r2: Number(given.value("r2") ?? 0.05),
  };
  if (!(plan.r2 >= 0 && plan.r2 <= 1)) throw new UsageError("--r2 must be a number from 0 to 1");
  const { cohort, kernel, close } = await cohortNamed(cohortOperand(given), { keep: given.value("keep") });
  try {
    const founders = cohort.people.flatMap(({ isFounder }, i) => (isFounder === false ? [] : [i]));
    const counted = founders.length === cohort.people.length ? cohort : withPeople(cohort, Int32Array.from(founders));
    const kept = await prune(counted, plan, kernel);
    const ids: [string[], string[]] = [[], []];
    for await (const { first, variants } of cohort.blocks())
      for (const [i, { id }] of variants.entries()) ids[kept[first + i] === 1 ? 0 : 1].push(`${id}\n`);
    const out = given.value("out");
    process.stderr.write(`${ids[0].length} of ${kept.length} variants stay\n`);
    if (out === undefined) process.stdout.write(ids[0].join(""));
    else
      for (const [i, ending] of ["in", "out"].entries()) await writeWhole(`${out}.prune.${ending}`, ids[i]!.join(""));
  } finally {
    await close();
  }
}

function wholeNumber(given: Given, name: string, otherwise: number): number {
  const value = Number(given.value(name) ?? otherwise);
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} must be a whole number from 1`);
  return value;
}
