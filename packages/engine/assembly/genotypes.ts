// Arithmetic on 2-bit genotypes, four people a byte and one row a variant: packages/engine/src/kernels/genotypes.ts says what
// each does. Memory safety is the caller's: it keeps the slack behind a block that each function names.

export { counts, ldSums, notSeen } from "./genotype-counts";
export { pairCounts, planes } from "./genotype-pairs";
export { peopleCounts } from "./genotype-people";
export { dot, gather, roughDot, score } from "./genotype-sums";
export { unseenProducts } from "./genotype-unseen";

/** The first byte that the caller may use. */
export function heapStart(): usize {
  return (__heap_base + 63) & ~63;
}
