/** All sightings of one gene's sites in all samples of a file, two bytes a cell. */
import { type Doubt, NO_BASE, type NotSeen, type Phase, type Sighting } from "./sighting.ts";
import type { Site } from "./site.ts";

/** A gene's sites: one chromosome, sorted by GRCh38 position. */
export interface SiteGroup {
  readonly name: string;
  readonly sites: readonly Site[];
}

const ABSENT = 61;
const HAPLOID = 60;
const FIXED = 0b0100_0000;
const IN_SET = 0b1000_0000;
const BY = ["row", "block", "array", "declared"] as const;

/**
 * First byte: allele of the first strand (0–59, `UNDOCUMENTED`, `NO_BASE`, or `ABSENT`), two bits of phase.
 * Second byte: allele of the second strand (or `HAPLOID`), two bits of `by`. Rare facts (phase sets, doubts, reasons) are sparse.
 */
export class SightingTable {
  readonly group: SiteGroup;
  readonly samples: readonly string[];
  readonly #first: Uint8Array;
  readonly #second: Uint8Array;
  readonly #sets = new Map<number, string>();
  readonly #doubts = new Map<number, readonly Doubt[]>();
  readonly #why = new Map<number, NotSeen>();

  constructor(group: SiteGroup, samples: readonly string[]) {
    this.group = group;
    this.samples = samples;
    this.#first = new Uint8Array(group.sites.length * samples.length).fill(ABSENT);
    this.#second = new Uint8Array(group.sites.length * samples.length);
  }

  /** @param site index into `group.sites`. @param sample index into `samples`. */
  set(site: number, sample: number, sighting: Sighting): void {
    const cell = site * this.samples.length + sample;
    this.#sets.delete(cell);
    this.#doubts.delete(cell);
    this.#why.delete(cell);
    if (sighting.kind === "not-seen") {
      this.#first[cell] = ABSENT;
      if (sighting.why !== "no-row") this.#why.set(cell, sighting.why);
      return;
    }
    const [first, second] = sighting.alleles;
    const phase = sighting.phase.kind === "fixed" ? FIXED : sighting.phase.kind === "set" ? IN_SET : 0;
    this.#first[cell] = first | phase;
    this.#second[cell] = (second ?? HAPLOID) | (BY.indexOf(sighting.by) << 6);
    if (sighting.phase.kind === "set") this.#sets.set(cell, sighting.phase.set);
    if (sighting.doubts.length > 0) this.#doubts.set(cell, sighting.doubts);
  }

  at(site: number, sample: number): Sighting {
    const cell = site * this.samples.length + sample;
    const first = this.#first[cell]!;
    if ((first & NO_BASE) === ABSENT) return { kind: "not-seen", why: this.#why.get(cell) ?? "no-row" };
    const second = this.#second[cell]! & NO_BASE;
    const phase: Phase =
      first & FIXED
        ? { kind: "fixed" }
        : first & IN_SET
          ? { kind: "set", set: this.#sets.get(cell)! }
          : { kind: "free" };
    return {
      kind: "seen",
      alleles: second === HAPLOID ? [first & NO_BASE] : [first & NO_BASE, second],
      phase,
      by: BY[this.#second[cell]! >> 6]!,
      doubts: this.#doubts.get(cell) ?? [],
    };
  }

  /** All sites of one sample, in the order of `group.sites`. */
  of(sample: number): Sighting[] {
    return this.group.sites.map((_, site) => this.at(site, sample));
  }
}
