/** Do the studies count the same allele? Results at one position, brought to one pair of alleles and one strand. */
import { complementOf, isPalindromic } from "../score/allele-fit.ts";
import type { SummaryRow } from "./summary-row.ts";

/** A result of one study, for the variant's effect allele. */
export interface AlignedRow {
  /** Place of the study in the list of studies, from 0. */
  readonly study: number;
  readonly effect: number;
  readonly standardError: number;
  readonly frequency: number;
  readonly people: number;
}

export interface AlignedVariant {
  /** Place in `chromosomes`, from 0. */
  readonly chrom: number;
  readonly pos: number;
  /** Of the first study that has one. */
  readonly id: string;
  /** As the first of these studies has it. */
  readonly effectAllele: string;
  readonly otherAllele: string;
  /** In the order of the studies. */
  readonly rows: readonly AlignedRow[];
}

/** Why a study's row takes no part. */
export const alignmentDrops = ["palindromic-undecided", "palindromic-conflict", "strands-collide"] as const;
export type AlignmentDrop = (typeof alignmentDrops)[number];

/** What was done to the rows of each study. */
export interface AlignmentLog {
  /** `[studies]` */
  readonly used: Uint32Array;
  readonly swapped: Uint32Array;
  readonly flipped: Uint32Array;
  readonly dropped: Readonly<Record<AlignmentDrop, Uint32Array>>;
  /** Told of every row that is dropped. */
  readonly onDrop?: (why: AlignmentDrop, study: number, row: SummaryRow) => void;
}

export function alignmentLog(studies: number, onDrop?: AlignmentLog["onDrop"]): AlignmentLog {
  const column = (): Uint32Array => new Uint32Array(studies);
  const dropped = Object.fromEntries(alignmentDrops.map((why) => [why, column()])) as Record<
    AlignmentDrop,
    Uint32Array
  >;
  return { used: column(), swapped: column(), flipped: column(), dropped, ...(onDrop && { onDrop }) };
}

export interface StudyRow {
  readonly study: number;
  readonly row: SummaryRow;
}

/** A minor allele this frequent is too near one half for its frequency to tell the strand. */
const UNDECIDED = 0.4;

/**
 * The variants at one position. Alleles that two studies give in the other order are swapped, with the effect's sign and the
 * frequency; alleles on the other strand are complemented. A/T and C/G look the same on both strands: they are combined only
 * where every study's minor allele is rarer than 0.4 and is the same allele; frequencies never turn a result around.
 * Several alternate alleles are several variants.
 * @param rows at one chromosome and position, in the order of the studies.
 */
export function alignSite(rows: readonly StudyRow[], log: AlignmentLog): AlignedVariant[] {
  const byPair = new Map<string, StudyRow[]>();
  for (const row of rows) {
    const key = strandlessPair(row.row);
    const group = byPair.get(key);
    if (group) group.push(row);
    else byPair.set(key, [row]);
  }
  const variants: AlignedVariant[] = [];
  for (const group of byPair.values()) {
    const kept = combinable(withoutCollisions(group, log), log);
    if (kept.length > 0) variants.push(aligned(kept, log));
  }
  return variants;
}

/** The same for both orders and, of single bases and sequences of bases, both strands. */
function strandlessPair({ effectAllele, otherAllele }: SummaryRow): string {
  const pair = sortedPair(effectAllele, otherAllele);
  // An indel on the other strand would be anchored on another base: its complement means nothing.
  if (effectAllele.length > 1 || otherAllele.length > 1) return pair;
  const flipped = sortedPair(complementOf(effectAllele), complementOf(otherAllele));
  return pair < flipped ? pair : flipped;
}

function sortedPair(one: string, other: string): string {
  return one < other ? `${one}/${other}` : `${other}/${one}`;
}

function drop(why: AlignmentDrop, { study, row }: StudyRow, log: AlignmentLog): void {
  log.dropped[why][study]!++;
  log.onDrop?.(why, study, row);
}

/** A study with both A/G and T/C at one position: nobody can say which of them is the others' variant. */
function withoutCollisions(group: readonly StudyRow[], log: AlignmentLog): readonly StudyRow[] {
  const isCollision = (one: StudyRow): boolean => group.some((other) => other !== one && other.study === one.study);
  if (!group.some(isCollision)) return group;
  for (const row of group.filter(isCollision)) drop("strands-collide", row, log);
  return group.filter((row) => !isCollision(row));
}

function combinable(group: readonly StudyRow[], log: AlignmentLog): readonly StudyRow[] {
  const first = group[0]?.row;
  if (group.length < 2 || !first || !isPalindromic(first.effectAllele, first.otherAllele)) return group;
  const minor = ({ row }: StudyRow): string | null => {
    if (!(Math.min(row.frequency, 1 - row.frequency) < UNDECIDED)) return null;
    return row.frequency < 0.5 ? row.effectAllele : row.otherAllele;
  };
  const decided = group.filter((row) => minor(row) !== null);
  for (const row of group) if (minor(row) === null) drop("palindromic-undecided", row, log);
  if (new Set(decided.map(minor)).size <= 1) return decided;
  for (const row of decided) drop("palindromic-conflict", row, log);
  return [];
}

function aligned(group: readonly StudyRow[], log: AlignmentLog): AlignedVariant {
  const { chrom, pos, effectAllele, otherAllele } = group[0]!.row;
  const rows = group.map(({ study, row }): AlignedRow => {
    const isFlipped = sortedPair(row.effectAllele, row.otherAllele) !== sortedPair(effectAllele, otherAllele);
    const counted = isFlipped ? complementOf(row.effectAllele) : row.effectAllele;
    const isSwapped = counted !== effectAllele;
    log.used[study]!++;
    if (isFlipped) log.flipped[study]!++;
    if (isSwapped) log.swapped[study]!++;
    return {
      study,
      effect: isSwapped ? -row.effect : row.effect,
      standardError: row.standardError,
      frequency: isSwapped ? 1 - row.frequency : row.frequency,
      people: row.people,
    };
  });
  const id = group.find(({ row }) => row.id !== "")?.row.id ?? "";
  return { chrom, pos, id, effectAllele, otherAllele, rows };
}
