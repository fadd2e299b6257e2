/**
 * Prints CHROM POS REF ALT GT of the rows at wanted positions, as `bcftools query -T` does, with the built engine:
 * `node bench/vcf-targets.mjs FILE.vcf.gz TARGETS.bed [--workers N | --index FILE.tbi]`. CRC-32 is checked throughout.
 * On standard error: CPU seconds and peak memory of the whole process, as JSON.
 */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { chromosomeNamed } from "@pangenic/engine/base";
import { inflateModule, poolOf, sourceOf, streamOf } from "@pangenic/host-node";

const [path, bed, mode, argument] = process.argv.slice(2);
// Threads start while this one still loads.
const workers = mode === "--workers" ? Number(argument) : 0;
const pool = workers > 0 ? poolOf(workers, new URL("./vcf-worker.mjs", import.meta.url), { path }) : null;
const { scanVcf, scanVcfIndexed, scanVcfParallel, targetsOf } = await import("@pangenic/engine/genome");
const wanted = readFileSync(bed, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => {
    const [contig, , end] = line.split("\t");
    return { chrom: chromosomeNamed(contig), pos: Number(end), left: 0 };
  });
const positions = new Set(wanted.map(({ chrom, pos }) => `${chrom} ${pos}`));

let out = "";
const decoder = new TextDecoder();
const sink = {
  header() {},
  row(text, start, end) {
    const [contig, pos, , ref, alt, , , , format, ...samples] = decoder.decode(text.subarray(start, end)).split("\t");
    // A longer row may only reach over the position.
    if (!positions.has(`${chromosomeNamed(contig)} ${pos}`)) return;
    const field = format.split(":").indexOf("GT");
    const genotypes = samples.map((sample) => `\t${genotype(sample.split(":")[field])}`);
    out += `${contig}\t${pos}\t${ref}\t${alt}${genotypes.join("")}\n`;
  },
};

/** Parsed to allele numbers and written again: what a reader of genotypes has to do. */
function genotype(text) {
  const phased = text.includes("|");
  const alleles = text.split(/[/|]/).map((allele) => (allele === "." ? null : Number.parseInt(allele, 10)));
  return alleles.map((allele) => allele ?? ".").join(phased ? "|" : "/");
}

const inflate = await inflateModule();
const targets = targetsOf(wanted);
if (pool !== null) {
  const source = await sourceOf(path);
  await scanVcfParallel(source, inflate, pool, targets, sink);
  await pool.close();
  await source.close();
} else if (mode === "--index") {
  const source = await sourceOf(path);
  await scanVcfIndexed(source, await readFile(argument), inflate, targets, sink);
  await source.close();
} else await scanVcf(await streamOf(path), inflate, targets, sink);

process.stdout.write(out);
const { user, system } = process.cpuUsage();
const figures = { user: user / 1e6, system: system / 1e6, peakMb: process.resourceUsage().maxRSS / 1024 };
process.stderr.write(`${JSON.stringify(figures)}\n`);
