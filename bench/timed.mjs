/** What a whole process costs, for the benches: GNU time is asked, which must be installed. */
import { spawnSync } from "node:child_process";

/** Seconds of the whole process, of its CPU, and its largest memory. */
export function timed(command, args, environment = process.env) {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync("bash", ["-c", `/usr/bin/time -f '%U %S %M' "$0" "$@"`, command, ...args], {
    env: environment,
    maxBuffer: 2 ** 28,
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const told = stderr.toString().trim().split("\n");
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${told.join("\n")}`);
  const [user, system, kilobytes] = told.at(-1).split(" ").map(Number);
  return { seconds, cpu: user + system, peakMb: kilobytes / 1e3 };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** Of each figure by itself. */
export const medians = (figures) =>
  Object.fromEntries(Object.keys(figures[0]).map((name) => [name, median(figures.map((each) => each[name]))]));
