/** Results that a laboratory or another program has called: a tab-separated file, one result a line. */
import { PangenicError } from "../../../base/index.ts";

/** One line: at least one of `call`, `phenotype` and `activityScore` is there. */
export interface OutsideCall {
  readonly gene: string;
  /** null: the file has no sample column. */
  readonly sample: string | null;
  readonly call: string | null;
  readonly phenotype: string | null;
  /** `1.25`, `≥3.0`, `n/a`. */
  readonly activityScore: string | null;
  readonly line: number;
}

type Column = "sample" | "gene" | "call" | "phenotype" | "activityScore";

const WITHOUT_HEADER: readonly Column[] = ["gene", "call", "phenotype", "activityScore"];
const TITLES: Readonly<Record<string, Column>> = {
  sample: "sample",
  gene: "gene",
  call: "call",
  diplotype: "call",
  phenotype: "phenotype",
  "activity score": "activityScore",
  activity_score: "activityScore",
};

/**
 * Lines of `gene, call[, phenotype[, activity score]]`, or columns in any order below a header line that names them and may
 * name `sample`. Empty lines and lines beginning with `#` are passed over.
 * @param genes symbols that may stand there.
 * @throws PangenicError `outside-call-invalid` with line and rule; `gene-unknown`; `file-empty`.
 */
export function readOutsideCalls(text: string, genes: ReadonlySet<string>): OutsideCall[] {
  const calls: OutsideCall[] = [];
  let columns: readonly Column[] | null = null;
  for (const [i, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const line = i + 1;
    const content = raw.replace(/\r$/, "");
    if (content.trim() === "" || content.startsWith("#")) continue;
    const cells = content.split("\t").map((cell) => cell.trim());
    if (columns === null) {
      const titles = cells.map((cell) => TITLES[cell.toLowerCase()]);
      const isHeader = titles.includes("gene");
      columns = isHeader ? headerOf(titles, line) : WITHOUT_HEADER;
      if (isHeader) continue;
    }
    calls.push(callIn(cells, columns, genes, line));
  }
  if (calls.length === 0) throw new PangenicError("file-empty", "no laboratory result stands in the file");
  return calls;
}

function headerOf(titles: readonly (Column | undefined)[], line: number): Column[] {
  const known = titles.filter((title) => title !== undefined);
  if (known.length < titles.length) throw invalid("the header names a column that is not known", line);
  if (new Set(known).size < known.length) throw invalid("the header names a column twice", line);
  return known;
}

function callIn(
  cells: readonly string[],
  columns: readonly Column[],
  genes: ReadonlySet<string>,
  line: number,
): OutsideCall {
  if (cells.slice(columns.length).some((cell) => cell !== "")) throw invalid("more cells than columns", line);
  if (cells.length === 1) throw invalid("one cell only; columns are separated by tabs", line);
  const cell = (column: Column): string | null => cells[columns.indexOf(column)] || null;
  const gene = cell("gene");
  if (gene === null) throw invalid("no gene", line, "gene");
  if (!genes.has(gene))
    throw new PangenicError("gene-unknown", `line ${line}: gene not known`, { line, field: "gene" });
  if (columns.includes("sample") && cell("sample") === null) throw invalid("no sample", line, "sample");
  const score = cell("activityScore");
  const call = cell("call");
  if (score !== null && !isScore(score)) throw invalid("activity score is no number", line, "activity score");
  if (call !== null && haplotypesIn(call).some((name) => name === "") === true)
    throw invalid("a side of the diplotype is empty", line, "call");
  if (call !== null && haplotypesIn(call).length > 2) throw invalid("more than two haplotypes", line, "call");
  const found = { gene, sample: cell("sample"), call, phenotype: cell("phenotype"), line };
  if (call === null && found.phenotype === null && score === null)
    throw invalid("neither call, phenotype nor activity score", line);
  return { ...found, activityScore: score === null ? null : scoreText(score) };
}

function invalid(rule: string, line: number, field?: string): PangenicError {
  return new PangenicError("outside-call-invalid", `line ${line}: ${rule}`, field ? { line, field } : { line });
}

function isScore(text: string): boolean {
  return /^(≥|>=)?\s*\d+(\.\d+)?$/.test(text) || text.toLowerCase() === "n/a";
}

/** As rules write it: one decimal at least, `≥` for "or more". */
function scoreText(text: string): string {
  if (text.toLowerCase() === "n/a") return "n/a";
  const number = text.replace(/^(≥|>=)\s*/, "");
  const value = String(Number(number));
  return `${number === text ? "" : "≥"}${value.includes(".") ? value : `${value}.0`}`;
}

/** Split at `/` outside brackets: names may hold commas, and `(a/b)` is one name. */
export function haplotypesIn(call: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const char of call) {
    if (char === "[" || char === "(") depth++;
    if (char === "]" || char === ")") depth--;
    if (char === "/" && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim());
}

/**
 * The lines of one sample.
 * @param samples all samples of the genome file; empty where there is none.
 * @throws PangenicError `outside-sample-missing`, when the file names no samples and the genome file has more than one,
 *   when it names none of the genome file's, or when it names several and there is no genome file to say which is meant.
 */
export function outsideCallsOf(
  calls: readonly OutsideCall[],
  samples: readonly string[],
  sample: string | null,
): OutsideCall[] {
  const named = calls.filter((call) => call.sample !== null);
  if (named.length < calls.length && samples.length > 1)
    throw new PangenicError("outside-sample-missing", "several samples: a column `sample` is needed", {
      field: "sample",
    });
  if (samples.length > 0 && named.length > 0 && !named.some((call) => samples.includes(call.sample!)))
    throw new PangenicError("outside-sample-missing", "no result is of a sample in the genome file", {
      field: "sample",
    });
  if (sample === null && new Set(named.map((call) => call.sample)).size > 1)
    throw new PangenicError("outside-sample-missing", "results of several samples: say which one", { field: "sample" });
  return calls.filter((call) => call.sample === null || sample === null || call.sample === sample);
}
