/**
 * A made-up cohort with structure, in PLINK's three files: five groups of populations that drifted apart, populations within
 * them that drifted a little, and people of mixed descent between two groups.
 * `node bench/cohort-input.mjs PREFIX PEOPLE VARIANTS SEED [MISSING]`; MISSING is the share of genotypes not seen.
 */
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { randomFrom } from "@pangenic/engine/base";

const [prefix, peopleText, variantsText, seedText, missingText = "0"] = process.argv.slice(2);
const [people, variants, missing] = [Number(peopleText), Number(variantsText), Number(missingText)];

const random = randomFrom(Number(seedText));
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** Frequencies after drift: variance F p (1 − p), kept away from fixation. */
const drifted = (p, f) => Math.min(0.99, Math.max(0.01, p + Math.sqrt(f * p * (1 - p)) * normal()));

const groups = [0.14, 0.1, 0.11, 0.08, 0.12];
const perGroup = [7, 4, 5, 5, 5];
const within = 0.012;
const populations = perGroup.flatMap((count, group) => Array.from({ length: count }, () => group));
/** Of the second group, a share of each genome comes from the fourth. */
const placeOf = Array.from({ length: people }, (_, person) => person % populations.length);
const mixtureOf = placeOf.map((population) => (populations[population] === 1 ? random() * 0.6 : 0));

const stride = Math.ceil(people / 4);
const bed = openSync(`${prefix}.bed`, "w");
writeSync(bed, Uint8Array.of(0x6c, 0x1b, 0x01));
const rows = 256;
const bytes = new Uint8Array(rows * stride);
const bim = [];
const codes = [3, 2, 0];
const local = new Float64Array(populations.length);
for (let first = 0; first < variants; first += rows) {
  bytes.fill(0);
  const count = Math.min(rows, variants - first);
  for (let row = 0; row < count; row++) {
    const variant = first + row;
    const ancestral = 0.05 + 0.9 * random();
    const ofGroup = groups.map((f) => drifted(ancestral, f));
    for (const [i, group] of populations.entries()) local[i] = drifted(ofGroup[group], within);
    for (let person = 0; person < people; person++) {
      const population = placeOf[person];
      const p = local[population] + mixtureOf[person] * (ofGroup[3] - local[population]);
      const code = missing > 0 && random() < missing ? 1 : codes[Number(random() < p) + Number(random() < p)];
      bytes[row * stride + (person >> 2)] |= code << ((person & 3) * 2);
    }
    const chromosome = 1 + Math.floor((variant * 22) / variants);
    bim.push(`${chromosome}\tv${variant}\t0\t${1_000 + variant * 50}\tA\tG\n`);
  }
  writeSync(bed, bytes, 0, count * stride);
}
closeSync(bed);
writeFileSync(`${prefix}.bim`, bim.join(""));
const name = (person) => `p${String(person).padStart(6, "0")}`;
const labels = placeOf.map(
  (population, person) => `${name(person)}\tpop${population}\tgroup${populations[population]}\n`,
);
writeFileSync(`${prefix}.fam`, placeOf.map((_, person) => `0\t${name(person)}\t0\t0\t0\t-9\n`).join(""));
writeFileSync(`${prefix}.labels`, `#IID\tPOP\tGROUP\n${labels.join("")}`);
