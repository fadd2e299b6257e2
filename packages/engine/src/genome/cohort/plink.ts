/** Genotypes of a cohort in PLINK's three files, `.bed`, `.bim` and `.fam`: one look over the rows, then any block by its number. */
import { type ByteSource, PangenicError, type Task } from "../../base/index.ts";
import type { GenotypeBlock } from "../../kernels/index.ts";
import { checkBed } from "./bed.ts";
import { indexBim, type VariantRows, variantsOf } from "./bim.ts";
import {
  type CohortBlock,
  type CohortPerson,
  type CohortVariant,
  type IndexedCohort,
  variantsPerBlock,
} from "./cohort.ts";
import { readFam } from "./fam.ts";

export interface PlinkFiles {
  readonly bed: ByteSource;
  readonly bim: ByteSource;
  readonly fam: ByteSource;
}

export interface PlinkOptions {
  /** Genotype bytes of a block, see `variantsPerBlock`. */
  readonly blockBytes?: number;
  /** What another reader of the same files found, so that the rows are not looked over again. */
  readonly rows?: VariantRows;
  readonly task?: Task;
}

export interface PlinkCohort extends IndexedCohort {
  /** Where the rows of each block stand: plain data, for a reader elsewhere. */
  readonly rows: VariantRows;
}

/**
 * Looks over `.fam` and `.bim` once. Memory does not grow with the variants: of the `.bim` only the place of each block's
 * first row is kept. What is missing: allele `0` of a `.bim` stays as written; nothing is filled in.
 * @throws PangenicError `file-empty`, `encoding-unsupported`, `line-too-long`, `plink-line-invalid`,
 * `plink-position-invalid`, `plink-person-duplicated`, `plink-bed-invalid`, `plink-bed-person-major`, `plink-bed-size`.
 * @see https://www.cog-genomics.org/plink/1.9/formats
 */
export async function openPlink(files: PlinkFiles, options: PlinkOptions = {}): Promise<PlinkCohort> {
  const people = await readFam(files.fam);
  const size = variantsPerBlock(people.length, options.blockBytes);
  const rows = options.rows ?? (await indexBim(files.bim, size, options.task));
  await checkBed(files.bed, rows.count, people.length);
  return new PlinkBlocks(files, people, rows);
}

/** Before the genotypes of a `.bed`: two bytes that mark it, and one that says variant by variant. */
const BED_HEAD = 3;

class PlinkBlocks implements PlinkCohort {
  readonly people: readonly CohortPerson[];
  readonly rows: VariantRows;
  readonly variantCount: number;
  readonly blockCount: number;
  readonly #files: PlinkFiles;
  readonly #stride: number;
  /** Of the reading before: a study reads a cohort many times. */
  #spare: readonly [Area, Area] | null = null;

  constructor(files: PlinkFiles, people: readonly CohortPerson[], rows: VariantRows) {
    this.#files = files;
    this.people = people;
    this.rows = rows;
    this.#stride = Math.ceil(people.length / 4);
    this.variantCount = rows.count;
    this.blockCount = Math.ceil(rows.count / rows.perBlock);
  }

  block(index: number, into?: Uint8Array): Promise<CohortBlock> {
    return this.#read(index, into);
  }

  /** @param textArea memory for the rows of the `.bim`. */
  async #read(index: number, into?: Uint8Array, textArea?: Uint8Array): Promise<CohortBlock> {
    const { perBlock, count, starts } = this.rows;
    const first = index * perBlock;
    const size = Math.min(perBlock, count - first);
    if (!Number.isInteger(index) || !(size > 0)) throw new PangenicError("shape", "there is no block of this number");
    const stride = this.#stride;
    const wanted = size * stride;
    const room = into !== undefined && into.length >= wanted ? into : undefined;
    const genotypes = this.#files.bed.read(BED_HEAD + first * stride, wanted, room);
    const length = starts[index + 1]! - starts[index]!;
    const text = this.#files.bim.read(starts[index]!, length, textArea);
    const rows = await text;
    const bytes = await genotypes;
    if (bytes.length < wanted || rows.length < length)
      throw new PangenicError("file-unreadable", "the file became shorter while it was read");
    return plinkBlock(first, { variants: size, people: this.people.length, stride, bytes }, rows);
  }

  /** Reads a block ahead, in two areas by turns. */
  async *blocks(): AsyncGenerator<CohortBlock> {
    const areas = this.#spare ?? [this.#area(1), this.#area(2)];
    this.#spare = null;
    const read = (index: number): Promise<CohortBlock> => {
      const { genotypes, text } = areas[(index & 1) as 0 | 1];
      return this.#read(index, genotypes, text);
    };
    let ahead: Promise<CohortBlock> | null = read(0);
    try {
      for (let index = 0; ahead !== null; index++) {
        const block: CohortBlock = await ahead;
        ahead = index + 1 < this.blockCount ? read(index + 1) : null;
        // Whoever stops early leaves a promise behind that nobody awaits.
        ahead?.catch(() => {});
        yield block;
      }
    } finally {
      // What is being read still goes there.
      await ahead?.catch(() => {});
      this.#spare = areas;
    }
  }

  /** Room for any block; none where there are fewer blocks. */
  #area(blocks: number): Area {
    const { perBlock, starts } = this.rows;
    if (this.blockCount < blocks) return { genotypes: new Uint8Array(0), text: new Uint8Array(0) };
    let text = 0;
    for (let i = 1; i < starts.length; i++) text = Math.max(text, starts[i]! - starts[i - 1]!);
    const genotypes = Math.min(perBlock, this.variantCount) * this.#stride;
    return { genotypes: new Uint8Array(genotypes), text: new Uint8Array(text) };
  }
}

interface Area {
  readonly genotypes: Uint8Array;
  readonly text: Uint8Array;
}

/** Most passes over a cohort ask for genotypes alone: an object for each variant is made when one asks. */
function plinkBlock(first: number, genotypes: GenotypeBlock, rows: Uint8Array): CohortBlock {
  let variants: readonly CohortVariant[] | null = null;
  return {
    first,
    genotypes,
    // Its own and not a class's, so that a copy of the block has it too.
    get variants() {
      variants ??= variantsOf(rows, genotypes.variants);
      return variants;
    },
  };
}
