/**
 * Ten components of 2,504 people: `pangenic study structure --approx` beside plink2 `--pca`, exact and approximate, whole
 * processes, one thread each, with PCs and eigenvalues of both sides compared.
 * `node bench/pca.mjs [--people 2504] [--variants 50000] [--runs 3] [--blas DIR] [--out FILE.json]`
 * plink2 is as fast as the BLAS it loads, so its name is part of the result: `--blas` names a folder with another one.
 * Inputs are made once, below .cache/bench; where the reference panel kg1 is beside the checkout, it is a second input.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { medians, timed } from "./timed.mjs";

const { argv } = process;
const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
const people = Number(option("--people", "2504"));
const variants = Number(option("--variants", "50000"));
const runs = Number(option("--runs", "3"));
const out = option("--out", null);
const blas = option("--blas", null);
const components = 10;

const root = join(import.meta.dirname, "..");
const folder = join(root, ".cache/bench");
mkdirSync(folder, { recursive: true });
const [load] = loadavg();
const libraries = [blas, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
const environment = { ...process.env, OPENBLAS_NUM_THREADS: "1", ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };

/** The program behind plink2's choice of instruction set, and the BLAS it loads. */
function blasOfPlink() {
  const script = realpathSync(execFileSync("bash", ["-c", "command -v plink2"]).toString().trim());
  const binary = ["plink2-avx2", "plink2-sse4.1", "plink2"]
    .map((name) => join(dirname(script), name))
    .find((file) => existsSync(file));
  const loaded = spawnSync("ldd", [binary ?? script], { env: environment }).stdout.toString();
  const found = /libblas\.so\S* => (\S+)/.exec(loaded)?.[1];
  const file = found === undefined ? "unknown" : realpathSync(found);
  return /libopenblas/.test(loaded) || /openblas/.test(file) ? `OpenBLAS` : `netlib reference BLAS`;
}

function made() {
  const prefix = join(folder, `cohort-${people}-${variants}`);
  if (!existsSync(`${prefix}.labels`))
    execFileSync(process.execPath, [join(root, "bench/cohort-input.mjs"), prefix, people, variants, 7].map(String));
  return prefix;
}

function columns(file) {
  const [head, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  const first = head.split("\t").indexOf("PC1");
  const rows = lines.map((line) => line.split("\t").slice(first).map(Number));
  return rows[0].map((_, k) => rows.map((row) => row[k]));
}

const values = (file) => readFileSync(file, "utf8").trimEnd().split("\n").map(Number);

function cosine(one, other) {
  const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  return Math.abs(dot(one, other)) / Math.sqrt(dot(one, one) * dot(other, other));
}

/** Component by component; those above the edge of what chance alone gives have structure (Marchenko and Pastur 1967). */
function agreement(ours, theirs, edge) {
  const [mine, gold] = [values(`${ours}.eigenval`), values(`${theirs}.eigenval`)];
  const [my, their] = [columns(`${ours}.eigenvec`), columns(`${theirs}.eigenvec`)];
  return gold.map((eigenvalue, k) => ({
    component: k + 1,
    eigenvalue,
    hasStructure: eigenvalue > edge,
    cosine: Number(cosine(my[k], their[k]).toFixed(7)),
    eigenvalueDifference: Number((mine[k] / eigenvalue - 1).toExponential(1)),
  }));
}

const shared = join(process.env.PANGENIC_SHARED ?? join(root, "../shared"), "data/populations/flashpca/kg1");
const inputs = [
  { name: "made up", prefix: made(), goal: 5 },
  ...(existsSync(`${shared}.bed`) ? [{ name: "1000 Genomes panel, thinned", prefix: shared, goal: null }] : []),
];
const program = join(root, "apps/cli/bin/pangenic.mjs");
const results = [];
for (const { name, prefix, goal } of inputs) {
  const lines = (kind) => readFileSync(`${prefix}.${kind}`, "latin1").trimEnd().split("\n").length;
  const [n, m] = [lines("fam"), lines("bim")];
  const at = (side) => join(folder, `pca-${side}`);
  const plink = ["--bfile", prefix, "--threads", "1", "--pca", String(components)];
  const sides = {
    ours: () =>
      timed(process.execPath, [
        program,
        "study",
        "structure",
        prefix,
        "--approx",
        "--pca",
        String(components),
        "--out",
        at("ours"),
      ]),
    exact: () => timed("plink2", [...plink, "--out", at("exact")], environment),
    approx: () => timed("plink2", [...plink, "approx", "--out", at("approx")], environment),
  };
  // Turn by turn, so that a busy machine troubles all alike.
  const rounds = Array.from({ length: runs }, () =>
    Object.fromEntries(Object.entries(sides).map(([side, run]) => [side, run()])),
  );
  const figures = Object.fromEntries(
    Object.keys(sides).map((side) => [side, medians(rounds.map((round) => round[side]))]),
  );
  const edge = (1 + Math.sqrt(n / m)) ** 2;
  const compared = agreement(at("ours"), at("exact"), edge);
  const structured = compared.filter(({ hasStructure }) => hasStructure);
  const ratio = {
    exact: figures.exact.seconds / figures.ours.seconds,
    approx: figures.approx.seconds / figures.ours.seconds,
  };
  results.push({
    input: name,
    people: n,
    variants: m,
    agree:
      structured.length > 0 &&
      structured.every((each) => each.cosine >= 0.999 && Math.abs(each.eigenvalueDifference) < 1e-5),
    lowestCosine: Math.min(...structured.map((each) => each.cosine)),
    ours: figures.ours,
    plink2: { exact: figures.exact, approx: figures.approx },
    ratio,
    goal,
    components: compared,
  });
  const told = (side) => `${figures[side].seconds.toFixed(2)} s ${figures[side].peakMb.toFixed(0)} MB`;
  process.stderr.write(
    `${name}: ${told("ours")}; plink2 exact ${told("exact")}: ${ratio.exact.toFixed(2)}×, approx ${told("approx")}: ${ratio.approx.toFixed(2)}×; ${structured.length} components with structure, lowest |cos| ${results.at(-1).lowestCosine}\n`,
  );
}

const report = {
  bench: "pca",
  machine: { cpu: cpus()[0].model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) },
  node: process.version,
  plink2: execFileSync("plink2", ["--version"]).toString().trim(),
  blas: blasOfPlink(),
  runs,
  // Above 0, something else ran beside.
  loadBefore: Number(load.toFixed(2)),
  figures: "medians of whole processes, seconds, one thread each; ratio is plink2's seconds divided by ours",
  note: "ours never writes the relationship matrix down, so the made-up input has no genotype missing; plink2 is as fast as its BLAS; it advises approx above 5,000 people only",
  agree: results.every(({ agree }) => agree),
  results,
};
const text = `${JSON.stringify(report, null, 2)}\n`;
if (out === null) process.stdout.write(text);
else writeFileSync(out, text);
if (!report.agree) process.exitCode = 1;
