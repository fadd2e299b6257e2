/**
 * Made-up score packs for a made-up genome: `node bench/person-input.mjs GENOME.vcf.gz PACKS ROWS SEED FOLDER`.
 * Of each pack's rows 45 % stand where the genome has a variant, the others where it has none; each pack has its own rows.
 * The same arguments write the same bytes.
 */
import { createHash } from "node:crypto";
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGunzip, gunzipSync } from "node:zlib";
import { randomFrom } from "@pangenic/engine/base";
import { packScore, termCount } from "@pangenic/engine/models";

const [genome, packCount, rowCount, seed, folder] = process.argv.slice(2);
const [packs, rows] = [Number(packCount), Number(rowCount)];
const random = randomFrom(Number(seed));
const names = [...Array.from({ length: 22 }, (_, i) => String(i + 1)), "X"];
const bases = "ACGT";

/** Of every row of the genome: chromosome, position, alleles. */
const met = { chrom: [], pos: [], ref: [], alt: [], copies: [] };
const taken = new Set();
const ends = new Map();
for await (const line of createInterface({ input: createReadStream(genome).pipe(createGunzip()) })) {
  if (line.startsWith("#")) continue;
  const [name, pos, , ref, alt, , , , , sample] = line.split("\t");
  const chrom = names.indexOf(name.replace("chr", ""));
  met.chrom.push(chrom);
  met.pos.push(Number(pos));
  met.ref.push(bases.indexOf(ref));
  met.alt.push(bases.indexOf(alt));
  met.copies.push(sample.startsWith("1/1") ? 2 : 1);
  taken.add(chrom * 2 ** 28 + Number(pos));
  ends.set(chrom, Number(pos));
}
const total = [...ends.values()].reduce((sum, end) => sum + end, 0);
// Packs name the panel that ships by its digest.
const panel = fileURLToPath(import.meta.resolve("@pangenic/knowledge/data/panel/main.bin.gz"));
const digest = createHash("sha256")
  .update(gunzipSync(readFileSync(panel)))
  .digest("hex");

for (let pack = 0; pack < packs; pack++) {
  const keys = [];
  const share = (0.45 * rows) / met.pos.length;
  for (let i = 0; i < met.pos.length; i++)
    if (random() < share) keys.push([met.chrom[i], met.pos[i], met.ref[i], met.alt[i], met.copies[i]]);
  for (const [chrom, end] of ends)
    for (let i = Math.round((0.55 * rows * end) / total); i > 0; i--) {
      const ref = Math.floor(random() * 4);
      const pos = 1 + Math.floor(random() * end);
      if (!taken.has(chrom * 2 ** 28 + pos)) keys.push([chrom, pos, ref, (ref + 1 + Math.floor(random() * 3)) % 4, 0]);
    }
  keys.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const count = keys.length;
  const isRef = Uint8Array.from({ length: count }, () => (random() < 0.5 ? 1 : 2));
  const design = { center: Array(10).fill(0), scale: Array(10).fill(1), curved: 0 };
  const terms = termCount(design);
  const weight = Float64Array.from(keys, () => (random() - 0.5) / 100);
  // Added up plainly, to agree with.
  const sum = keys.reduce((sum, key, i) => sum + weight[i] * (isRef[i] === 1 ? 2 - key[4] : key[4]), 0);
  const bytes = packScore({
    score: {
      id: `MADE_UP_${pack + 1}`,
      trait: "none",
      weightType: "beta",
      source: { name: "drawn by bench/person-input.mjs", version: "1", license: "CC0-1.0" },
    },
    reference: { name: "main", digest, components: 10 },
    rows: {
      chrom: Uint8Array.from(keys, (key) => key[0]),
      pos37: new Int32Array(count),
      pos38: Int32Array.from(keys, (key) => key[1]),
      effect: Uint16Array.from(keys, (key, i) => key[isRef[i] === 1 ? 2 : 3]),
      other: Uint16Array.from(keys, (key, i) => key[isRef[i] === 1 ? 3 : 2]),
      alleles: [...bases],
      reference: isRef,
      weight,
      two: new Float64Array(0),
      constant: 0,
      frequency: Float32Array.from(keys, () => 0.05 + 0.9 * random()),
      slopes: Int8Array.from({ length: 10 * count }, () => Math.floor(20 * (random() - 0.5))),
      slopeSteps: new Float64Array(10).fill(0.002),
    },
    model: {
      design,
      score: { center: 0, scale: 2 },
      mean: new Float64Array(terms),
      logVariance: new Float64Array(terms),
      covariance: new Float64Array(4 * terms * terms),
    },
    shape: Array.from({ length: 99 }, (_, i) => (i - 49) / 20),
    crossFit: { folds: 10, local: 0.1, groups: [], deciles: [] },
    reach: {
      cells: [{ center: Array(10).fill(0), radius: 1e6, people: 100 }],
      threshold: 1e6,
      low: Array(10).fill(-1e6),
      high: Array(10).fill(1e6),
    },
    training: null,
    validity: [],
    checks: { people: 2504, rowsInFile: count, build: "GRCh38", date: "2026-11-22" },
  });
  const name = join(folder, `person-${rows}-${pack + 1}`);
  writeFileSync(`${name}.pack`, bytes);
  writeFileSync(`${name}.json`, JSON.stringify({ sum, rows: count }));
}
