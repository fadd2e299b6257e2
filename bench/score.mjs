/**
 * Scores of everyone in a cohort: `pangenic score` beside `plink2 --score`, whole processes, one thread and two.
 * `node bench/score.mjs [--runs 5] [--small] [--out FILE.json]`; inputs are made once, below .cache/bench.
 * Equal work: the same `.bed`, rows found by ID and allele, genotypes not seen filled with the cohort's mean, the same columns
 * written. Every sum and count of every person is compared, to the six digits that plink2 prints.
 */
import { execFileSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { randomFrom } from "@pangenic/engine/base";
import { medians, timed } from "./timed.mjs";

const { argv } = process;
const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
const runs = Number(option("--runs", "5"));
const out = option("--out", null);
// A trial of the bench itself: shapes too small to tell anything of speed.
const shapes = argv.includes("--small")
  ? [{ people: 501, variants: 4_000, seed: 1, goal: 3 }]
  : [
      { people: 2_504, variants: 200_000, seed: 1, goal: 3 },
      { people: 50_000, variants: 50_000, seed: 2, goal: 8 },
    ];
const SCORES = 10;

const root = join(import.meta.dirname, "..");
const folder = join(root, ".cache/bench");
mkdirSync(folder, { recursive: true });
const environment = { ...process.env, OPENBLAS_NUM_THREADS: "1" };

/** Genotypes by plink2 --dummy (1 in 100 not seen), weights from our own generator: for every variant, of its first allele. */
function made({ people, variants, seed }) {
  const prefix = join(folder, `score-${people}-${variants}`);
  const weights = (count) => `${prefix}-${count}.tsv`;
  if (!existsSync(weights(SCORES))) {
    const dummy = ["--dummy", String(people), String(variants), "0.01", "acgt", "--seed", String(seed)];
    execFileSync("plink2", [...dummy, "--make-bed", "--out", prefix]);
    const rows = readFileSync(`${prefix}.bim`, "latin1").trimEnd().split("\n");
    for (const count of [1, SCORES]) {
      const random = randomFrom(seed);
      const names = Array.from({ length: count }, (_, k) => `W${k + 1}`);
      const file = openSync(`${weights(count)}.part`, "w");
      writeSync(file, `ID\tA1\t${names.join("\t")}\n`);
      for (const row of rows) {
        const [, id, , , allele] = row.split("\t");
        writeSync(file, `${id}\t${allele}\t${names.map(() => (0.02 * (random() - 0.5)).toPrecision(8)).join("\t")}\n`);
      }
      closeSync(file);
      execFileSync("mv", [`${weights(count)}.part`, weights(count)]);
    }
  }
  return { prefix, weights };
}

function table(file) {
  const [head, ...lines] = readFileSync(file, "latin1")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  const columns = head.map((name) => name.replace(/^#/, ""));
  return { columns, rows: lines };
}

/** Counts of both sides, and averages and sums by their order. @returns cells compared, and how many differ in a printed digit. */
function compared(oursFile, theirsFile) {
  const [ours, theirs] = [table(oursFile), table(theirsFile)];
  const pairs = ["ALLELE_CT", "NAMED_ALLELE_DOSAGE_SUM"].map((name) => [name, name]);
  for (const kind of ["_AVG", "_SUM"]) {
    const of = ({ columns }) => columns.filter((name) => name.endsWith(kind) && name !== "NAMED_ALLELE_DOSAGE_SUM");
    const [a, b] = [of(ours), of(theirs)];
    if (a.length !== b.length) throw new Error("the two sides wrote other columns");
    for (const [i, name] of a.entries()) pairs.push([name, b[i]]);
  }
  if (ours.rows.length !== theirs.rows.length) throw new Error("the two sides wrote other people");
  let differ = 0;
  for (const [a, b] of pairs.map(([a, b]) => [ours.columns.indexOf(a), theirs.columns.indexOf(b)]))
    for (const [i, row] of ours.rows.entries()) {
      const [found, printed] = [Number(row[a]), Number(theirs.rows[i][b])];
      const unit = printed === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(printed))) - 5);
      // Half a unit of the sixth digit, and a little for sums that end near its middle.
      if (!(Math.abs(found - printed) <= 0.501 * unit)) differ++;
    }
  return { cells: pairs.length * ours.rows.length, differ };
}

const program = join(root, "apps/cli/bin/pangenic.mjs");
const results = [];
for (const shape of shapes) {
  const { prefix, weights } = made(shape);
  for (const scores of [1, SCORES])
    for (const threads of [1, 2]) {
      const files = { ours: `${prefix}-ours.sscore`, theirs: `${prefix}-theirs` };
      const last = scores === 1 ? "3" : `3-${2 + scores}`;
      const ours = [program, "score", prefix, "--weights", weights(scores), "--weights-columns", `1,2,${last}`];
      ours.push("--match", "id", "--palindromic", "keep", "--cohort-frequencies", "--threads", String(threads));
      ours.push("--out", files.ours);
      const theirs = ["--threads", String(threads), "--bfile", prefix, "--out", files.theirs];
      theirs.push("--score", weights(scores), "1", "2", "header-read", "cols=+scoresums", "--score-col-nums", last);
      // Turn by turn, so that a busy machine troubles both alike.
      const rounds = Array.from({ length: runs }, () => ({
        ours: timed(process.execPath, ours, environment),
        theirs: timed("plink2", theirs, environment),
      }));
      const agreement = compared(files.ours, `${files.theirs}.sscore`);
      for (const file of [files.ours, `${files.theirs}.sscore`, `${files.theirs}.log`]) rmSync(file);
      const [our, their] = ["ours", "theirs"].map((side) => medians(rounds.map((round) => round[side])));
      const ratio = their.seconds / our.seconds;
      const goal = scores === 1 && threads === 1 ? shape.goal : null;
      results.push({
        people: shape.people,
        variants: shape.variants,
        storedMb: statSync(`${prefix}.bed`).size / 1e6,
        scores,
        threads,
        ours: our,
        plink2: their,
        ratio,
        ratioOfCpu: their.cpu / our.cpu,
        goal,
        agreement,
      });
      process.stderr.write(
        `${shape.people} × ${shape.variants}, ${scores} ${scores === 1 ? "score" : "scores"}, threads ${threads}: ` +
          `${our.seconds.toFixed(2)} s, ${our.peakMb.toFixed(0)} MB; plink2 ${their.seconds.toFixed(2)} s, ` +
          `${their.peakMb.toFixed(0)} MB: ${ratio.toFixed(2)}×${goal === null ? "" : ` (goal ${goal}×)`}, ` +
          `${agreement.differ} of ${agreement.cells} numbers differ\n`,
      );
    }
}

const report = {
  bench: "score",
  machine: { cpu: cpus()[0].model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) },
  node: process.version,
  plink2: execFileSync("plink2", ["--version"]).toString().trim(),
  runs,
  loadBehind: loadavg()[0],
  figures:
    "medians of whole processes, seconds; ratio is plink2's seconds divided by ours; memory is the largest resident set",
  agree: results.every(({ agreement }) => agreement.cells > 0 && agreement.differ === 0),
  results,
};
const text = `${JSON.stringify(report, null, 2)}\n`;
if (out === null) process.stdout.write(text);
else writeFileSync(out, text);
if (!report.agree) process.exitCode = 1;
