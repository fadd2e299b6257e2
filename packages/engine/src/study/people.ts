/** Some of a cohort's people: a group, those who take part, everyone but one who withdrew. */
import type { Cohort, CohortBlock, IndexedCohort } from "../genome/index.ts";
import type { GenotypeBlock } from "../kernels/index.ts";

/**
 * Genotypes of the people at these places, in this order.
 * @param into memory of at least `variants × ⌈people / 4⌉` bytes.
 */
export function peopleOf(block: GenotypeBlock, people: Int32Array, into?: Uint8Array): GenotypeBlock {
  const { variants, stride, bytes } = block;
  const width = Math.ceil(people.length / 4);
  const out = into?.subarray(0, variants * width) ?? new Uint8Array(variants * width);
  // Where a person's code lies is the same in every row.
  const from = people.map((person) => person >> 2);
  const shift = Uint8Array.from(people, (person) => (person & 3) * 2);
  const count = people.length;
  for (let variant = 0, row = 0, at = 0; variant < variants; variant++, row += stride) {
    let i = 0;
    for (; i + 3 < count; i += 4)
      out[at++] =
        ((bytes[row + from[i]!]! >> shift[i]!) & 3) |
        (((bytes[row + from[i + 1]!]! >> shift[i + 1]!) & 3) << 2) |
        (((bytes[row + from[i + 2]!]! >> shift[i + 2]!) & 3) << 4) |
        (((bytes[row + from[i + 3]!]! >> shift[i + 3]!) & 3) << 6);
    if (i < count) {
      let byte = 0;
      for (let k = 0; i < count; i++, k += 2) byte |= ((bytes[row + from[i]!]! >> shift[i]!) & 3) << k;
      out[at++] = byte;
    }
  }
  return { variants, people: count, stride: width, bytes: out };
}

/** Genotypes of the variants at these places of a block, in this order. */
export function variantsAt(block: GenotypeBlock, variants: Int32Array): GenotypeBlock {
  const { stride } = block;
  const bytes = new Uint8Array(variants.length * stride);
  for (const [i, variant] of variants.entries())
    bytes.set(block.bytes.subarray(variant * stride, (variant + 1) * stride), i * stride);
  return { ...block, variants: variants.length, bytes };
}

/** A cohort of the people at these places, in this order; indexed where the whole is. */
export function withPeople<C extends Cohort>(
  cohort: C,
  people: Int32Array,
): C extends IndexedCohort ? IndexedCohort : Cohort {
  type Chosen = C extends IndexedCohort ? IndexedCohort : Cohort;
  let area = new Uint8Array(0);
  const of = (block: CohortBlock): CohortBlock => {
    const bytes = block.genotypes.variants * Math.ceil(people.length / 4);
    if (area.length < bytes) area = new Uint8Array(bytes);
    return {
      first: block.first,
      get variants() {
        return block.variants;
      },
      genotypes: peopleOf(block.genotypes, people, area),
    };
  };
  const chosen: Cohort = {
    people: Array.from(people, (person) => cohort.people[person]!),
    async *blocks() {
      for await (const block of cohort.blocks()) yield of(block);
    },
  };
  if (!isIndexed(cohort)) return chosen as Chosen;
  const indexed: IndexedCohort = {
    ...chosen,
    variantCount: cohort.variantCount,
    blockCount: cohort.blockCount,
    block: async (index, into) => of(await cohort.block(index, into)),
  };
  return indexed as Chosen;
}

export function isIndexed(cohort: Cohort): cohort is IndexedCohort {
  return "blockCount" in cohort;
}
