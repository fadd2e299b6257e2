/** Genotypes of a cohort in a VCF, row by row into blocks: nothing is kept of what was read. */
import { type ByteStream, PangenicError, type Task } from "../../base/index.ts";
import { InflateKernel } from "../../kernels/index.ts";
import { TextWindow } from "../bytes/text-window.ts";
import { GenotypeReader } from "../vcf/genotype.ts";
import { scanLimits } from "../vcf/scan.ts";
import { VcfHeaderReader } from "../vcf/vcf-header.ts";
import { isAnyOther, parseRow } from "../vcf/vcf-row.ts";
import { type Cohort, type CohortBlock, type CohortPerson, type CohortVariant, variantsPerBlock } from "./cohort.ts";

/** Rows that give no variant, counted by the reason. */
export interface VcfRowsLeftOut {
  /** More than one ALT. PLINK's `.bed` cannot hold them either; `bcftools norm -m -any` splits them. */
  readonly multiallelic: number;
  /** No ALT, or a reference block. */
  readonly noAlternate: number;
  /** No GT in FORMAT. */
  readonly noGenotypes: number;
  /** A contig that is none of 1–22, X, Y and MT. */
  readonly otherContig: number;
}

export interface VcfCohort extends Cohort {
  /** Of the latest reading, as far as it came. */
  readonly leftOut: VcfRowsLeftOut;
}

export interface VcfCohortOptions {
  readonly blockBytes?: number;
  readonly task?: Task;
}

/**
 * Every row with one ALT, whatever its FILTER. Not seen: no call, a half call (`0/.`), one strand on an autosome, three
 * strands, and an allele that is not written out (`<*>`, `<NON_REF>`). One strand on X, Y or MT is written as two alike,
 * as PLINK does.
 * @param open the file from its start; asked for once for the head, and once for every reading.
 * @param inflate the compiled kernel, `@pangenic/engine/wasm/inflate.wasm`.
 * @throws PangenicError for broken packing, heads, rows and genotypes, here or while blocks are read.
 */
export async function openVcfCohort(
  open: () => Promise<ByteStream>,
  inflate: WebAssembly.Module,
  options: VcfCohortOptions = {},
): Promise<VcfCohort> {
  const header = new VcfHeaderReader();
  for await (const { text, start, end, line } of linesOf(await open(), inflate, {})) {
    if (text[start] !== HASH) break;
    header.line(decoder.decode(text.subarray(start, end)), line);
  }
  return new VcfBlocks(open, inflate, header.finish().samples, options);
}

const LF = 10;
const CR = 13;
const TAB = 9;
const HASH = 35;
const COLON = 58;
const decoder = new TextDecoder();

/** `text[start, end)` without its line end, until the next is asked for. */
interface Line {
  readonly text: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly line: number;
}

async function* linesOf(stream: ByteStream, inflate: WebAssembly.Module, task: Task): AsyncGenerator<Line> {
  const window = new TextWindow(stream, new InflateKernel(inflate), { task, limits: scanLimits });
  let line = 0;
  const lineAt = (start: number, stop: number): Line => {
    const { text } = window.kernel;
    const end = stop > start && text[stop - 1] === CR ? stop - 1 : stop;
    return { text, start, end, line: ++line };
  };
  try {
    while (await window.fill()) {
      const unread = window.kernel.text.subarray(0, window.end);
      for (let stop = unread.indexOf(LF, window.start); stop >= 0; stop = unread.indexOf(LF, window.start)) {
        const { start } = window;
        window.start = stop + 1;
        yield lineAt(start, stop);
      }
      if (window.end - window.start > scanLimits.line)
        throw new PangenicError("line-too-long", `a line is longer than ${scanLimits.line} bytes`, { line: line + 1 });
    }
    if (window.end > window.start) yield lineAt(window.start, window.end);
  } finally {
    await window.close();
  }
}

class VcfBlocks implements VcfCohort {
  readonly people: readonly CohortPerson[];
  leftOut: VcfRowsLeftOut = nothingLeftOut;
  readonly #open: () => Promise<ByteStream>;
  readonly #inflate: WebAssembly.Module;
  readonly #options: VcfCohortOptions;

  constructor(
    open: () => Promise<ByteStream>,
    inflate: WebAssembly.Module,
    samples: readonly string[],
    options: VcfCohortOptions,
  ) {
    this.people = samples.map((id) => ({ familyId: "", id, sex: null, phenotype: null }));
    this.#open = open;
    this.#inflate = inflate;
    this.#options = options;
  }

  async *blocks(): AsyncGenerator<CohortBlock> {
    const count = this.people.length;
    const stride = Math.ceil(count / 4);
    const most = variantsPerBlock(count, this.#options.blockBytes);
    const reader = new GenotypeReader();
    const leftOut = { ...nothingLeftOut };
    this.leftOut = leftOut;
    let bytes = new Uint8Array(Math.min(most, 64) * stride);
    let variants: CohortVariant[] = [];
    let first = 0;
    const block = (): CohortBlock => ({
      first,
      variants,
      genotypes: {
        variants: variants.length,
        people: count,
        stride,
        bytes: bytes.subarray(0, variants.length * stride),
      },
    });
    for await (const each of linesOf(await this.#open(), this.#inflate, this.#options.task ?? {})) {
      if (each.end === each.start || each.text[each.start] === HASH) continue;
      const row = rowOf(each);
      if (typeof row === "string") {
        leftOut[row]++;
        continue;
      }
      if (variants.length === most) {
        yield block();
        first += variants.length;
        variants = [];
      }
      const at = variants.length * stride;
      if (at === bytes.length) {
        const larger = new Uint8Array(Math.min(most * stride, 2 * bytes.length));
        larger.set(bytes);
        bytes = larger;
      }
      readGenotypes(each, row, count, reader, bytes.fill(0, at, at + stride).subarray(at));
      variants.push(row.variant);
    }
    if (variants.length > 0) yield block();
  }
}

const nothingLeftOut = { multiallelic: 0, noAlternate: 0, noGenotypes: 0, otherContig: 0 };

interface Row {
  readonly variant: CohortVariant;
  /** Place of the counted allele among REF and the ALTs. */
  readonly counted: number;
  readonly alleles: number;
  /** One strand counts as two alike. */
  readonly mayBeHaploid: boolean;
  readonly samplesAt: number;
}

function rowOf({ text, start, end, line }: Line): Row | keyof VcfRowsLeftOut {
  const row = parseRow(text, start, end, line);
  if (row === null) return "otherContig";
  const { chrom, pos, ref, alts, format, samplesAt } = row;
  const written = alts.flatMap((alt, i) => (isAnyOther(alt) || alt === "." ? [] : [i]));
  if (written.length === 0) return "noAlternate";
  if (written.length > 1) return "multiallelic";
  const gt = format.indexOf("GT");
  if (gt < 0) return "noGenotypes";
  if (gt > 0)
    throw new PangenicError("vcf-genotype-invalid", "GT must be the first field of FORMAT", { line, field: "FORMAT" });
  const idAt = text.indexOf(TAB, text.indexOf(TAB, start) + 1) + 1;
  const id = decoder.decode(text.subarray(idAt, text.indexOf(TAB, idAt)));
  return {
    variant: { chrom, pos, id, allele1: alts[written[0]!]!, allele2: ref },
    counted: written[0]! + 1,
    alleles: alts.length + 1,
    mayBeHaploid: chrom === "X" || chrom === "Y" || chrom === "MT",
    samplesAt,
  };
}

/** Fills a row of a block that holds zeros. */
function readGenotypes(
  { text, end, line }: Line,
  { counted, alleles, mayBeHaploid, samplesAt }: Row,
  people: number,
  reader: GenotypeReader,
  into: Uint8Array,
): void {
  let at = samplesAt;
  for (let person = 0; person < people; person++) {
    if (at > end)
      throw new PangenicError("vcf-line-short", "the row has fewer columns than the head declares", { line });
    at = reader.read(text, at, end, alleles, line);
    if (text[at] === COLON) while (at < end && text[at] !== TAB) at++;
    at++;
    into[person >> 2]! |= codeOf(reader, counted, mayBeHaploid) << ((person & 3) * 2);
  }
  if (at <= end) throw new PangenicError("vcf-line-short", "the row has more columns than the head declares", { line });
}

/** As in `GenotypeBlock`. */
function codeOf({ first, second, strands }: GenotypeReader, counted: number, mayBeHaploid: boolean): number {
  const other = strands === 1 && mayBeHaploid ? first : second;
  if (strands > 2 || (first !== 0 && first !== counted) || (other !== 0 && other !== counted)) return 1;
  return first === other ? (first === 0 ? 3 : 0) : 2;
}
