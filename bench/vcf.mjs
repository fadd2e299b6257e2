/**
 * 1,000 targets from a genome: the built engine beside bcftools, whole processes, same rows printed.
 * `node bench/vcf.mjs [--lines 5000000] [--runs 3] [--out FILE.json]`; inputs are made once, below .cache/bench.
 * Equal work: CRC-32 checked, CHROM, POS, REF, ALT and GT of the hits parsed and written; outputs are compared byte by byte.
 * bcftools parses every column of every row and knows far more of VCF than a scan for positions needs.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

const { argv } = process;
const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
const lines = Number(option("--lines", "5000000"));
const runs = Number(option("--runs", "3"));
const out = option("--out", null);

const folder = join(import.meta.dirname, "../.cache/bench");
mkdirSync(folder, { recursive: true });
const format = "%CHROM\\t%POS\\t%REF\\t%ALT[\\t%GT]\\n";
const seed = 7;

/** Runs a shell line; seconds of the whole process, and of its CPU where the program tells. */
function timed(command) {
  const started = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", `set -o pipefail; TIMEFORMAT='%U %S'; time { ${command} ; }`],
    {
      maxBuffer: 2 ** 30,
    },
  );
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${command}: ${stderr.toString()}`);
  const told = stderr.toString().trim().split("\n");
  const [user, system] = told.at(-1).split(" ").map(Number);
  const figures = told.find((line) => line.startsWith("{"));
  return {
    seconds,
    cpu: user + system,
    peakMb: figures ? JSON.parse(figures).peakMb : null,
    stdout: stdout.toString(),
  };
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

function made(kind) {
  const file = join(folder, `${kind}-${lines}.vcf.gz`);
  if (!existsSync(file)) {
    const input = join(import.meta.dirname, "vcf-input.mjs");
    execFileSync("bash", ["-c", `set -o pipefail; node ${input} ${kind} ${lines} ${seed} | bgzip -c > ${file}.part`]);
    renameSync(`${file}.part`, file);
  }
  if (!existsSync(`${file}.tbi`)) execFileSync("tabix", ["-f", "-p", "vcf", file]);
  const bed = join(folder, `${kind}-${lines}.bed`);
  if (!existsSync(bed)) {
    const step = Math.max(1, Math.floor(lines / 1_000));
    const positions = execFileSync("bcftools", ["query", "-f", "%CHROM\t%POS0\t%POS\n", file], { maxBuffer: 2 ** 31 });
    const rows = positions.toString("latin1").trimEnd().split("\n");
    const chosen = rows.filter((_, i) => i % step === step >> 1).slice(0, 1_000);
    writeFileSync(bed, `${chosen.join("\n")}\n`);
  }
  return { file, bed };
}

const ours = `node ${join(import.meta.dirname, "vcf-targets.mjs")}`;
const goals = { rich: { one: 2.5, two: 4.5 }, sparse: { one: 3, two: 5 } };
const results = [];
for (const kind of ["rich", "sparse"]) {
  const { file, bed } = made(kind);
  const query = `bcftools query -f '${format}'`;
  const cases = {
    "one thread": { ours: `${ours} ${file} ${bed}`, theirs: `${query} -T ${bed} ${file}`, goal: goals[kind].one },
    // bcftools query has no --threads: view has, and hands uncompressed BCF over.
    "two workers": {
      ours: `${ours} ${file} ${bed} --workers 2`,
      theirs: `bcftools view --threads 2 -T ${bed} -Ou ${file} | ${query}`,
      goal: goals[kind].two,
    },
    index: {
      ours: `${ours} ${file} ${bed} --index ${file}.tbi`,
      theirs: `${query} --regions-overlap 0 -R ${bed} ${file}`,
      goal: 1,
    },
  };
  for (const [how, { ours, theirs, goal }] of Object.entries(cases)) {
    // Turn by turn, so that a busy machine troubles both alike.
    const pairs = Array.from({ length: runs }, () => ({ ours: timed(ours), theirs: timed(theirs) }));
    const agree = pairs.every((pair) => pair.ours.stdout === pair.theirs.stdout && pair.ours.stdout !== "");
    const of = (side, figure) => median(pairs.map((pair) => pair[side][figure]));
    const ratio = of("theirs", "seconds") / of("ours", "seconds");
    const result = {
      input: kind,
      how,
      lines,
      storedMb: statSync(file).size / 1e6,
      targets: readFileSync(bed, "latin1").trimEnd().split("\n").length,
      rows: pairs[0].ours.stdout.split("\n").length - 1,
      agree,
      ours: { seconds: of("ours", "seconds"), cpu: of("ours", "cpu"), peakMb: of("ours", "peakMb") },
      bcftools: { seconds: of("theirs", "seconds"), cpu: of("theirs", "cpu") },
      ratio,
      goal,
    };
    results.push(result);
    const told = `${result.ours.seconds.toFixed(2)} s, bcftools ${result.bcftools.seconds.toFixed(2)} s`;
    const memory = `${result.ours.peakMb.toFixed(0)} MB`;
    process.stderr.write(
      `${kind}, ${how}: ${told}: ${ratio.toFixed(2)}× (goal ${goal}×), ${memory}, ${agree ? "same" : "OTHER"} rows\n`,
    );
  }
}

const version = execFileSync("bcftools", ["--version"]).toString().split("\n")[0];
const report = {
  bench: "vcf",
  machine: { cpu: cpus()[0].model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) },
  node: process.version,
  bcftools: version,
  runs,
  figures: "medians of whole processes, seconds; ratio is bcftools' seconds divided by ours",
  note: "bcftools query has no --threads, so `bcftools view --threads 2 -Ou | bcftools query` stands for it",
  agree: results.every(({ agree }) => agree),
  results,
};
const text = `${JSON.stringify(report, null, 2)}\n`;
if (out === null) process.stdout.write(text);
else writeFileSync(out, text);
if (!report.agree) process.exitCode = 1;
