/**
 * One person's whole genome: genetic similarity and ten score packs of a million rows each, in one run of the built command.
 * `node bench/person.mjs [--lines 5000000] [--rows 1000000] [--packs 10] [--runs 3] [--out FILE.json]`; inputs are made once,
 * below .cache/bench. Goal: at most 10 s on one core, at most 150 MB. Every sum is compared with one added up plainly when the
 * packs were drawn.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

const { argv } = process;
const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
const lines = Number(option("--lines", "5000000"));
const rows = Number(option("--rows", "1000000"));
const packs = Number(option("--packs", "10"));
const runs = Number(option("--runs", "3"));
const out = option("--out", null);
const goals = { seconds: 10, peakMb: 150 };

const root = join(import.meta.dirname, "..");
const folder = join(root, ".cache/bench");
mkdirSync(folder, { recursive: true });
const genome = join(folder, `sparse-${lines}.vcf.gz`);
if (!existsSync(genome)) {
  const input = join(import.meta.dirname, "vcf-input.mjs");
  execFileSync("bash", ["-c", `set -o pipefail; node ${input} sparse ${lines} 7 | bgzip -c > ${genome}.part`]);
  renameSync(`${genome}.part`, genome);
}

/** Packs name the panel: another panel, other packs. */
const panel = readFileSync(join(root, "packages/knowledge/data/panel/main.bin.gz"));
const mark = join(folder, `person-${lines}-${rows}-${packs}.panel`);
const digest = createHash("sha256").update(panel).digest("hex");
const pack = (i, kind) => join(folder, `person-${rows}-${i + 1}.${kind}`);
if (!existsSync(mark) || readFileSync(mark, "utf8") !== digest) {
  const input = join(import.meta.dirname, "person-input.mjs");
  execFileSync(process.execPath, ["--max-old-space-size=8000", input, genome, packs, rows, 7, folder]);
  writeFileSync(mark, digest);
}

/** One core alone, where the system can be told so. */
const pinned = spawnSync("taskset", ["-c", "0", "true"]).status === 0;
const weights = Array.from({ length: packs }, (_, i) => ["--weights", pack(i, "pack")]).flat();
const command = [
  ...(pinned ? ["taskset", "-c", "0"] : []),
  process.execPath,
  join(root, "apps/cli/bin/pangenic.mjs"),
  "score",
  genome,
  ...weights,
  "--complete",
  "--date",
  "2026-11-22",
  "--format",
  "json",
];

function timed() {
  const started = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync("/usr/bin/time", ["-f", "%M %U %S", ...command], { maxBuffer: 2 ** 26 });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const told = stderr.toString().trim().split("\n");
  if (status !== 0) throw new Error(told.join("\n"));
  const [peak, user, system] = told.at(-1).split(" ").map(Number);
  return { seconds, cpu: user + system, peakMb: peak / 1024, answer: JSON.parse(stdout.toString()) };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const results = Array.from({ length: runs }, timed);
const { scores } = results[0].answer.people[0];
const differences = scores.map((score, i) => {
  const { sum, rows: count } = JSON.parse(readFileSync(pack(i, "json"), "utf8"));
  if (score.sum.kind !== "answer" || score.matched.rows !== count) return Number.POSITIVE_INFINITY;
  return Math.abs(score.sum.value.sum - sum) / Math.max(1, Math.abs(sum));
});
const agree = Math.max(...differences) < 1e-10;
const report = {
  bench: "person",
  machine: { cpu: cpus()[0].model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) },
  node: process.version,
  runs,
  figures: "medians of whole processes; one core, similarity to the shipped panel and all scores in one run",
  genome: { lines, storedMb: statSync(genome).size / 1e6 },
  packs: { count: packs, rows, storedMb: statSync(pack(0, "pack")).size / 1e6 },
  pinned,
  seconds: median(results.map(({ seconds }) => seconds)),
  cpu: median(results.map(({ cpu }) => cpu)),
  peakMb: Math.max(...results.map(({ peakMb }) => peakMb)),
  goals,
  agree,
  largestDifference: Math.max(...differences),
  answers: Object.fromEntries(
    ["sum", "adjusted"].map((part) => [part, scores.filter((score) => score[part].kind === "answer").length]),
  ),
};
process.stderr.write(
  `${packs} scores of ${rows} rows and similarity: ${report.seconds.toFixed(2)} s (goal ${goals.seconds} s), CPU ${report.cpu.toFixed(2)} s, ${report.peakMb.toFixed(0)} MB (goal ${goals.peakMb} MB), ${agree ? "same" : "OTHER"} sums\n`,
);
const text = `${JSON.stringify(report, null, 2)}\n`;
if (out === null) process.stdout.write(text);
else writeFileSync(out, text);
if (!agree) process.exitCode = 1;
