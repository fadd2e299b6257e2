/** Who gets a usable answer, from which kind of file? Refusing is a disparity too. */
import type { Level } from "@pangenic/engine/base";
import type { GeneticSimilarity, Stated } from "@pangenic/engine/collect";
import type { Doubt, Sighting, Site } from "@pangenic/engine/genome";
import { type CompiledGene, findGene, type GeneAnswer } from "@pangenic/engine/personalize";

/** What a kind of file shows of a person whose every site is known. */
export interface InputType {
  readonly name: string;
  readonly sees: (gene: string, site: Site) => boolean;
  readonly by: "row" | "array";
  /** Arrays and most genomes do not know which strand is which. */
  readonly isPhased: boolean;
  readonly doubts: readonly Doubt[];
}

/** Every definition site, phased: the best that small variants can do. */
export const phasedGenome: InputType = {
  name: "genome, phased",
  sees: () => true,
  by: "row",
  isPhased: true,
  doubts: [],
};

export const genome: InputType = { ...phasedGenome, name: "genome", isPhased: false };

/**
 * A consumer's array: single-base sites on its list, unphased.
 * @param rsids what the chip carries. Insertions and deletions are never read from arrays.
 */
export function arrayOf(name: string, rsids: ReadonlySet<string>): InputType {
  return {
    name,
    sees: (_, site) => site.rsid !== null && rsids.has(site.rsid) && site.alleles.every((base) => base.length === 1),
    by: "array",
    isPhased: false,
    doubts: ["array", "consumer-file"],
  };
}

export interface StudyPerson {
  /** 1000 Genomes reference group. */
  readonly group: string;
  /** Every site of the gene. */
  readonly sightings: (gene: string) => readonly Sighting[];
}

/** Whether the answer is asked for with the person's group stated, or with similarity unknown. */
export type Asked = "group-stated" | "similarity-unknown";

export interface UsableAnswers {
  readonly gene: string;
  readonly group: string;
  readonly input: string;
  readonly asked: Asked;
  readonly people: number;
  /** A phenotype that is not indeterminate (of a gene without phenotypes: one diplotype), and no abstention. */
  readonly usable: number;
  /** Usable answers by how well they hold. */
  readonly byLevel: Readonly<Record<Level, number>>;
}

/** One row per gene, group and kind of file; groups in the order they are met. @param expires ISO date. */
export function usableAnswers(
  people: readonly StudyPerson[],
  genes: readonly CompiledGene[],
  input: InputType,
  asked: Asked,
  expires: string,
): UsableAnswers[] {
  const groups = [...new Set(people.map(({ group }) => group))];
  return genes.flatMap((gene) =>
    groups.map((group) => {
      const members = people.filter((person) => person.group === group);
      const similarity = asked === "group-stated" ? like(group) : ({ status: "unknown" } as const);
      const byLevel = { well: 0, partly: 0, poorly: 0 };
      for (const person of members) {
        const sightings = shownBy(input, gene, person.sightings(gene.facts.gene));
        const { answer } = findGene(gene, { sightings, outside: [], similarity, sexDiffers: false, expires });
        if (isUsable(gene, answer) && answer.answer.kind === "answer") byLevel[answer.answer.holds.level]++;
      }
      return {
        gene: gene.facts.gene,
        group,
        input: input.name,
        asked,
        people: members.length,
        usable: byLevel.well + byLevel.partly + byLevel.poorly,
        byLevel,
      };
    }),
  );
}

/** What this kind of file would say of the person. */
export function shownBy(input: InputType, { facts }: CompiledGene, known: readonly Sighting[]): Sighting[] {
  return facts.sites.map((site, i): Sighting => {
    const sighting = known[i]!;
    if (!input.sees(facts.gene, site)) return { kind: "not-seen", why: "no-row" };
    if (sighting.kind === "not-seen") return sighting;
    const [a, b = a] = sighting.alleles;
    const phase = a === b || input.isPhased ? sighting.phase : ({ kind: "free" } as const);
    return { ...sighting, phase, by: input.by, doubts: input.doubts };
  });
}

function isUsable({ facts }: CompiledGene, { answer, call }: GeneAnswer): boolean {
  if (answer.kind === "abstention") return false;
  if (facts.rules.length === 0) return call.diplotypes.length === 1;
  const phenotypes = new Set(call.diplotypes.map((d) => d.phenotype));
  return phenotypes.size === 1 && !phenotypes.has(null) && !phenotypes.has("Indeterminate");
}

function like(group: string): Stated<GeneticSimilarity> {
  return { status: "known", value: { groups: { [group]: 1 }, reference: "1000 Genomes", date: "2026-01-01" } };
}
