/**
 * How time and memory grow with the number of variants: frequency, score and association of 500 people, 10,000 to 1,000,000
 * variants, whole processes. `node bench/growth.mjs [--runs 3] [--out FILE.json]`; a plot is written beside the file.
 * Inputs are made once by plink2 --dummy, below .cache/bench.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { randomFrom } from "@pangenic/engine/base";
import { medians, timed } from "./timed.mjs";

const { argv } = process;
const option = (name, otherwise) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : otherwise);
const runs = Number(option("--runs", "3"));
const out = option("--out", null);
const PEOPLE = 500;
const sizes = [10_000, 31_623, 100_000, 316_228, 1_000_000];

const root = join(import.meta.dirname, "..");
const folder = join(root, ".cache/bench");
mkdirSync(folder, { recursive: true });
const program = join(root, "apps/cli/bin/pangenic.mjs");

function made(variants) {
  const prefix = join(folder, `growth-${variants}`);
  if (!existsSync(`${prefix}.phe`)) {
    const dummy = ["--dummy", String(PEOPLE), String(variants), "0.01", "acgt", "--seed", "1"];
    execFileSync("plink2", [...dummy, "--make-bed", "--out", prefix]);
    const random = randomFrom(1);
    const rows = readFileSync(`${prefix}.bim`, "latin1").trimEnd().split("\n");
    const weights = rows.map(
      (row) => `${row.split("\t")[1]}\t${row.split("\t")[4]}\t${(random() - 0.5).toPrecision(6)}\n`,
    );
    writeFileSync(`${prefix}.weights`, `ID\tA1\tW\n${weights.join("")}`);
    const people = readFileSync(`${prefix}.fam`, "latin1").trimEnd().split("\n");
    const phenotypes = people.map((row) => `${row.split("\t")[1]}\t${random().toPrecision(6)}\n`);
    writeFileSync(`${prefix}.phe`, `#IID\tY\n${phenotypes.join("")}`);
  }
  return prefix;
}

const work = {
  frequency: (prefix) => ["study", "frequency", prefix, "--out", `${prefix}-out`],
  score: (prefix) =>
    ["score", prefix, "--weights", `${prefix}.weights`, "--weights-columns", "1,2,3", "--match", "id"].concat([
      "--palindromic",
      "keep",
      "--cohort-frequencies",
      "--out",
      `${prefix}-out.sscore`,
    ]),
  association: (prefix) => ["study", "association", prefix, "--pheno", `${prefix}.phe`, "--out", `${prefix}-out`],
};

const results = [];
for (const variants of sizes) {
  const prefix = made(variants);
  for (const [command, args] of Object.entries(work)) {
    const rounds = Array.from({ length: runs }, () => timed(process.execPath, [program, ...args(prefix)]));
    results.push({ command, variants, ...medians(rounds) });
    const { seconds, peakMb } = results.at(-1);
    process.stderr.write(`${command} ${variants}: ${seconds.toFixed(2)} s, ${peakMb.toFixed(0)} MB\n`);
  }
  for (const end of ["afreq", "sscore", "Y.glm.linear", "qq.svg", "manhattan.svg"])
    rmSync(`${prefix}-out.${end}`, { force: true });
}

/** Exponent of the growth between the two largest sizes: 1 is linear. */
const exponents = Object.fromEntries(
  Object.keys(work).map((command) => {
    const [before, last] = results.filter((row) => row.command === command).slice(-2);
    return [command, Math.log(last.seconds / before.seconds) / Math.log(last.variants / before.variants)];
  }),
);

const colors = { frequency: "#0072b2", score: "#d55e00", association: "#009e73" };

/** Both axes logarithmic: a straight line of slope 1 is linear growth. */
function plot() {
  const [width, height, left, bottom] = [640, 420, 70, 60];
  const [low, high] = [0.1, 100];
  const x = (variants) => left + ((Math.log10(variants) - 4) / 2) * (width - left - 150);
  const y = (seconds) =>
    height - bottom - (Math.log10(seconds / low) / Math.log10(high / low)) * (height - bottom - 30);
  const lines = Object.keys(work).map((command, i) => {
    const rows = results.filter((row) => row.command === command);
    const points = rows.map((row) => `${x(row.variants).toFixed(1)},${y(row.seconds).toFixed(1)}`);
    const dots = points.map((point) => {
      const [cx, cy] = point.split(",");
      return `<circle cx="${cx}" cy="${cy}" r="4" fill="${colors[command]}"/>`;
    });
    const top = 60 + 22 * i;
    const legend = `<path d="M${width - 130} ${top}h24" stroke="${colors[command]}" stroke-width="3"/><text x="${width - 98}" y="${top + 4}">${command}</text>`;
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${colors[command]}" stroke-width="2"/>${dots.join("")}${legend}`;
  });
  const ticksX = [4, 5, 6].map(
    (power) =>
      `<text x="${x(10 ** power)}" y="${height - bottom + 22}" text-anchor="middle">${(10 ** power).toLocaleString("en")}</text>`,
  );
  const ticksY = [0.1, 1, 10, 100].map(
    (seconds) =>
      `<text x="${left - 10}" y="${y(seconds) + 4}" text-anchor="end">${seconds} s</text><path d="M${left} ${y(seconds)}H${width - 150}" stroke="#ddd"/>`,
  );
  const linear = `<path d="M${x(1e4)} ${y(0.2)}L${x(1e6)} ${y(20)}" stroke="#999" stroke-dasharray="4 4"/><text x="${x(1e4) + 8}" y="${y(0.2) + 18}" fill="#666">linear</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" role="img"><title>Seconds of whole processes against variants, 500 people</title><rect width="${width}" height="${height}" fill="#fff"/>${ticksY.join("")}${ticksX.join("")}${linear}${lines.join("")}<text x="${left}" y="${height - 14}">variants, 500 people, one thread</text></svg>\n`;
}

const report = {
  bench: "growth",
  machine: { cpu: cpus()[0].model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) },
  node: process.version,
  runs,
  figures: "medians of whole processes, one thread; exponent of growth between the two largest sizes, 1 is linear",
  exponents,
  results,
};
const text = `${JSON.stringify(report, null, 2)}\n`;
if (out === null) process.stdout.write(text);
else {
  writeFileSync(out, text);
  writeFileSync(out.replace(/\.json$/, ".svg"), plot());
}
