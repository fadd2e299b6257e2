/** `pangenic`: results on stdout, the rest on stderr; exit 0 done, 1 a problem in the data, 2 a wrong command line. */
import { PangenicError } from "@pangenic/engine/base";
import { check } from "./check.ts";
import { pgx } from "./pgx.ts";
import { report } from "./report.ts";
import { commands, type Given, help, parse, UsageError } from "./usage.ts";

const run: Record<string, (given: Given) => Promise<void>> = { report, pgx, check };

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(help(commands.find((c) => c.name === args[0])));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((c) => c.name === name);
  if (!command) throw new UsageError(`there is no such command; pangenic --help lists them`);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(help(command));
    return 0;
  }
  await run[name]!(parse(command, args));
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
  process.exit(error.code === "EPIPE" ? 0 : 1);
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
