/** What the command line accepts: one table per command, from which parsing and `--help` are both made. */
import { parseArgs } from "node:util";

interface Option {
  /** What `--help` calls the value; absent for a flag. */
  readonly value?: string;
  readonly many?: boolean;
  readonly help: string;
}

export interface Command {
  /** What is typed after `pangenic`: one word, or two. */
  readonly name: string;
  readonly operands: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly notes: readonly string[];
}

/** The user's command line is wrong: exit code 2. */
export class UsageError extends Error {}

const complete: Option = {
  help: "You declare the file a complete genome: absent rows count as reference, and are marked so",
};
const threads: Option = { value: "N", help: "Read a BGZF file with N threads (default: 1, the least memory)" };
const person: Option = { value: "FILE", help: "person.json: what the person states (docs/person.md)" };
const outside: Option = { value: "FILE", help: "Laboratory calls, tab-separated (docs/outside-calls.md)" };

export const commands: readonly Command[] = [
  {
    name: "report",
    operands: "[GENOME]",
    summary: "Write the report of one person: medicines (report.html, .json) and similarity (similarity.html, .json)",
    options: {
      person,
      outside,
      sample: { value: "NAME", many: true, help: "Which sample of a file with several" },
      complete,
      fa: { value: "FILE", help: "Reference FASTA with .fai: places a whole genome more finely among tested people" },
      weights: { value: "FILE", many: true, help: "A score pack or scoring file to say something of; may be repeated" },
      threads,
      date: { value: "YYYY-MM-DD", help: "Date to print and to compute the age from (default: today)" },
      out: { value: "DIR", help: "Folder to write to (default: report)" },
    },
    notes: [
      "GENOME is a VCF or gVCF (plain, gzip, BGZF; GRCh37 or GRCh38) or a raw file of 23andMe, AncestryDNA, MyHeritage or",
      "FamilyTreeDNA; `-` reads standard input. Without GENOME, --outside alone gives the report.",
    ],
  },
  {
    name: "pgx",
    operands: "GENOME…",
    summary: "Print every gene's call, and how well it holds, for every sample",
    options: {
      person: { ...person, help: `${person.help}; for files with one sample` },
      outside,
      sample: { value: "NAME", many: true, help: "Only this sample; may be repeated" },
      genes: { value: "LIST", help: "Only these genes, separated by commas" },
      "all-matches": { help: "Every diplotype that fits, best first, not only the best" },
      combinations: { help: "Name strands that carry several alleles, or an allele and left-over variants" },
      complete,
      threads,
      format: { value: "tsv|json", help: "Output format (default: tsv)" },
    },
    notes: [
      "Columns: sample gene diplotype phenotype activity_score seen_positions missing_positions status holds group n residual_risk residual_hi.",
      "Ties are joined by ` OR `, unphased allele lists by ` AND `, alleles on one strand as `[a + b]`; `no call` where there is none.",
    ],
  },
  {
    name: "check",
    operands: "GENOME",
    summary: "Say what the file is, what was seen in it and what not",
    options: {
      person,
      complete,
      threads,
      format: { value: "text|json", help: "Output format (default: text)" },
    },
    notes: [],
  },
];

/** Commands that are loaded when they are asked for; each file there holds a command's usage and its work. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
}

export const groups: readonly CommandGroup[] = [
  { name: "similarity", summary: "Say which reference people a genome is most like, and how far from them it lies" },
  { name: "score", summary: "Polygenic scores of a person or a cohort; `score prepare` makes a score pack" },
  {
    name: "study",
    summary: "Study many people: frequency, structure, relatedness, association, meta, representation, reference",
  },
];

/** Usage of a command together with its work. */
export interface RunnableCommand extends Command {
  run(given: Given): Promise<void>;
}

/** Each is loaded when it is asked for: no command waits for what others need. */
export type CommandLoaders = Readonly<Record<string, () => Promise<RunnableCommand>>>;

export function help(command?: Command): string {
  if (!command) {
    const width = Math.max(...[...commands, ...groups].map(({ name }) => name.length));
    return [
      "pangenic: which medicines suit this genome, and how well each answer holds for people like this person",
      "",
      "Usage: pangenic COMMAND [OPTIONS]",
      "",
      ...[...commands, ...groups].map((c) => `  ${c.name.padEnd(width)} ${c.summary}`),
      "",
      "pangenic COMMAND --help tells more. Exit codes: 0 done, 1 a problem in the data, 2 a wrong command line.",
      "Everything runs on this machine; nothing is sent anywhere.",
      "",
    ].join("\n");
  }
  const line = ([name, option]: [string, Option]) =>
    `  ${`--${name}${option.value ? ` ${option.value}` : ""}`.padEnd(22)} ${option.help}`;
  return [
    `Usage: pangenic ${command.name} ${command.operands} [OPTIONS]`,
    "",
    command.summary,
    "",
    ...Object.entries(command.options).map(line),
    `  ${"--help".padEnd(22)} This text`,
    ...(command.notes.length > 0 ? ["", ...command.notes] : []),
    "",
  ].join("\n");
}

export interface Given {
  readonly operands: readonly string[];
  flag(name: string): boolean;
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/** @throws UsageError for an unknown option, a missing value or a wrong choice. */
export function parse(command: Command, args: readonly string[]): Given {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [
      name,
      { type: option.value ? ("string" as const) : ("boolean" as const), multiple: option.many ?? false },
    ]),
  );
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split(".")[0]);
  }
  const { values } = parsed;
  for (const [name, option] of Object.entries(command.options)) {
    const choices = option.value?.includes("|") ? option.value.split("|") : null;
    if (choices && values[name] !== undefined && !choices.includes(values[name] as string))
      throw new UsageError(`--${name} must be ${choices.join(" or ")}`);
  }
  return {
    operands: parsed.positionals,
    flag: (name) => values[name] === true,
    value: (name) => values[name] as string | undefined,
    values: (name) => (values[name] as string[] | undefined) ?? [],
  };
}
