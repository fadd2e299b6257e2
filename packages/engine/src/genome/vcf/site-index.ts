/** Which sites does a row speak of? One build's positions, sorted, with the bases the definitions give. */
import { type Build, type Chromosome, PangenicError } from "../../base/index.ts";
import type { SiteGroup } from "../sighting-table.ts";
import type { Placement } from "../site.ts";
import { type KnownBases, REACH } from "./anchor.ts";
import type { Target } from "./targets.ts";

export interface Indexed {
  readonly group: number;
  readonly site: number;
  readonly chrom: Chromosome;
  readonly placement: Placement;
  /** Index of this build's reference among `Site.alleles`. */
  readonly reference: number;
  /** First and last position whose rows may speak of the site. */
  readonly from: number;
  readonly to: number;
  readonly isSingleBase: boolean;
  /** No allele is longer or shorter than another. */
  readonly isSubstitution: boolean;
}

export class SiteIndex {
  readonly build: Build;
  readonly entries: ReadonlyMap<Chromosome, readonly Indexed[]>;
  readonly #bases = new Map<Chromosome, Map<number, string>>();
  readonly #widest: number;
  /** Sites in all. */
  readonly size: number;

  /** @throws PangenicError `knowledge-broken`, where a site's reference is none of its alleles. */
  constructor(build: Build, groups: readonly SiteGroup[]) {
    this.build = build;
    const entries = new Map<Chromosome, Indexed[]>();
    let widest = 0;
    let size = 0;
    for (const [group, { sites }] of groups.entries())
      for (const [site, { chrom, [build]: placement }] of sites.entries()) {
        const { pos, ref, spelling, refVerified } = placement;
        const reference = spelling.indexOf(ref);
        if (reference < 0 || spelling.length > 60)
          throw new PangenicError("knowledge-broken", "a site's reference is none of its alleles", {
            site: `${chrom}:${pos}`,
          });
        const isSingleBase = spelling.every((allele) => allele.length === 1);
        const reach = isSingleBase ? 0 : REACH;
        const entry: Indexed = {
          group,
          site,
          chrom,
          placement,
          reference,
          from: pos - reach,
          to: pos + ref.length - 1 + reach,
          isSingleBase,
          isSubstitution: spelling.every((allele) => allele.length === ref.length),
        };
        size++;
        widest = Math.max(widest, entry.to - entry.from + 1);
        const onChromosome = entries.get(chrom) ?? [];
        onChromosome.push(entry);
        entries.set(chrom, onChromosome);
        if (!refVerified) continue;
        const bases = this.#bases.get(chrom) ?? new Map<number, string>();
        for (let i = 0; i < ref.length; i++) bases.set(pos + i, ref[i]!);
        this.#bases.set(chrom, bases);
      }
    for (const onChromosome of entries.values()) onChromosome.sort((a, b) => a.from - b.from);
    this.entries = entries;
    this.size = size;
    this.#widest = widest;
  }

  targets(): Target[] {
    return [...this.entries.values()].flat().map(({ chrom, placement, from, to }) => ({
      chrom,
      pos: placement.pos,
      // One base more, so that a row without REF is met and refused.
      left: placement.pos - from + 1,
      right: to - placement.pos,
    }));
  }

  /** Where each group's last site ends, by group. */
  ends(): { readonly chrom: Chromosome; readonly to: number }[] {
    const ends: { chrom: Chromosome; to: number }[] = [];
    for (const { group, chrom, to } of [...this.entries.values()].flat())
      ends[group] = { chrom, to: Math.max(to, ends[group]?.to ?? 0) };
    return ends;
  }

  /** Calls `visit` for every site whose stretch the interval touches. */
  touching(chrom: Chromosome, from: number, to: number, visit: (entry: Indexed) => void): void {
    const entries = this.entries.get(chrom);
    if (entries === undefined) return;
    let low = 0;
    let high = entries.length;
    const earliest = from - this.#widest + 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (entries[middle]!.from < earliest) low = middle + 1;
      else high = middle;
    }
    for (; low < entries.length && entries[low]!.from <= to; low++) {
      const entry = entries[low]!;
      if (entry.to >= from) visit(entry);
    }
  }

  /** Reference bases that the definitions give, and those of the row itself. */
  basesWith(chrom: Chromosome, pos: number, ref: string): KnownBases {
    const known = this.#bases.get(chrom);
    return (at) => (at >= pos && at < pos + ref.length ? ref[at - pos] : known?.get(at));
  }
}
