/** The genotypes that a regression reads: people who take no part hidden, impossible calls taken as not seen. */
import type { CohortBlock, CohortVariant } from "../../genome/index.ts";
import type { GenotypeBlock } from "../../kernels/index.ts";
import { type Copies, copiesOf } from "../ploidy.ts";
import type { NoResult } from "./association-rows.ts";
import type { Design } from "./design.ts";

/** Neighboring variants of a block that one design serves. */
export interface Part {
  readonly copies: Copies;
  readonly variants: readonly CohortVariant[];
  readonly genotypes: GenotypeBlock;
}

export function partsOf({ variants, genotypes }: CohortBlock): Part[] {
  const parts: Part[] = [];
  for (let from = 0; from < variants.length; ) {
    const copies = copiesOf(variants[from]!.chrom);
    let to = from + 1;
    while (to < variants.length && copiesOf(variants[to]!.chrom) === copies) to++;
    const { stride, people, bytes } = genotypes;
    parts.push({
      copies,
      variants: from === 0 && to === variants.length ? variants : variants.slice(from, to),
      genotypes: { variants: to - from, people, stride, bytes: bytes.subarray(from * stride, to * stride) },
    });
    from = to;
  }
  return parts;
}

/**
 * People who take no part become code 3, no copy of allele 1, which adds nothing to any sum but their count; one copy of
 * two where a person has only one is an impossible call, and becomes not seen.
 */
export function hidden(block: GenotypeBlock, { takesPart, oneCopy }: Design): GenotypeBlock {
  const { stride, variants } = block;
  if (!takesPart.includes(0) && oneCopy.length === 0) return block;
  const cover = new Uint8Array(stride);
  const single = new Uint8Array(stride);
  for (let person = 0; person < block.people; person++) {
    const at = (person & 3) * 2;
    if (takesPart[person] !== 1) cover[person >> 2]! |= 3 << at;
    else if (oneCopy[person] === 1) single[person >> 2]! |= 1 << at;
  }
  const bytes = new Uint8Array(variants * stride);
  for (let variant = 0, at = 0; variant < variants; variant++)
    for (let i = 0; i < stride; i++, at++) {
      const codes = block.bytes[at]!;
      const one = (codes >> 1) & ~codes & single[i]!;
      bytes[at] = (codes ^ (one * 3)) | cover[i]!;
    }
  return { ...block, bytes };
}

/** The design that serves a part, or why none does. */
export function designFor<D extends Design>(
  copies: Copies,
  plan: { readonly twoCopies: D; readonly x: D | null },
): D | NoResult {
  if (copies === "diploid") return plan.twoCopies;
  return copies === "x" ? (plan.x ?? "SEX_NOT_KNOWN") : "CHROMOSOME_UNSUPPORTED";
}
