/** What a strand that looks so may really be: the haplotypes that show the same bases, counted in each group. */
import type { Strand } from "../call.ts";
import type { NamedAllele } from "../gene.ts";
import type { AlleleTable } from "../matching/allele-table.ts";
import { compareNames } from "../matching/name-order.ts";
import { type Look, UNSEEN } from "./look.ts";
import { remembered } from "./memory.ts";
import { keyOf, type Naming } from "./naming.ts";
import type { PanelTable } from "./panel-table.ts";

export interface Truth {
  readonly strand: Strand;
  /** Copies in each group of the table. */
  readonly counts: Float64Array;
  /** What the call says of this strand. It always stays possible: half a copy where the panel holds none. */
  readonly isCalled: boolean;
}

export interface Truths {
  /** Copies in each group that look so. */
  readonly total: Float64Array;
  /** Copies to expect where the panel holds none: as its bases would meet by chance, at most half a copy. */
  readonly expected: Float64Array;
  readonly possible: readonly Truth[];
  /** Alleles that fit the look and that neither the file nor the panel could have shown. */
  readonly unobservable: readonly HiddenAllele[];
}

export interface HiddenAllele {
  readonly allele: string;
  /** The strand with this allele on it, or with another of the same function. */
  readonly strand: Strand;
}

export interface TruthFinder {
  /** @param members haplotypes of the panel that show this look. @param called names of the call's strands. */
  truthsOf(look: Look, members: readonly number[], called: ReadonlySet<string>): Truths;
}

/** Alleles that fit a look through sites that were not seen. */
interface Hidden {
  /** The panel could have shown them: zero copies is a measurement. */
  readonly observable: readonly HiddenAllele[];
  readonly unobservable: readonly HiddenAllele[];
}

export function truthFinder(
  { facts, reference, used, lowestFunction }: AlleleTable,
  table: PanelTable,
  naming: Naming,
): TruthFinder {
  const sites = facts.sites.length;
  /** What a strand carries where nothing is known: the reference allele's bases, as the matcher fills its blanks. */
  const blank = Uint8Array.from(reference.masks, (mask) => 31 - Math.clz32(mask & -mask));
  const candidates = facts.alleles.filter(
    (a) => !(a.isStructural || a.isReference || a.requires.length === 0 || facts.ignoredAlleles.includes(a.name)),
  );
  /** No small variant shows them: they may stand behind anything. */
  const structural = facts.alleles
    .filter((a) => a.isStructural)
    .map(({ name }) => ({ allele: name, strand: { name, alleles: [name] } }));
  const hiddenBehind = new Map<string, Hidden>();

  function findHidden(look: Look): Hidden {
    const observable: HiddenAllele[] = [];
    const unobservable: HiddenAllele[] = [...structural];
    const byFunction = new Map<string, Strand>();
    for (const allele of candidates) {
      const need = needOf(allele, look);
      if (need === "nothing") continue;
      const name = allele.core ?? allele.name;
      const named = (): Strand => naming.strand(bearing(allele, look));
      // Where the least function of a strand decides, one allele stands for all of the same function.
      const strand = lowestFunction ? remembered(byFunction, `${allele.function} ${allele.activity}`, named) : named();
      if (lowestFunction || strand.alleles.includes(name))
        (need === "panel" ? observable : unobservable).push({ allele: name, strand });
    }
    return { observable, unobservable };
  }

  /** What else could have shown this allele behind the look: nothing is open, the panel, or neither file nor panel. */
  function needOf(allele: NamedAllele, look: Look): "nothing" | "panel" | "neither" {
    let need: "nothing" | "panel" | "neither" = "nothing";
    for (const [site, ...bases] of allele.requires) {
      const seen = look[site!]!;
      if (used[site!] === 0) continue;
      if (seen !== UNSEEN) {
        if (!bases.includes(seen)) return "nothing";
      } else if (bases.includes(blank[site!]!)) {
        // The definition allows the base that is there anyway.
      } else if (table.observes[site!] === 0) {
        need = "neither";
      } else if (need === "nothing") {
        need = "panel";
      }
    }
    return need;
  }

  /** The look, with the bases the allele requires and the reference allele's elsewhere. */
  function bearing(allele: NamedAllele | null, look: Look): Uint8Array {
    const bases = blank.slice();
    for (const [site, base] of allele?.requires ?? []) bases[site!] = base!;
    for (let site = 0; site < sites; site++) if (look[site] !== UNSEEN) bases[site] = look[site]!;
    return bases;
  }

  return {
    truthsOf(look, members, called) {
      const groups = table.groups.length;
      const total = new Float64Array(groups);
      const byName = new Map<string, { strand: Strand; counts: Float64Array }>();
      const entry = (strand: Strand): { strand: Strand; counts: Float64Array } =>
        remembered(byName, strand.name, () => ({ strand, counts: new Float64Array(groups) }));
      const bases = new Uint8Array(sites);
      for (const h of members) {
        for (let site = 0; site < sites; site++) {
          const panelBase = table.bases[h * sites + site]!;
          bases[site] = look[site] !== UNSEEN ? look[site]! : panelBase !== UNSEEN ? panelBase : blank[site]!;
        }
        const { counts } = entry(naming.strand(bases));
        for (let g = 0; g < groups; g++) {
          counts[g]! += table.counts[h * groups + g]!;
          total[g]! += table.counts[h * groups + g]!;
        }
      }
      const hidden = remembered(hiddenBehind, keyOf(look), () => findHidden(look));
      for (const { strand } of hidden.observable) entry(strand);
      const plain = naming.strand(bearing(null, look));
      const isNamed = [...byName.keys()].some((name) => called.has(name));
      if (!isNamed) entry(plain);
      const possible = [...byName.values()].map(({ strand, counts }) => ({
        strand,
        counts,
        isCalled: called.has(strand.name) || (!isNamed && strand.name === plain.name),
      }));
      possible.sort((a, b) => compareNames(a.strand.name, b.strand.name));
      return { total, expected: expectedCopies(table, look), possible, unobservable: hidden.unobservable };
    },
  };
}

/** @param look bases of one strand. A base that the group does not carry counts as half a copy of it. */
function expectedCopies(table: PanelTable, look: Look): Float64Array {
  return Float64Array.from(table.strands, (strands, g) => {
    if (strands === 0) return 0.5;
    let share = 1;
    for (let site = 0; site < look.length; site++)
      if (table.observes[site] === 1 && look[site] !== UNSEEN)
        share *= Math.max(0.5, table.copiesOf(site, look[site]!, g)) / strands;
    return Math.min(0.5, share * strands);
  });
}
