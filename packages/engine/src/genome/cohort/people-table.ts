/** What does a table say of each person: phenotypes, covariates, labels? The layout of PLINK 2. */
import { PangenicError } from "../../base/index.ts";

/** Columns behind the identifiers; cells as written. */
export interface PeopleTable {
  readonly columns: readonly string[];
  /** In the order of the file; unique. */
  readonly ids: readonly string[];
  /** `[people][columns]`; null where the cell says that nothing is known. */
  readonly rows: readonly (readonly (string | null)[])[];
}

const missing = new Set(["NA", "na", "NaN", "nan", "N/A", ".", ""]);

/**
 * A head line with `IID` (or `#IID`), optionally behind `FID`, names the columns; tabs or spaces part them.
 * @throws PangenicError `people-table-invalid`, for a missing head, a line of another length, an identifier given twice.
 */
export function readPeopleTable(text: string): PeopleTable {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const head = lines.findIndex((line) => line !== "" && !line.startsWith("##"));
  const names = cellsOf((lines[head] ?? "").replace(/^#/, ""));
  const key = names.indexOf("IID");
  if (key < 0 || key > 1 || (key === 1 && names[0] !== "FID"))
    throw new PangenicError(
      "people-table-invalid",
      "the first columns must be IID, or FID and IID, under those names",
      {
        line: head + 1,
        field: "IID",
      },
    );
  const ids: string[] = [];
  const rows: (string | null)[][] = [];
  const seen = new Set<string>();
  for (const [i, line] of lines.entries()) {
    if (i <= head || line === "") continue;
    const cells = cellsOf(line);
    if (cells.length !== names.length)
      throw new PangenicError(
        "people-table-invalid",
        `the head names ${names.length} columns, the line has ${cells.length}`,
        {
          line: i + 1,
        },
      );
    const id = cells[key]!;
    if (seen.has(id))
      throw new PangenicError("people-table-invalid", "a person stands in the table twice", { line: i + 1 });
    seen.add(id);
    ids.push(id);
    rows.push(cells.slice(key + 1).map((cell) => (missing.has(cell) ? null : cell)));
  }
  if (ids.length === 0)
    throw new PangenicError("people-table-invalid", "the table names no people", { line: head + 1 });
  return { columns: names.slice(key + 1), ids, rows };
}

/** Tabs part cells where there is one, so that cells may hold spaces or be empty; else runs of spaces do. */
function cellsOf(line: string): string[] {
  return line.includes("\t") ? line.split("\t").map((cell) => cell.trim()) : line.trim().split(/ +/);
}

/**
 * One column, by identifier.
 * @param name null takes the first column.
 * @throws PangenicError `people-table-invalid`, where the table has no such column.
 */
export function columnOf(table: PeopleTable, name: string | null): ReadonlyMap<string, string | null> {
  const column = name === null ? 0 : table.columns.indexOf(name);
  if (column < 0 || column >= table.columns.length)
    throw new PangenicError("people-table-invalid", "the table has no column of that name", {
      field: name ?? "column 2",
    });
  return new Map(table.ids.map((id, i) => [id, table.rows[i]![column]!]));
}
