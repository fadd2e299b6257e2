/**
 * Milliseconds a person for matching all genes, with phase and without. Reading the file is not in it.
 * Run: `npx tsx -C @pangenic/source bench/matcher.ts`; prints one JSON object.
 */
import type { Sighting } from "@pangenic/engine/genome";
import { compileGene } from "@pangenic/engine/personalize";
import { readReferencePeople, sightingsOf } from "../tests/case-run.ts";
import { loadKnowledge } from "../tests/knowledge-files.ts";

const ROUNDS = 3;

interface Timing {
  readonly people: number;
  readonly calls: number;
  readonly msPerPerson: { readonly median: number; readonly p99: number; readonly max: number };
}

async function main(): Promise<void> {
  const { genes } = await loadKnowledge();
  const withSites = [...genes.values()].filter((facts) => facts.sites.length > 0);
  const before = performance.now();
  const matchers = withSites.map((facts) => compileGene(facts));
  const compileMs = performance.now() - before;
  const file = await readReferencePeople();

  const time = (prepare: (sightings: readonly Sighting[]) => readonly Sighting[]): Timing => {
    const spent: number[] = [];
    let calls = 0;
    for (let round = 0; round < ROUNDS; round++)
      for (let sample = 0; sample < file.reading.samples.length; sample++) {
        const input = matchers.map(({ table }) => prepare(sightingsOf(file, table.facts.gene, sample)));
        const start = performance.now();
        for (const [i, matcher] of matchers.entries()) {
          matcher.call(input[i]!);
          calls++;
        }
        spent.push(performance.now() - start);
      }
    spent.sort((a, b) => a - b);
    const at = (share: number): number => Number(spent[Math.floor(share * (spent.length - 1))]!.toFixed(3));
    return { people: file.reading.samples.length, calls, msPerPerson: { median: at(0.5), p99: at(0.99), max: at(1) } };
  };
  const unphased = (sightings: readonly Sighting[]): readonly Sighting[] =>
    sightings.map((s) =>
      s.kind === "seen" && s.alleles.length === 2 && s.alleles[0] !== s.alleles[1]
        ? { ...s, phase: { kind: "free" } }
        : s,
    );
  // A person heterozygous everywhere: no genome looks so, and none may cost more.
  const worst = (sightings: readonly Sighting[]): readonly Sighting[] =>
    sightings.map(() => ({ kind: "seen", alleles: [0, 1], phase: { kind: "free" }, by: "row", doubts: [] }));

  console.log(
    JSON.stringify({
      genes: matchers.length,
      sites: withSites.reduce((sum, facts) => sum + facts.sites.length, 0),
      compileMs: Number(compileMs.toFixed(1)),
      phased: time((sightings) => sightings),
      unphased: time(unphased),
      heterozygousEverywhere: time(worst),
    }),
  );
}

await main();
