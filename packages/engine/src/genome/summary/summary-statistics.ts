/** Reads what association studies publish: one result a variant, from GWAS-SSF, plink2, regenie, METAL or a table like them. */
import { type Build, type ByteStream, PangenicError, type Task } from "../../base/index.ts";
import { chiSquareQuantile } from "../../kernels/index.ts";
import { buildNamed } from "../build.ts";
import { eachLine } from "../bytes/lines.ts";
import { type ColumnMap, type SummaryColumns, summaryColumns } from "./summary-columns.ts";
import { Landmarks } from "./summary-landmarks.ts";
import {
  type Derivations,
  derivationsOf,
  type LeftOut,
  leftOut,
  type PAgreement,
  type SummaryRow,
  summaryRow,
} from "./summary-row.ts";
import { duplicated, pairOf, placeNumber } from "./summary-rows.ts";

export interface SummaryOptions {
  /** Columns by name, for files of another make. */
  readonly columns?: ColumnMap;
  /** Build of the positions, where the file does not state it. */
  readonly build?: Build;
  readonly task?: Task;
}

/** What a file of results is, told from all of its rows. */
export interface SummaryFacts {
  /** As declared, by the file or the caller; null where neither does. */
  readonly build: Build | null;
  readonly derivations: Derivations;
  /** Rows with a result. */
  readonly rows: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  /** Every row stands behind the one before it, by chromosome and position. */
  readonly isSorted: boolean;
  /** Median of the squared z over that of the null: above 1 where something inflates the results. */
  readonly lambda: number;
  /** Rows whose P could be compared with effect and standard error, and those that contradict each other. */
  readonly agreement: Readonly<PAgreement>;
  /** Positions of some identifiers, the same ones in every file that has them: files of different builds are told by them. */
  readonly landmarks: ReadonlyMap<string, number>;
}

/**
 * Reads the whole file, row by row.
 * @param stream plain text, gzip or BGZF.
 * @param onRow gets every row that has a result, in the order of the file.
 * @throws PangenicError for rows and heads that cannot be trusted (`summary-…`), and what `eachLine` throws. Nothing that was
 * handed on may be used then.
 */
export async function readSummary(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  onRow: (row: SummaryRow) => void,
  options: SummaryOptions = {},
): Promise<SummaryFacts> {
  const reader = new SummaryReader(options);
  await eachLine(
    stream,
    inflate,
    (line, lineNumber) => {
      const row = reader.line(line, lineNumber);
      if (row) onRow(row);
    },
    options.task,
  );
  return reader.finish();
}

/** Takes the lines of one file. */
export class SummaryReader {
  readonly #options: SummaryOptions;
  #columns: SummaryColumns | null = null;
  #derivations: Derivations = { effect: "beta", standardError: "given" };
  #build: Build | null;
  #rows = 0;
  #isSorted = true;
  #last = -1;
  /** Allele pairs at the last position. */
  #pairs: string[] = [];
  readonly #leftOut = Object.fromEntries(leftOut.map((why) => [why, 0])) as Record<LeftOut, number>;
  readonly #squares = new Squares();
  readonly #landmarks = new Landmarks();
  readonly #agreement: PAgreement = { compared: 0, disagreeing: 0 };
  readonly #isKnown: boolean;

  /** @param isKnown the file was read before and found good: its rows are wanted, nothing about it. */
  constructor(options: SummaryOptions = {}, isKnown = false) {
    this.#options = options;
    this.#isKnown = isKnown;
    this.#build = options.build ?? null;
  }

  /** @returns the row; null for the head, blank lines and rows without a result. */
  line(line: string, lineNumber: number): SummaryRow | null {
    if (line.trim() === "") return null;
    if (this.#columns === null) {
      this.#head(line, lineNumber);
      return null;
    }
    const agreement = this.#isKnown ? undefined : this.#agreement;
    const row = summaryRow(line, lineNumber, this.#columns, this.#derivations, agreement);
    if (typeof row === "string") {
      this.#leftOut[row]++;
      return null;
    }
    this.#rows++;
    if (!this.#isKnown) this.#note(row, lineNumber);
    return row;
  }

  #head(line: string, lineNumber: number): void {
    if (line.startsWith("##") || /^#\s/.test(line)) {
      if (!/build|assembly|reference|coordinate/i.test(line)) return;
      const named = buildNamed(line);
      if (named === "other")
        throw new PangenicError("summary-build-wrong", "the head names a build other than GRCh37 and GRCh38", {
          line: lineNumber,
        });
      if (named !== null && this.#build !== null && named !== this.#build)
        throw new PangenicError("summary-build-wrong", `the head says ${named}, ${this.#build} was declared`, {
          line: lineNumber,
        });
      this.#build = named ?? this.#build;
      return;
    }
    this.#columns = summaryColumns(line, lineNumber, this.#options.columns);
    this.#derivations = derivationsOf(this.#columns);
  }

  #note(row: SummaryRow, line: number): void {
    const place = placeNumber(row);
    if (place < this.#last) this.#isSorted = false;
    if (place !== this.#last) this.#pairs.length = 0;
    this.#last = place;
    const pair = pairOf(row);
    if (this.#pairs.includes(pair)) duplicated(row, line);
    this.#pairs.push(pair);
    this.#squares.add((row.effect / row.standardError) ** 2);
    if (row.id.startsWith("rs")) this.#landmarks.add(row.id, place);
  }

  /** @throws PangenicError `summary-rows-missing` */
  finish(): SummaryFacts {
    if (this.#columns === null || this.#rows === 0)
      throw new PangenicError("summary-rows-missing", "the file has no row with a result");
    return {
      build: this.#build,
      derivations: this.#derivations,
      rows: this.#rows,
      leftOut: this.#leftOut,
      isSorted: this.#isSorted,
      lambda: this.#squares.median() / chiSquareQuantile(0.5, 1),
      agreement: this.#agreement,
      landmarks: this.#landmarks.found(),
    };
  }
}

/** Many numbers, for their median: four bytes each while a file is read. */
class Squares {
  #values = new Float32Array(4_096);
  #length = 0;

  add(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float32Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  median(): number {
    const sorted = this.#values.subarray(0, this.#length).sort();
    return (sorted[(this.#length - 1) >> 1]! + sorted[this.#length >> 1]!) / 2;
  }
}
