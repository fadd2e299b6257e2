/** All sightings of one gene's sites in all samples of a file, two bytes a cell. */
import {
  type Doubt,
  doubtKinds,
  type NotSeen,
  notSeenReasons,
  type Phase,
  type Sighting,
  sightedBy,
} from "./sighting.ts";
import type { Site } from "./site.ts";

/** A gene's sites: one chromosome, sorted by GRCh38 position. */
export interface SiteGroup {
  readonly name: string;
  readonly sites: readonly Site[];
}

/** In the first byte: nothing seen; the second byte then tells why. */
const ABSENT = 61;
/** In the second byte: one strand only. */
export const HAPLOID = 60;
/** Phase bits of the first byte; neither: free. */
export const FIXED = 0b0100_0000;
export const IN_SET = 0b1000_0000;
/** Added to the reason of an absent cell that no row saying "reference" may fill: the site's allele may stand elsewhere. */
export const STICKY = 0b0100_0000;
/** Bits of either byte that hold the allele. */
export const ALLELE = 0b0011_1111;

/** Bits of the second byte and of a cell's doubts, in the order of their lists. */
export const byCode = Object.fromEntries(sightedBy.map((by, i) => [by, i])) as Record<
  (typeof sightedBy)[number],
  number
>;
export const whyCode = Object.fromEntries(notSeenReasons.map((why, i) => [why, i])) as Record<NotSeen, number>;
export const doubtBit = Object.fromEntries(doubtKinds.map((doubt, i) => [doubt, 1 << i])) as Record<Doubt, number>;

const doubtLists: readonly (readonly Doubt[])[] = Array.from({ length: 1 << doubtKinds.length }, (_, bits) =>
  doubtKinds.filter((_, i) => bits & (1 << i)),
);

/**
 * First byte: allele of the first strand (0–59, `UNDOCUMENTED`, `NO_BASE`, or `ABSENT`), two bits of phase.
 * Second byte: allele of the second strand (or `HAPLOID`), two bits of `by`; for an absent cell the reason.
 * A site with any doubt takes one more byte a sample, one with phase sets four.
 */
export class SightingTable {
  readonly group: SiteGroup;
  readonly samples: readonly string[];
  readonly #first: Uint8Array;
  readonly #second: Uint8Array;
  readonly #doubts: (Uint8Array | undefined)[] = [];
  readonly #sets: (Int32Array | undefined)[] = [];
  readonly #setNames: string[] = [];
  readonly #setNumbers = new Map<string, number>();

  constructor(group: SiteGroup, samples: readonly string[]) {
    this.group = group;
    this.samples = samples;
    this.#first = new Uint8Array(group.sites.length * samples.length).fill(ABSENT);
    this.#second = new Uint8Array(group.sites.length * samples.length);
  }

  /** @param site index into `group.sites`. @param sample index into `samples`. */
  set(site: number, sample: number, sighting: Sighting): void {
    if (sighting.kind === "not-seen") {
      this.setAbsent(site, sample, whyCode[sighting.why]);
      return;
    }
    const [first, second] = sighting.alleles;
    const { phase } = sighting;
    const bits = phase.kind === "fixed" ? FIXED : phase.kind === "set" ? IN_SET : 0;
    const doubts = sighting.doubts.reduce((sum, doubt) => sum | doubtBit[doubt], 0);
    this.setSeen(site, sample, first | bits, (second ?? HAPLOID) | (byCode[sighting.by] << 6), doubts);
    if (phase.kind === "set") this.setPhaseSet(site, sample, phase.set);
  }

  /** The raw form of `set` for a seen cell: both bytes as described above, doubts as bits. */
  setSeen(site: number, sample: number, first: number, second: number, doubts: number): void {
    const cell = site * this.samples.length + sample;
    this.#first[cell] = first;
    this.#second[cell] = second;
    if (doubts !== 0) this.#doubts[site] ??= new Uint8Array(this.samples.length);
    if (this.#doubts[site] !== undefined) this.#doubts[site][sample] = doubts;
  }

  /** The raw form of `set` for a cell that was not seen. @param why index into `notSeenReasons`, with or without `STICKY`. */
  setAbsent(site: number, sample: number, why: number): void {
    this.setSeen(site, sample, ABSENT, why, 0);
  }

  /** Goes with the bit `IN_SET`. */
  setPhaseSet(site: number, sample: number, name: string): void {
    let number = this.#setNumbers.get(name);
    if (number === undefined) {
      number = this.#setNames.push(name) - 1;
      this.#setNumbers.set(name, number);
    }
    this.#sets[site] ??= new Int32Array(this.samples.length);
    this.#sets[site][sample] = number;
  }

  /** First byte of a cell. */
  firstOf(site: number, sample: number): number {
    return this.#first[site * this.samples.length + sample]!;
  }

  /** Second byte of a cell. */
  secondOf(site: number, sample: number): number {
    return this.#second[site * this.samples.length + sample]!;
  }

  /** Doubts of a cell, as bits in the order of `doubtKinds`. */
  doubtsOf(site: number, sample: number): number {
    return this.#doubts[site]?.[sample] ?? 0;
  }

  isSeen(site: number, sample: number): boolean {
    return (this.firstOf(site, sample) & ALLELE) !== ABSENT;
  }

  at(site: number, sample: number): Sighting {
    const firstByte = this.firstOf(site, sample);
    const secondByte = this.secondOf(site, sample);
    const first = firstByte & ALLELE;
    if (first === ABSENT) return { kind: "not-seen", why: notSeenReasons[secondByte & ALLELE]! };
    const second = secondByte & ALLELE;
    const phase: Phase =
      firstByte & FIXED
        ? { kind: "fixed" }
        : firstByte & IN_SET
          ? { kind: "set", set: this.#setNames[this.#sets[site]![sample]!]! }
          : { kind: "free" };
    return {
      kind: "seen",
      alleles: second === HAPLOID ? [first] : [first, second],
      phase,
      by: sightedBy[secondByte >> 6]!,
      doubts: doubtLists[this.doubtsOf(site, sample)]!,
    };
  }

  /** All sites of one sample, in the order of `group.sites`. */
  of(sample: number): Sighting[] {
    return this.group.sites.map((_, site) => this.at(site, sample));
  }
}
