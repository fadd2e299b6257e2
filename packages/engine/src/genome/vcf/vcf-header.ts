/** What does the head of a VCF say? Versions 4.1 to 4.5, and what older tools leave out or write differently. */
import { PangenicError } from "../../base/index.ts";

export interface Contig {
  readonly name: string;
  readonly length: number | null;
  readonly assembly: string | null;
}

export interface VcfHeader {
  /** `4.2`. */
  readonly version: string;
  readonly contigs: readonly Contig[];
  /** Values of `##reference=` and `##assembly=` lines. */
  readonly references: readonly string[];
  /** FORMAT key → its `Number`. */
  readonly formats: ReadonlyMap<string, string>;
  readonly filters: readonly string[];
  readonly samples: readonly string[];
}

const COLUMNS = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"];
const VERSIONS = new Set(["4.1", "4.2", "4.3", "4.4", "4.5"]);

/** Fields of `<ID=chr1,length=248956422,Description="a, b">`: commas inside quotes do not separate. */
export function fieldsOf(structured: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const inner = structured.replace(/^</, "").replace(/>\s*$/, "");
  for (const [, key, quoted, bare] of inner.matchAll(/([^=,\s]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^,]*))/g))
    if (!fields.has(key!)) fields.set(key!, quoted ?? bare!.trim());
  return fields;
}

/** Takes the lines of a head one by one. */
export class VcfHeaderReader {
  #version: string | null = null;
  #samples: string[] | null = null;
  readonly #contigs: Contig[] = [];
  readonly #references: string[] = [];
  readonly #formats = new Map<string, string>();
  readonly #filters: string[] = [];

  /** @throws PangenicError `vcf-version-unsupported`, `vcf-column-missing`, `vcf-samples-invalid`, `vcf-header-missing`. */
  line(text: string, lineNumber: number): void {
    const place = { line: lineNumber };
    if (this.#version === null) {
      const version = /^\ufeff?##fileformat\s*=\s*VCFv?(\d+\.\d+)/i.exec(text)?.[1];
      if (version === undefined)
        throw new PangenicError("vcf-header-missing", "the first line must be ##fileformat=VCFv4.x", place);
      if (!VERSIONS.has(version))
        throw new PangenicError("vcf-version-unsupported", `VCF ${version} is not read; 4.1 to 4.5 are`, place);
      this.#version = version;
      return;
    }
    if (!text.startsWith("##")) {
      this.#columns(text, lineNumber);
      return;
    }
    const at = text.indexOf("=");
    if (at < 0) return;
    const key = text.slice(2, at).trim().toLowerCase();
    const value = text.slice(at + 1).trim();
    if (key === "reference" || key === "assembly") this.#references.push(value);
    else if (key === "contig") this.#contig(value);
    else if (key === "format") this.#definition(value, (id, number) => this.#formats.set(id, number));
    else if (key === "filter") this.#definition(value, (id) => this.#filters.push(id));
  }

  #contig(value: string): void {
    const fields = fieldsOf(value);
    const name = fields.get("ID") ?? fields.get("id");
    if (name === undefined) return;
    const length = Number(fields.get("length") ?? fields.get("Length"));
    this.#contigs.push({
      name,
      length: Number.isInteger(length) && length > 0 ? length : null,
      assembly: fields.get("assembly") ?? null,
    });
  }

  #definition(value: string, keep: (id: string, number: string) => void): void {
    const fields = fieldsOf(value);
    const id = fields.get("ID");
    if (id !== undefined) keep(id, fields.get("Number") ?? "");
  }

  #columns(text: string, lineNumber: number): void {
    const place = { line: lineNumber };
    if (this.#samples !== null)
      throw new PangenicError("vcf-header-missing", "a second column line: two files were joined", place);
    const names = text.split("\t");
    for (const [i, name] of COLUMNS.entries())
      if (names[i]?.trim() !== name)
        throw new PangenicError("vcf-column-missing", `column ${i + 1} must be ${name}, separated by tabs`, {
          ...place,
          field: name,
        });
    if (names.length === 8)
      throw new PangenicError(
        "vcf-column-missing",
        "the file has no genotypes: FORMAT and sample columns are missing",
        {
          ...place,
          field: "FORMAT",
        },
      );
    if (names[8]?.trim() !== "FORMAT")
      throw new PangenicError("vcf-column-missing", "column 9 must be FORMAT", { ...place, field: "FORMAT" });
    const samples = names.slice(9);
    if (samples.length === 0)
      throw new PangenicError("vcf-samples-invalid", "there is no sample column after FORMAT", place);
    if (samples.some((name) => name.trim() === ""))
      throw new PangenicError("vcf-samples-invalid", "a sample column has no name", place);
    if (new Set(samples).size < samples.length)
      throw new PangenicError("vcf-samples-invalid", "two sample columns have the same name", place);
    this.#samples = samples;
  }

  /** @throws PangenicError `vcf-header-missing`, where the column line or the whole head is missing. */
  finish(): VcfHeader {
    if (this.#version === null || this.#samples === null)
      throw new PangenicError("vcf-header-missing", "the column line (#CHROM …) is missing before the first row");
    return {
      version: this.#version,
      contigs: this.#contigs,
      references: this.#references,
      formats: this.#formats,
      filters: this.#filters,
      samples: this.#samples,
    };
  }
}
