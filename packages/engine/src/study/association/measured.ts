/** Who takes part in a study, and with what: tables of phenotypes and covariates brought into the order of a cohort. */
import { PangenicError } from "../../base/index.ts";
import { type CohortPerson, columnOf, type PeopleTable } from "../../genome/index.ts";
import type { Measurements } from "./design.ts";

export interface Wanted {
  readonly phenotypes: PeopleTable;
  /** A column; null takes the first. */
  readonly phenotype: string | null;
  /** null: by the values; all 1 or 2 (or missing) is case-control, as PLINK takes it. */
  readonly kind: Measurements["phenotype"] | null;
  /** Controls are 0 and cases 1, instead of 1 and 2. */
  readonly controlIsZero: boolean;
  readonly covariates: PeopleTable | null;
  /** Columns; null takes all. */
  readonly covariateNames: readonly string[] | null;
}

/** People of the cohort, and where those went who take no part; each is counted once, in this order. */
export interface TakingPart {
  readonly cohort: number;
  readonly withoutPhenotype: number;
  readonly withoutCovariate: number;
  readonly people: number;
  /** Of a case-control phenotype. */
  readonly cases: number | null;
}

export interface Measured {
  readonly measurements: Measurements;
  readonly phenotype: string;
  readonly taking: TakingPart;
}

/**
 * @throws PangenicError `people-unmatched` where a table names nobody of the cohort, `people-ambiguous`,
 * `people-table-invalid`, `phenotype-invalid`, `covariate-invalid`.
 */
export function measured(people: readonly CohortPerson[], wanted: Wanted): Measured {
  if (new Set(people.map(({ id }) => id)).size < people.length)
    throw new PangenicError("people-ambiguous", "two people of the cohort have the same individual identifier", {
      field: "IID",
    });
  const phenotype = wanted.phenotype ?? wanted.phenotypes.columns[0] ?? "";
  const phenotypes = numbersOf(wanted.phenotypes, phenotype, "phenotype-invalid");
  const names = wanted.covariates === null ? [] : (wanted.covariateNames ?? wanted.covariates.columns);
  const covariates = names.map((name) => numbersOf(wanted.covariates!, name, "covariate-invalid"));
  for (const [table, field] of [
    [wanted.phenotypes, "phenotypes"],
    [wanted.covariates, "covariates"],
  ] as const) {
    const named = new Set(table?.ids);
    if (table !== null && !people.some(({ id }) => named.has(id)))
      throw new PangenicError("people-unmatched", "the table names nobody of the cohort", { field });
  }
  const status = wanted.controlIsZero ? [0, 1, -9] : [1, 2, 0, -9];
  const isStatus = [...phenotypes.values()].every((value) => value === null || status.includes(value));
  const kind = wanted.kind ?? (isStatus ? "case-control" : "quantitative");
  if (kind === "case-control" && !isStatus)
    throw new PangenicError(
      "phenotype-invalid",
      wanted.controlIsZero
        ? "a case is 1, a control 0, and -9 not known"
        : "a case is 2, a control 1, and 0 or -9 not known",
      { field: phenotype },
    );
  const control = wanted.controlIsZero ? 0 : 1;
  if (kind === "case-control" && !wanted.controlIsZero) {
    const found = new Set(phenotypes.values());
    if (found.has(0) && found.has(1) && !found.has(2))
      throw new PangenicError(
        "phenotype-constant",
        "everybody is a control (1) or not known (0); are cases 1 and controls 0?",
        {
          field: phenotype,
        },
      );
  }
  /** A case becomes 1 and a control 0. */
  const known = (value: number | null): number | null =>
    value === null || value === -9 ? null : kind === "quantitative" ? value : value < control ? null : value - control;
  const takesPart = new Uint8Array(people.length);
  const width = names.length + 1;
  const values = new Float64Array(people.length * width);
  let withoutPhenotype = 0;
  let withoutCovariate = 0;
  let cases = 0;
  for (const [i, { id }] of people.entries()) {
    const value = known(phenotypes.get(id) ?? null);
    const row = covariates.map((column) => column.get(id) ?? null);
    if (value === null) withoutPhenotype++;
    else if (row.includes(null)) withoutCovariate++;
    else {
      takesPart[i] = 1;
      values.set([...(row as number[]), value], i * width);
      if (value === 1) cases++;
    }
  }
  const left = takesPart.reduce((sum, takes) => sum + takes, 0);
  return {
    measurements: { phenotype: kind, names, values, takesPart },
    phenotype,
    taking: {
      cohort: people.length,
      withoutPhenotype,
      withoutCovariate,
      people: left,
      cases: kind === "case-control" ? cases : null,
    },
  };
}

function numbersOf(
  table: PeopleTable,
  name: string,
  code: "phenotype-invalid" | "covariate-invalid",
): Map<string, number | null> {
  const numbers = new Map<string, number | null>();
  for (const [id, cell] of columnOf(table, name)) {
    const value = cell === null ? null : Number(cell);
    if (value !== null && !Number.isFinite(value))
      throw new PangenicError(code, "a cell is no number", { field: name });
    numbers.set(id, value);
  }
  return numbers;
}

/** People whose sex is known, for X. Null where nobody is left. */
export function ofKnownSex(people: readonly CohortPerson[], measurements: Measurements): Measurements | null {
  const takesPart = measurements.takesPart.map((takes, i) => (people[i]!.sex === null ? 0 : takes));
  return takesPart.includes(1) ? { ...measurements, takesPart } : null;
}

/** The same with sex as a covariate: men and women differ in their copies of X. Null where nobody or one sex alone is left. */
export function withSex(people: readonly CohortPerson[], measurements: Measurements): Measurements | null {
  const known = ofKnownSex(people, measurements);
  const sexes = new Set(people.flatMap(({ sex }, i) => (known?.takesPart[i] === 1 ? [sex] : [])));
  if (known === null || sexes.size < 2) return null;
  const before = known.names.length + 1;
  const values = new Float64Array(people.length * (before + 1));
  for (const [i, { sex }] of people.entries()) {
    values[i * (before + 1)] = sex === "male" ? 1 : 0;
    values.set(known.values.subarray(i * before, (i + 1) * before), i * (before + 1) + 1);
  }
  return { ...known, names: ["SEX", ...known.names], values };
}
