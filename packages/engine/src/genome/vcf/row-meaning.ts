/** What do a row's alleles mean for one site? The reference matcher's rules, and re-anchoring where they would drop a row. */
import { PangenicError } from "../../base/index.ts";
import { UNDOCUMENTED } from "../sighting.ts";
import { placeAllele, SPANNING, SYMBOLIC, UNTOUCHED } from "./anchor.ts";
import type { Indexed, SiteIndex } from "./site-index.ts";
import { isAnyOther, isBases, type VcfRow } from "./vcf-row.ts";

export type RowMeaning =
  /** The row is the site's own: every genotype counts. `codes[i]` for allele i of the row. */
  | { readonly kind: "site"; readonly codes: readonly number[]; readonly note: "no-indel" | "unverified" | null }
  /** The row lies elsewhere, but who carries one of its alleles has lost or changed the site. */
  | { readonly kind: "near"; readonly codes: readonly number[] }
  /** The row shows that a part of an indel site is not deleted: bits of the covered bases. */
  | { readonly kind: "part"; readonly bits: number; readonly codes: readonly number[] }
  /** REF is not the site's: another base, or (`problem` null) the row of another variant at the same POS. */
  | { readonly kind: "mismatch"; readonly problem: "reference-mismatch" | "reference-unverified" | null }
  | { readonly kind: "elsewhere" };

const ELSEWHERE: RowMeaning = { kind: "elsewhere" };

/** Bits of all bases of a site's reference. */
export function wholeOf(entry: Indexed): number {
  return 2 ** entry.placement.ref.length - 1;
}

function symbolCode(alt: string): number {
  return alt === "*" || alt.startsWith("<DEL") ? SPANNING : SYMBOLIC;
}

/** Do REF of the row and of the site agree on the bases that both give? N and ambiguity codes say nothing. */
function agrees(row: VcfRow, entry: Indexed): boolean {
  const { pos, ref } = entry.placement;
  const from = Math.max(row.pos, pos);
  const to = Math.min(row.pos + row.ref.length, pos + ref.length);
  for (let at = from; at < to; at++) {
    const base = row.ref[at - row.pos]!;
    if ("ACGT".includes(base) && base !== ref[at - pos]) return false;
  }
  return true;
}

/** Bits of the site's bases that a reference row covers. */
function covered(entry: Indexed, from: number, to: number): number {
  const { pos, ref } = entry.placement;
  const first = Math.max(from, pos) - pos;
  const last = Math.min(to, pos + ref.length - 1) - pos;
  return first > last ? 0 : 2 ** (last + 1) - 2 ** first;
}

export function meaningOf(row: VcfRow, entry: Indexed, index: SiteIndex): RowMeaning {
  const { placement, reference } = entry;
  if (placement.ref.length > 30)
    throw new PangenicError("knowledge-broken", "a site's reference is longer than 30 bases");
  const atSite = row.pos === placement.pos;
  if (!agrees(row, entry)) {
    const letters = unverifiedLetters(row, entry);
    if (letters !== null) return { kind: "site", codes: letters, note: "unverified" };
    if (!atSite) return ELSEWHERE;
    return { kind: "mismatch", problem: placement.refVerified ? "reference-mismatch" : "reference-unverified" };
  }
  if (atSite && row.ref === placement.ref) return exact(row, entry);
  // A called single base is not deleted, whichever base it is.
  const isOneBase = row.ref.length === 1 && row.alts.every((alt) => alt.length === 1 || isAnyOther(alt));
  if (row.isReferenceOnly || (isOneBase && !entry.isSubstitution)) {
    const bits = covered(entry, row.pos, row.end);
    if (bits === 0) return ELSEWHERE;
    const codes = [reference, ...row.alts.map((alt) => (isBases(alt) ? reference : symbolCode(alt)))];
    return bits === wholeOf(entry) ? { kind: "site", codes, note: null } : { kind: "part", bits, codes };
  }
  const bases = index.basesWith(entry.chrom, row.pos, row.ref);
  let known = false;
  let harmful = false;
  const codes = [reference];
  for (const alt of row.alts) {
    let code: number;
    if (isAnyOther(alt) || alt === ".") code = SYMBOLIC;
    else if (isBases(alt)) code = placeAllele(placement, row.pos, row.ref, alt, bases);
    else if (alt === "*") code = covers(entry, row.pos, row.pos + row.ref.length - 1) ? SPANNING : UNTOUCHED;
    // A symbolic allele changes the bases after POS.
    else code = alt.startsWith("<") && covers(entry, row.pos + 1, row.end) ? symbolCode(alt) : UNTOUCHED;
    if (code < UNDOCUMENTED) known = true;
    else if (code !== UNTOUCHED && code !== SYMBOLIC) harmful = true;
    else if (code === SYMBOLIC && !isAnyOther(alt)) harmful = true;
    codes.push(code === UNTOUCHED ? reference : code);
  }
  // An indel written with another anchor is the site's own row; a longer substitution tells only of who carries it.
  if (known && !entry.isSubstitution) return { kind: "site", codes, note: null };
  if (known || harmful) return { kind: "near", codes };
  return atSite ? { kind: "mismatch", problem: null } : ELSEWHERE;
}

function covers(entry: Indexed, from: number, to: number): boolean {
  const { pos, ref } = entry.placement;
  return from <= pos + ref.length - 1 && to >= pos;
}

function exact(row: VcfRow, entry: Indexed): RowMeaning {
  const { placement, reference } = entry;
  const codes = [reference];
  for (const alt of row.alts) {
    const known = placement.spelling.indexOf(alt);
    codes.push(known >= 0 ? known : isBases(alt) ? UNDOCUMENTED : symbolCode(alt));
  }
  const bases = row.alts.filter(isBases);
  const noIndel =
    !entry.isSubstitution && !row.isReferenceOnly && !bases.some((alt) => alt.length > 1 || row.ref.length > 1);
  return { kind: "site", codes, note: noIndel ? "no-indel" : null };
}

/**
 * Where this build's reference is only assumed, the row's own letters tell its alleles: bases are bases in every build.
 * null where that is not so, or where the bases do not say it (indels).
 */
function unverifiedLetters(row: VcfRow, entry: Indexed): number[] | null {
  const { placement } = entry;
  if (placement.refVerified || row.pos !== placement.pos || row.ref.length !== 1) return null;
  if (!entry.isSingleBase || row.isBlock) return null;
  return [row.ref, ...row.alts].map((letters) => {
    const known = placement.spelling.indexOf(letters);
    return known >= 0 ? known : isBases(letters) ? UNDOCUMENTED : symbolCode(letters);
  });
}
