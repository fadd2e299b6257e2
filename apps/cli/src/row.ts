/** One line of `pangenic pgx`: a gene of a sample. */
import { diplotypeText, type GeneCall, type GeneFinding } from "@pangenic/engine/personalize";

export const columns = [
  "sample",
  "gene",
  "diplotype",
  "phenotype",
  "activity_score",
  "seen_positions",
  "missing_positions",
  "status",
  "holds",
  "group",
  "n",
  "residual_risk",
  "residual_hi",
] as const;

export type Row = Readonly<Record<(typeof columns)[number], string | number | null>>;

/** `null` where there is nothing to say; an empty cell in TSV. */
export function rowOf(sample: string, { answer: found, confirm }: GeneFinding): Row {
  const { gene, call, answer, seen, missing } = found;
  const diplotypes = call.possible.length > 0 ? call.possible : call.diplotypes;
  const holds = answer.kind === "answer" ? answer.holds : null;
  const measured = holds?.kind === "call" ? holds : null;
  return {
    sample,
    gene,
    diplotype: diplotypeText(call),
    phenotype: distinct([...diplotypes.map((d) => d.phenotype), ...call.statuses]) ?? without(diplotypes.length),
    activity_score: distinct(diplotypes.map((d) => d.activityScore)),
    seen_positions: seen,
    missing_positions: missing,
    status: statusOf(call) + (confirm.length > 0 ? ":unconfirmed" : ""),
    holds: holds?.level ?? "not-tested",
    group: measured && (measured.group.chosen === "worst" ? `worst:${measured.group.code}` : measured.group.code),
    n: measured?.n ?? null,
    residual_risk: measured && rounded(measured.actionRisk),
    residual_hi: measured && rounded(measured.actionInterval.high),
  };
}

/** `called`, `tied`, `listed`, `outside`, `not-called:reason`; `:unconfirmed` follows where a laboratory must confirm. */
function statusOf({ from, kind, reason }: GeneCall): string {
  if (from === "outside") return "outside";
  return kind === "not-called" ? `not-called:${reason}` : kind;
}

export function tsvLine(row: Row): string {
  return `${columns.map((column) => row[column] ?? "").join("\t")}\n`;
}

/** The words of the field's tables for a call that has no phenotype, and for none. */
function without(diplotypes: number): string {
  return diplotypes > 0 ? "n/a" : "No Result";
}

function distinct(values: readonly (string | null)[]): string | null {
  const named = [...new Set(values)].filter((value) => value !== null);
  return named.length > 0 ? named.join(" OR ") : null;
}

/** Four significant digits: more would claim what the counts cannot carry. */
function rounded(probability: number): number {
  return Number(probability.toPrecision(4));
}
