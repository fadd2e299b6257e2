/** Is the variant that a row writes one of the alleles a site knows, anchored elsewhere or written longer? */
import { UNDOCUMENTED } from "../sighting.ts";
import type { Placement } from "../site.ts";

/** What a row's allele means for a site when it is no allele of the site; above every cell code. */
export const SYMBOLIC = 64;
/** A deletion that removes the site. */
export const SPANNING = 65;
/** Perhaps an allele of the site; the sequence at hand cannot tell. */
export const UNANCHORED = 66;
/** Another variant among the bases of the site. */
export const OVERLAPPING = 67;
/** The site keeps its reference. */
export const UNTOUCHED = 68;

/** Farthest that an indel is followed through a repeat, bases. The longest repeat among the definitions is 14. */
export const REACH = 30;

/** Replaces `removed` at `at` by `added`; common ends are trimmed, so one of them is empty for a plain indel. */
export interface Edit {
  readonly at: number;
  readonly removed: string;
  readonly added: string;
}

export function editOf(pos: number, ref: string, alt: string): Edit {
  const shorter = Math.min(ref.length, alt.length);
  let tail = 0;
  while (tail < shorter && ref[ref.length - 1 - tail] === alt[alt.length - 1 - tail]) tail++;
  let head = 0;
  while (head < shorter - tail && ref[head] === alt[head]) head++;
  return { at: pos + head, removed: ref.slice(head, ref.length - tail), added: alt.slice(head, alt.length - tail) };
}

/** Reference base at a position, where the definitions or the row itself give it. */
export type KnownBases = (pos: number) => string | undefined;

/** Are two edits one variant, shifted within a repeat? `unknown`: yes, unless a base that nobody gave says no. */
export function compareEdits(edit: Edit, other: Edit, baseAt: KnownBases): "same" | "different" | "unknown" {
  const { removed, added } = edit;
  if (removed.length !== other.removed.length || added.length !== other.added.length) return "different";
  const isIndel = (removed === "") !== (added === "");
  if (!isIndel)
    return edit.at === other.at && removed === other.removed && added === other.added ? "same" : "different";
  if (Math.abs(edit.at - other.at) > REACH) return "different";
  let sequence = removed + added;
  let unknown = false;
  let { at } = edit;
  for (; at > other.at; at--) {
    const before = baseAt(at - 1);
    const last = sequence[sequence.length - 1]!;
    if (before === undefined) unknown = true;
    else if (before !== last) return "different";
    sequence = last + sequence.slice(0, -1);
  }
  for (; at < other.at; at++) {
    const after = baseAt(at + removed.length);
    const first = sequence[0]!;
    if (after === undefined) unknown = true;
    else if (after !== first) return "different";
    sequence = sequence.slice(1) + first;
  }
  if (sequence !== other.removed + other.added) return "different";
  return unknown ? "unknown" : "same";
}

/**
 * @param placement the site in the build of the row. @param alt bases only.
 * @returns index into `Site.alleles`, `UNDOCUMENTED`, or one of the codes above.
 */
export function placeAllele(placement: Placement, pos: number, ref: string, alt: string, baseAt: KnownBases): number {
  const edit = editOf(pos, ref, alt);
  const last = edit.at + edit.removed.length - 1;
  const site = placement.pos as number;
  const isSubstitution = edit.removed.length === edit.added.length;
  if (placement.spelling.every((allele) => allele.length === 1)) {
    if (site < edit.at || site > last) return UNTOUCHED;
    if (!isSubstitution) return SPANNING;
    const base = edit.added[site - edit.at]!;
    if (base === placement.ref) return UNTOUCHED;
    const allele = placement.spelling.indexOf(base);
    return allele < 0 ? UNDOCUMENTED : allele;
  }
  const own = placement.spelling.map((allele) =>
    allele === placement.ref ? null : editOf(site, placement.ref, allele),
  );
  let unknown = false;
  for (const [allele, known] of own.entries()) {
    if (known === null) continue;
    const same = compareEdits(edit, known, baseAt);
    if (same === "same") return allele;
    if (same === "unknown") unknown = true;
  }
  if (unknown) return UNANCHORED;
  const siteLast = site + placement.ref.length - 1;
  // The anchor base of an indel is no part of it; every base of a multi-base substitution is.
  const isIndelSite = own.some((known) => known !== null && known.removed.length !== known.added.length);
  if (isSubstitution && isIndelSite) return UNTOUCHED;
  const siteFirst = isIndelSite ? site + 1 : site;
  const touches =
    edit.removed === ""
      ? edit.at >= siteFirst && edit.at <= Math.max(siteLast, site + 1)
      : siteLast > site
        ? edit.at <= siteLast && last >= siteFirst
        : edit.at <= site && last > site;
  if (!touches) return UNTOUCHED;
  const sameAnchor = pos === site && (placement.ref.startsWith(ref) || ref.startsWith(placement.ref));
  if (sameAnchor) return UNDOCUMENTED;
  return edit.removed !== "" && edit.at <= siteFirst && last >= siteLast ? SPANNING : OVERLAPPING;
}
