/** What warfarin's flow needs from the genes: copies of named alleles, and which of them could have been seen at all. */
import type { GeneCall } from "../../call.ts";
import type { GeneFacts } from "../../gene.ts";
import { type GeneResult, resultOf } from "../gene-result.ts";
import type { StarCopies, Vkorc1 } from "./equations.ts";

export const warfarinGenes: ReadonlySet<string> = new Set(["CYP2C9", "CYP4F2", "VKORC1"]);

/** Alleles the flow reduces the calculated dose for. @see CPIC 2017, Figure 2 */
export const reducedAlleles = ["*5", "*6", "*8", "*11"] as const;

export interface Cyp2c9 extends StarCopies {
  /** Copies of *5, *6, *8 or *11. */
  readonly reduced: number;
  /** Copies altered in another way: neither the equations nor the flow count them. */
  readonly uncounted: number;
  readonly poorMetabolizer: boolean;
}

export interface WarfarinGenotype {
  /** null: not known. */
  readonly vkorc1: Vkorc1 | null;
  readonly cyp2c9: Cyp2c9 | null;
  /** The positions of *5, *6, *8 and *11 were all seen. */
  readonly reducedTested: boolean;
  /** Copies of CYP4F2 rs2108622 T; null: not known. */
  readonly cyp4f2T: number | null;
  /** Copies of rs12777823 A, reported next to CYP2C9; null: not known. */
  readonly rs12777823A: number | null;
}

/**
 * @param calls by gene. @param facts by gene; allele definitions tell which alleles carry the bases of *2, *3, ….
 * @param rs12777823A copies seen at the extra site of CYP2C9; null where it was not seen.
 */
export function warfarinGenotype(
  calls: ReadonlyMap<string, GeneCall>,
  facts: ReadonlyMap<string, GeneFacts>,
  rs12777823A: number | null,
): WarfarinGenotype {
  const of = <T>(gene: string, read: (result: GeneResult, facts?: GeneFacts) => T): T | null =>
    agreed(calls.get(gene), facts.get(gene), read);
  const cyp2c9 = calls.get("CYP2C9");
  const unseen = cyp2c9?.uncallable ?? [];
  const starsSeen = !unseen.includes("*2") && !unseen.includes("*3");
  return {
    vkorc1: of("VKORC1", vkorc1Of),
    cyp2c9: starsSeen ? of("CYP2C9", cyp2c9Of) : null,
    // A laboratory call names what was found, not what was looked for: only a carrier found was surely tested.
    reducedTested:
      cyp2c9?.from === "file"
        ? !reducedAlleles.some((allele) => unseen.includes(allele))
        : (of("CYP2C9", cyp2c9Of)?.reduced ?? 0) > 0,
    cyp4f2T: of("CYP4F2", cyp4f2Of),
    rs12777823A,
  };
}

/** What the flow does with one result of one gene: equal where it does the same. */
export function warfarinAction(gene: string, result: GeneResult, facts?: GeneFacts): string {
  if (gene === "VKORC1") return vkorc1Of(result) ?? "unknown";
  if (gene === "CYP4F2") return String((cyp4f2Of(result, facts) ?? 0) > 0);
  const copies = cyp2c9Of(result, facts);
  return copies
    ? [copies.star2, copies.star3, Math.min(copies.reduced, 2), copies.poorMetabolizer].join(" ")
    : "unknown";
}

export function vkorc1Of(result: GeneResult): Vkorc1 | null {
  return (["GG", "AG", "AA"] as const).find((pair) => result.keys.includes(`-1639 ${pair}`)) ?? null;
}

export function cyp2c9Of(result: GeneResult, facts?: GeneFacts): Cyp2c9 | null {
  const names = namesOf(result);
  if (names.length !== 2) return null;
  const count = (...markers: readonly string[]): number =>
    names.filter((name) => markers.some((marker) => carries(name, marker, facts))).length;
  const counted = ["*2", "*3", ...reducedAlleles];
  return {
    star2: count("*2"),
    star3: count("*3"),
    reduced: count(...reducedAlleles),
    uncounted: names.filter((name) => !counted.some((marker) => carries(name, marker, facts)) && isAltered(name, facts))
      .length,
    poorMetabolizer: result.keys.includes("Poor Metabolizer"),
  };
}

/** rs2108622 T is the one base that defines *3; other alleles carry it beside more. */
export function cyp4f2Of(result: GeneResult, facts?: GeneFacts): number | null {
  const names = namesOf(result);
  return names.length === 2 ? names.filter((name) => carries(name, "*3", facts)).length : null;
}

/** Null where candidates disagree: the flow then has no genotype to go by. */
function agreed<T>(
  call: GeneCall | undefined,
  facts: GeneFacts | undefined,
  read: (result: GeneResult, facts?: GeneFacts) => T,
): T | null {
  const values = (call?.diplotypes ?? []).map((diplotype) => read(resultOf(diplotype, facts), facts));
  const first = values[0];
  if (first === undefined) return null;
  return values.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : null;
}

function namesOf(result: GeneResult): string[] {
  return Object.entries(result.copies).flatMap(([name, copies]) => Array<string>(copies).fill(name));
}

/** The allele is the marker, or its definition holds every base of the marker's. */
function carries(name: string, marker: string, facts: GeneFacts | undefined): boolean {
  if (name === marker) return true;
  const defined = (one: string): readonly string[] =>
    facts?.alleles.find((allele) => allele.name === one)?.requires.map((base) => base.join(",")) ?? [];
  const needed = defined(marker);
  const held = defined(name);
  return needed.length > 0 && needed.every((base) => held.includes(base));
}

function isAltered(name: string, facts: GeneFacts | undefined): boolean {
  return facts?.alleles.find((allele) => allele.name === name)?.function !== "Normal function" && name !== "*1";
}
