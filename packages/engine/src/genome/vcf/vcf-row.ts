/** The first nine columns of a row, and where its samples begin. */
import { type Chromosome, chromosomeNamed, PangenicError } from "../../base/index.ts";

export interface VcfRow {
  readonly chrom: Chromosome;
  readonly pos: number;
  readonly ref: string;
  /** Empty where ALT is `.`. */
  readonly alts: readonly string[];
  /** FILTER is PASS or not given. */
  readonly passed: boolean;
  /** NaN where not given. */
  readonly qual: number;
  /** Last base that the row speaks of: REF, or for reference blocks and symbolic alleles INFO END or SVLEN. */
  readonly end: number;
  /** No ALT, or only "any other allele": the row says that the sample carries the reference. */
  readonly isReferenceOnly: boolean;
  /** A reference block of a gVCF. */
  readonly isBlock: boolean;
  readonly format: readonly string[];
  /** Byte where the first sample begins. */
  readonly samplesAt: number;
  /** Counted from 1, for messages. */
  readonly line: number;
}

const TAB = 9;
const decoder = new TextDecoder("utf-8", { fatal: false });

/** `<NON_REF>` (GATK) and `<*>` (the specification): every allele that was not written out. */
export function isAnyOther(alt: string): boolean {
  return alt === "<*>" || alt === "<NON_REF>";
}

/** `<DEL>`, breakends, `*`, and sequences with unread bases name no allele. */
export function isBases(alt: string): boolean {
  return /^[ACGT]+$/.test(alt);
}

/**
 * @throws PangenicError `vcf-line-short`, `vcf-position-invalid`, `vcf-allele-invalid`; null where the contig is none of
 * the chromosomes.
 */
export function parseRow(text: Uint8Array, start: number, end: number, line: number): VcfRow | null {
  let at = start;
  for (let column = 0; column < 9; column++) {
    at = text.indexOf(TAB, at);
    if (at < 0 || at >= end)
      throw new PangenicError("vcf-line-short", "the row has fewer columns than the head declares", { line });
    at++;
  }
  const columns = decoder.decode(text.subarray(start, at - 1)).split("\t");
  const [contig, posText, , refText, altText, qualText, filter, info, format] = columns as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const chrom = chromosomeNamed(contig);
  if (chrom === null) return null;
  const pos = Number(posText);
  if (!/^\d+$/.test(posText) || !Number.isSafeInteger(pos) || pos > 2 ** 31)
    throw new PangenicError("vcf-position-invalid", "POS must be a whole number from 0", { line, field: "POS" });
  const place = { line, site: `${chrom}:${pos}` };
  const ref = refText.toUpperCase();
  if (!/^[ACGTUNRYSWKMBDHV]+$/.test(ref))
    throw new PangenicError("vcf-allele-invalid", "REF must be bases", { ...place, field: "REF" });
  const alts = altText === "." ? [] : altText.split(",").map((alt) => (alt.startsWith("<") ? alt : alt.toUpperCase()));
  for (const alt of alts)
    if (
      !/^(?:[ACGTUNRYSWKMBDHV]+|\*|\.|<[^<>\s]+>|[ACGTN.]*[[\]][^[\]]+[[\]][ACGTN.]*|\.[ACGTN]+|[ACGTN]+\.)$/.test(alt)
    )
      throw new PangenicError("vcf-allele-invalid", "ALT must be bases, `*`, `.`, a symbol in <> or a breakend", {
        ...place,
        field: "ALT",
      });
  const isReferenceOnly = alts.every((alt) => isAnyOther(alt) || alt === ".");
  const stated = /(?:^|;)END=(\d+)/.exec(info)?.[1];
  const spans = isReferenceOnly || alts.some((alt) => alt.startsWith("<"));
  const svlen = isReferenceOnly ? undefined : /(?:^|;)SVLEN=-?(\d+)/.exec(info)?.[1];
  const lastOfRef = pos + ref.length - 1;
  const keys = format.split(":");
  const length = isReferenceOnly && keys.includes("LEN") ? longest(text.subarray(at, end), keys.indexOf("LEN")) : 0;
  return {
    chrom,
    pos,
    ref,
    alts,
    passed: filter === "PASS" || filter === "." || filter === "",
    qual: qualText === "." ? Number.NaN : Number(qualText),
    end: spans ? Math.max(lastOfRef, Number(stated ?? 0), pos + Number(svlen ?? -1), pos + length - 1) : lastOfRef,
    isReferenceOnly,
    isBlock: isReferenceOnly && (stated !== undefined || length > 0 || alts.some(isAnyOther)),
    format: keys,
    samplesAt: at,
    line,
  };
}

/** VCF 4.5 gives the length of a reference block per sample: the largest of them. */
function longest(samples: Uint8Array, field: number): number {
  return decoder
    .decode(samples)
    .split("\t")
    .map((sample) => Number(sample.split(":")[field]))
    .reduce((most, length) => (Number.isSafeInteger(length) && length > most ? length : most), 0);
}
