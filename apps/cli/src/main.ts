/** `pangenic`: results on stdout, the rest on stderr; exit 0 done, 1 a problem in the data, 2 a wrong command line. */
import { PangenicError } from "@pangenic/engine/base";
import { scoreCommands } from "./score/commands.ts";
import { similarityCommands } from "./similarity/commands.ts";
import { studyCommands } from "./study/commands.ts";
import { commands, type Given, help, parse, type RunnableCommand, UsageError } from "./usage.ts";

const run: Record<string, (given: Given) => Promise<void>> = {
  report: async (given) => (await import("./report.ts")).report(given),
  pgx: async (given) => (await import("./pgx.ts")).pgx(given),
  check: async (given) => (await import("./check.ts")).check(given),
};

const loaders: ReadonlyMap<string, () => Promise<RunnableCommand>> = new Map([
  ...commands.map((command) => [command.name, async () => ({ ...command, run: run[command.name]! })] as const),
  ...[similarityCommands, scoreCommands, studyCommands].flatMap((group) => Object.entries(group)),
]);

/** Two words where a command of that name exists, else one. */
async function runnable(
  name: string,
  args: readonly string[],
): Promise<{ command: RunnableCommand; rest: readonly string[] }> {
  const two = loaders.get(`${name} ${args[0]}`);
  if (two !== undefined) return { command: await two(), rest: args.slice(1) };
  const one = loaders.get(name);
  if (one !== undefined) return { command: await one(), rest: args };
  const group = [...loaders].filter(([known]) => known.startsWith(`${name} `));
  if (group.length === 0) throw new UsageError("there is no such command; pangenic --help lists them");
  const known = await Promise.all(group.map(([, load]) => load()));
  const lines = known.map((command) => `  ${command.name.padEnd(22)} ${command.summary}`);
  throw new UsageError(`${name} is followed by what to do:\n${lines.join("\n")}`);
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const [of, ...rest] = args;
    process.stdout.write(of === undefined ? help() : help((await runnable(of, rest)).command));
    return name === undefined ? 2 : 0;
  }
  const { command, rest } = await runnable(name, args);
  if (rest.includes("--help") || rest.includes("-h")) process.stdout.write(help(command));
  else await command.run(parse(command, rest));
  return 0;
}

/** Place and rule; never what stood there. */
function lineOf(error: PangenicError): string {
  const { line, offset, site, field } = error.place;
  const place = [
    site,
    field && `field ${field}`,
    line !== undefined && `line ${line}`,
    offset !== undefined && `byte ${offset}`,
  ].filter(Boolean);
  return `pangenic: ${error.message}${place.length > 0 ? ` (${place.join(", ")})` : ""} [${error.code}]\n  see docs/errors.md#${error.code}\n`;
}

// A reader that has seen enough (`| head`) ends the work without a word.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`pangenic: standard output cannot be written (${error.code ?? "unknown"}) [file-unwritable]\n`);
  process.exit(1);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`pangenic: ${error.message}\n`);
    process.exitCode = 2;
  } else if (error instanceof PangenicError) {
    process.stderr.write(lineOf(error));
    process.exitCode = 1;
  } else if (typeof (error as NodeJS.ErrnoException).syscall === "string") {
    process.stderr.write(`pangenic: a file cannot be written (${(error as NodeJS.ErrnoException).code})\n`);
    process.exitCode = 1;
  } else {
    // A defect of ours: the stack helps us; it holds code, not data.
    process.stderr.write(`pangenic: internal error\n${(error as Error).stack?.replace(/^.*\n/, "") ?? ""}\n`);
    process.exitCode = 1;
  }
}
