/** What the head of a scoring file states: which score, in which build, from whom, and on what terms. */
import type { Build } from "../../base/index.ts";
import { buildNamed, type Claim } from "../build.ts";

/** Fields of the PGS Catalog's and OmicsPred's heads; null where the file does not state one. */
export interface ScoringHeader {
  /** `pgs_id` or `omicspred_id`. */
  readonly id: string | null;
  readonly name: string | null;
  readonly trait: string | null;
  /** Version of the format, `2.0`. */
  readonly version: string | null;
  /** `beta`, `log(OR)` …; `NR` is not reported and counts as not stated. */
  readonly weightType: string | null;
  /** Build of the authors' positions. `other`: one that is not read, such as NCBI36. */
  readonly build: Claim;
  /** Build of the harmonized positions (`hm_chr`, `hm_pos`). */
  readonly harmonizedBuild: Build | null;
  /** Rows that the head announces. */
  readonly variants: number | null;
  readonly license: string | null;
  readonly citation: string | null;
}

/** Values that say that nothing is said. */
const NOTHING = /^(?:|NR|NA|N\/A|None|null)$/i;

/** Takes the lines of a head one by one. */
export class ScoringHeaderReader {
  readonly #fields = new Map<string, string>();

  /** @returns false where the line is no line of a head: a column line may begin with `#` too. */
  line(text: string): boolean {
    if (!text.startsWith("#")) return false;
    const field = /^#+\s*([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(text);
    if (field === null) return !/^#[^\s#]+[\t, ].*(?:allele|weight|score|a1)/i.test(text);
    const key = field[1]!.toLowerCase();
    // Spreadsheets fill a line with separators up to the last column.
    if (!this.#fields.has(key)) this.#fields.set(key, field[2]!.trim());
    return true;
  }

  #text(...keys: readonly string[]): string | null {
    const value = keys.map((key) => this.#fields.get(key)).find((found) => found !== undefined) ?? "";
    return NOTHING.test(value) ? null : value;
  }

  finish(): ScoringHeader {
    const build = this.#text("genome_build");
    const harmonized = this.#text("hmpos_build");
    const named = harmonized === null ? null : buildNamed(harmonized);
    const variants = Number(this.#text("variants_number") ?? Number.NaN);
    return {
      id: this.#text("pgs_id", "omicspred_id"),
      name: this.#text("pgs_name"),
      trait: this.#text("trait_reported"),
      version: this.#text("format_version"),
      weightType: this.#text("weight_type"),
      build: build === null ? null : buildNamed(build),
      harmonizedBuild: named === "other" ? null : named,
      variants: Number.isInteger(variants) ? variants : null,
      license: this.#text("license"),
      citation: this.#text("citation"),
    };
  }
}
