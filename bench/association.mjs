/**
 * A genome-wide association study with ten covariates: the built program beside plink2 --glm, whole processes.
 * `node bench/association.mjs [--variants 50000] [--long 600000] [--runs 3] [--out FILE.json]`; inputs are made once, below
 * .cache/bench.
 * Equal work: the same .bed, phenotype and covariates, every variant regressed in the people in whom it was seen, P values
 * computed, the same thirteen columns written. Rows are compared: names and people as text, T and P as numbers.
 * plink2 also reads dosages, several alleles and interactions; its BLAS is held to the threads it is given.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";

const { argv } = process;
const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
const variants = Number(option("--variants", "50000"));
/** Long enough that two workers show their worth. */
const long = Number(option("--long", "600000"));
const runs = Number(option("--runs", "3"));
const out = option("--out", null);
const people = 2504;
const covariates = 10;

const folder = join(import.meta.dirname, "../.cache/bench");
mkdirSync(folder, { recursive: true });
const program = join(import.meta.dirname, "../apps/cli/bin/pangenic.mjs");
const environment = { ...process.env, OPENBLAS_NUM_THREADS: "1" };

/** Runs a program; seconds of the whole process and of its CPU, and its largest memory. */
function timed(command) {
  const { status, stderr } = spawnSync("/usr/bin/time", ["-f", "%e %U %S %M", ...command], {
    env: environment,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${command.join(" ")}: ${stderr}`);
  const [seconds, user, system, kilobytes] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { seconds, cpu: user + system, peakMb: kilobytes / 1024 };
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

function cohort(count, missing, seed) {
  const prefix = join(folder, `association-${count}-${missing}`);
  if (!existsSync(`${prefix}.bed`)) {
    const shape = [String(people), String(count), String(missing)];
    execFileSync("plink2", ["--dummy", ...shape, "--seed", String(seed), "--make-bed", "--out", prefix]);
  }
  return prefix;
}

/** Normal values for everybody, six digits: a phenotype, and covariates. */
function tables(prefix) {
  const paths = { pheno: join(folder, "association.phe"), covar: join(folder, "association.cov") };
  let state = 20_000;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = () => (Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())).toFixed(6);
  const ids = readFileSync(`${prefix}.fam`, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/\s+/)[1]);
  const names = Array.from({ length: covariates }, (_, i) => `C${i + 1}`);
  writeFileSync(paths.pheno, `#IID\tY\n${ids.map((id) => `${id}\t${normal()}\n`).join("")}`);
  const rows = ids.map((id) => `${id}\t${names.map(normal).join("\t")}\n`);
  writeFileSync(paths.covar, `#IID\t${names.join("\t")}\n${rows.join("")}`);
  return paths;
}

const TEXT = [0, 1, 2, 3, 4, 6, 7, 12];
/** Of six printed digits, one of the last place, as a share. */
const LAST_DIGIT = 1.1e-5;

/** Rows that differ in more than the last printed digit, and the largest differences of T and P. */
function compared(ours, theirs) {
  const [a, b] = [ours, theirs].map((path) => readFileSync(path, "latin1").trimEnd().split("\n"));
  const result = { rows: a.length - 1, sameBytes: 0, otherRows: Math.abs(a.length - b.length), t: 0, p: 0 };
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] === b[i]) {
      result.sameBytes++;
      continue;
    }
    const [x, y] = [a[i].split("\t"), b[i].split("\t")];
    // Equally frequent alleles: either is the rarer, and effects have the other sign.
    const turn = x[5] === y[5] ? 1 : -1;
    const apart = (k, sign) => (x[k] === y[k] ? 0 : Math.abs((sign * Number(x[k])) / Number(y[k]) - 1));
    const [beta, se, t, p] = [apart(8, turn), apart(9, 1), apart(10, turn), apart(11, 1)];
    result.t = Math.max(result.t, t);
    result.p = Math.max(result.p, p);
    const agrees = TEXT.every((k) => x[k] === y[k]) && [beta, se, t, p].every((share) => share <= LAST_DIGIT);
    if (!agrees) result.otherRows++;
  }
  return result;
}

const cases = [
  { how: "one thread, 1 % missing", prefix: cohort(variants, 0.01, 1), count: variants, threads: 1, goal: 10 },
  { how: "one thread, none missing", prefix: cohort(variants, 0, 5), count: variants, threads: 1, goal: 10 },
];
const phenotypes = tables(cases[0].prefix);
const outputs = { ours: join(folder, "association-ours"), theirs: join(folder, "association-plink2") };

function ours(prefix, threads, name = outputs.ours) {
  const files = ["--pheno", phenotypes.pheno, "--covar", phenotypes.covar, "--out", name];
  return ["node", program, "study", "association", prefix, ...files, "--threads", String(threads)];
}

function theirs(prefix, threads) {
  const files = ["--bfile", prefix, "--pheno", phenotypes.pheno, "--covar", phenotypes.covar, "--out", outputs.theirs];
  return ["plink2", "--threads", String(threads), ...files, "--glm", "hide-covar"];
}

const results = cases.map(({ how, prefix, count, threads, goal }) => {
  // Turn by turn, so that a busy machine troubles both alike.
  const pairs = Array.from({ length: runs }, () => ({
    ours: timed(ours(prefix, threads)),
    theirs: timed(theirs(prefix, threads)),
  }));
  const of = (side, figure) => median(pairs.map((pair) => pair[side][figure]));
  const agreement = compared(`${outputs.ours}.Y.glm.linear`, `${outputs.theirs}.Y.glm.linear`);
  const side = (name) => ({ seconds: of(name, "seconds"), cpu: of(name, "cpu"), peakMb: of(name, "peakMb") });
  const ratio = of("theirs", "seconds") / of("ours", "seconds");
  const agree = agreement.otherRows === 0;
  const result = {
    how,
    people,
    variants: count,
    covariates,
    agree,
    agreement,
    ours: side("ours"),
    plink2: side("theirs"),
    ratio,
    goal,
  };
  process.stderr.write(
    `${how}: ${result.ours.seconds.toFixed(2)} s, plink2 ${result.plink2.seconds.toFixed(2)} s: ${ratio.toFixed(1)}× (goal ${goal}×), ` +
      `${result.ours.peakMb.toFixed(0)} MB, ${agree ? "same" : "OTHER"} rows\n`,
  );
  return result;
});

const far = cohort(long, 0.01, 1);
const workers = Array.from({ length: runs }, () => ({
  one: timed(ours(far, 1)),
  two: timed(ours(far, 2, `${outputs.ours}-two`)),
}));
const [one, two] = ["one", "two"].map((name) => median(workers.map((run) => run[name].seconds)));
const sameBytes = readFileSync(`${outputs.ours}.Y.glm.linear`).equals(readFileSync(`${outputs.ours}-two.Y.glm.linear`));
const scaling = {
  how: "two workers beside one, 1 % missing",
  people,
  variants: long,
  covariates,
  sameBytes,
  one: { seconds: one, peakMb: median(workers.map((run) => run.one.peakMb)) },
  two: { seconds: two, peakMb: median(workers.map((run) => run.two.peakMb)) },
  ratio: one / two,
  goal: 1.7,
};
process.stderr.write(
  `two workers: ${two.toFixed(2)} s, one ${one.toFixed(2)} s: ${scaling.ratio.toFixed(2)}× (goal 1.7×), ${sameBytes ? "same" : "OTHER"} bytes\n`,
);
for (const name of [outputs.ours, `${outputs.ours}-two`, outputs.theirs])
  rmSync(`${name}.Y.glm.linear`, { force: true });

const report = {
  bench: "association",
  machine: {
    cpu: cpus()[0].model,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    load: loadavg()[0],
  },
  node: process.version,
  plink2: execFileSync("plink2", ["--version"]).toString().trim(),
  runs,
  figures: "medians of whole processes, seconds; ratio is plink2's seconds divided by ours, or one worker's by two's",
  note: "agree: names, people and error codes equal as text, effects, errors, T and P but for a last printed digit; OPENBLAS_NUM_THREADS=1",
  agree: results.every(({ agree }) => agree) && sameBytes,
  results,
  scaling,
};
const text = `${JSON.stringify(report, null, 2)}\n`;
if (out === null) process.stdout.write(text);
else writeFileSync(out, text);
if (!report.agree) process.exitCode = 1;
