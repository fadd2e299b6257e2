/** A score pack as one file. */
import { chromosomes, PangenicError } from "../../base/index.ts";
import { type Column, packColumns, unpackColumns } from "../columns.ts";
import { termCount } from "../normalization/design.ts";
import type { PackRows } from "./rows.ts";
import type { ScorePack } from "./score-pack.ts";

const SCHEMA = "score-pack 1";

type Head = Omit<ScorePack, "rows" | "model"> & {
  readonly schema: string;
  readonly alleles: readonly string[];
  readonly constant: number;
  readonly model: Pick<ScorePack["model"], "design" | "score">;
};

const rowColumns = [
  "chrom",
  "pos37",
  "pos38",
  "effect",
  "other",
  "reference",
  "weight",
  "two",
  "frequency",
  "slopes",
] as const;
const modelColumns = ["mean", "logVariance", "covariance"] as const;

/** @returns the same bytes for the same pack. */
export function packScore({ rows, model, ...rest }: ScorePack): Uint8Array<ArrayBuffer> {
  const { design, score } = model;
  const head: Head = {
    schema: SCHEMA,
    ...rest,
    alleles: rows.alleles,
    constant: rows.constant,
    model: { design, score },
  };
  return packColumns(head, {
    ...Object.fromEntries(rowColumns.map((name) => [name, rows[name]])),
    slopeSteps: rows.slopeSteps,
    ...Object.fromEntries(modelColumns.map((name) => [`model.${name}`, model[name]])),
  });
}

/** @throws PangenicError `columns-broken`, `score-pack-broken`: another file, cut, of another schema, or not consistent. */
export function readScorePack(bytes: Uint8Array): ScorePack {
  const { head, columns } = unpackColumns(bytes);
  const { schema, alleles, constant, model, ...rest } = (head ?? {}) as Head;
  if (schema !== SCHEMA)
    throw new PangenicError("score-pack-broken", "this is no score pack of schema 1", { field: "schema" });
  const column = <C extends Column>(name: string, kind: new () => C): C => {
    const found = columns.get(name);
    if (!(found instanceof kind))
      throw new PangenicError("score-pack-broken", "a column of the score pack is absent, or of another kind", {
        field: name,
      });
    return found;
  };
  const pack: ScorePack = {
    ...rest,
    rows: {
      chrom: column("chrom", Uint8Array),
      pos37: column("pos37", Int32Array),
      pos38: column("pos38", Int32Array),
      effect: column("effect", Uint16Array),
      other: column("other", Uint16Array),
      alleles,
      reference: column("reference", Uint8Array),
      weight: column("weight", Float64Array),
      two: column("two", Float64Array),
      constant,
      frequency: column("frequency", Float32Array),
      slopes: column("slopes", Int8Array),
      slopeSteps: column("slopeSteps", Float64Array),
    },
    model: {
      ...model,
      mean: column("model.mean", Float64Array),
      logVariance: column("model.logVariance", Float64Array),
      covariance: column("model.covariance", Float64Array),
    },
  };
  checkRows(pack.rows);
  checkModel(pack);
  return pack;
}

function refuse(field: string, rule: string): never {
  throw new PangenicError("score-pack-broken", `in the score pack ${rule}`, { field });
}

function checkRows(rows: PackRows): void {
  const count = rows.weight.length;
  const lengths: Partial<Record<(typeof rowColumns)[number], number>> = {
    slopes: count * rows.slopeSteps.length,
    two: rows.two.length === 0 ? 0 : count,
    reference: rows.reference.length === 0 ? 0 : count,
  };
  for (const name of rowColumns)
    if (rows[name].length !== (lengths[name] ?? count)) refuse(name, "the columns of the rows differ in length");
  if (!Array.isArray(rows.alleles) || !rows.alleles.every((allele) => typeof allele === "string"))
    refuse("alleles", "alleles are not text");
  if (!Number.isFinite(rows.constant)) refuse("constant", "the constant is not a number");
  if (!rows.weight.every(Number.isFinite)) refuse("weight", "a weight is not a number");
  if (!rows.two.every(Number.isFinite)) refuse("two", "a weight is not a number");
  if (!rows.frequency.every((share) => share >= 0 && share <= 1)) refuse("frequency", "a frequency is outside 0–1");
  if (!rows.chrom.every((place) => place < chromosomes.length)) refuse("chrom", "a chromosome is not known");
  for (const name of ["effect", "other"] as const)
    if (!rows[name].every((place) => place < rows.alleles.length)) refuse(name, "an allele is not listed");
}

function checkModel({ model, shape, reach, reference, crossFit, validity, checks, score }: ScorePack): void {
  const finite = (values: unknown, size?: number) =>
    (Array.isArray(values) || ArrayBuffer.isView(values)) &&
    (size === undefined || (values as unknown as ArrayLike<number>).length === size) &&
    Array.from(values as unknown as ArrayLike<number>).every(Number.isFinite);
  const design = model?.design;
  const components = design?.center?.length;
  if (!finite(design?.center) || !finite(design.scale, components) || !design.scale.every((scale) => scale > 0))
    refuse("model.design", "the components of the model cannot be read");
  if (!(Number.isInteger(design.curved) && design.curved >= 0 && design.curved <= components!))
    refuse("model.design", "the model bends along components that it does not have");
  const terms = termCount(design);
  if (!(Number.isFinite(model.score?.center) && model.score.scale > 0))
    refuse("model.score", "the score's scale is absent");
  if (!finite(model.mean, terms)) refuse("model.mean", "the model's mean does not fit its components");
  if (!finite(model.logVariance, terms)) refuse("model.logVariance", "the model's spread does not fit its components");
  if (!finite(model.covariance, 4 * terms * terms)) refuse("model.covariance", "the model's covariance does not fit");
  if (!finite(shape) || shape.length < 2) refuse("shape", "the quantiles are absent");
  if (!shape.every((z, i) => i === 0 || z >= shape[i - 1]!)) refuse("shape", "the quantiles do not ascend");
  if (!(reach?.cells?.length > 0) || !reach.cells.every((cell) => finite(cell.center, components) && cell.radius > 0))
    refuse("reach", "the cells of the people seen are absent");
  // Without it nobody would be out of reach.
  if (!(Number.isFinite(reach.threshold) && reach.threshold > 0)) refuse("reach", "the edge of the reach is absent");
  if (typeof reference?.digest !== "string" || !(reference.components >= components!))
    refuse("reference", "the reference space is not named");
  if (!(crossFit?.local >= 0)) refuse("crossFit", "nothing is said of people the model had not seen");
  if (!Array.isArray(validity)) refuse("validity", "the published tests are absent");
  if (typeof checks?.date !== "string" || typeof score?.id !== "string") refuse("checks", "date or score is absent");
}
