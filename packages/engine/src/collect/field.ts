/** Reading one value of unknown JSON: each reader names the field and the rule it breaks, never what stood there. */
import { PangenicError } from "../base/index.ts";

/** Reads a value at a path of the file (`medicines[0].name`). */
export type Field<T> = (value: unknown, path: string) => T;

export function refuse(path: string, rule: string): never {
  throw new PangenicError("person-invalid", `${path} ${rule}`, { field: path });
}

/** @param names what the object may hold. Other names are refused: most are misspelled. */
export function record(value: unknown, path: string, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(path, "must be an object");
  // The name itself is the user's own text: it is not repeated.
  if (Object.keys(value).some((name) => !names.includes(name)))
    return refuse(path, `holds a field outside ${names.join(", ")}`);
  return value as Record<string, unknown>;
}

export function text(longest: number): Field<string> {
  return (value, path) => {
    if (typeof value !== "string" || value.trim() === "") return refuse(path, "must be a text");
    return Array.from(value).length <= longest ? value : refuse(path, `must have at most ${longest} characters`);
  };
}

export function word<W extends string>(...words: readonly W[]): Field<W> {
  return (value, path) =>
    words.includes(value as W) ? (value as W) : refuse(path, `must be one of ${words.join(", ")}`);
}

export const yesOrNo: Field<boolean> = (value, path) =>
  typeof value === "boolean" ? value : refuse(path, "must be true or false");

export function number(low: number, high: number, unit: string): Field<number> {
  return (value, path) =>
    typeof value === "number" && value >= low && value <= high
      ? value
      : refuse(path, `must be a number from ${low} to ${high}${unit && ` ${unit}`}`);
}

export function integer(low: number, high: number): Field<number> {
  return (value, path) =>
    Number.isInteger(value) && (value as number) >= low && (value as number) <= high
      ? (value as number)
      : refuse(path, `must be a whole number from ${low} to ${high}`);
}

export function pattern(shape: RegExp, rule: string): Field<string> {
  return (value, path) => (typeof value === "string" && shape.test(value) ? value : refuse(path, rule));
}

/** A day of the calendar, `2026-03-31`. */
export const day: Field<string> = (value, path) => {
  const parts = typeof value === "string" ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  const [year, month, date] = (parts ?? []).slice(1).map(Number);
  const lengths = [31, isLeap(year ?? 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const exists = date !== undefined && date >= 1 && date <= (lengths[month! - 1] ?? 0);
  return exists ? (value as string) : refuse(path, "must be a day as YYYY-MM-DD");
};

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function list<T>(longest: number, item: Field<T>): Field<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) return refuse(path, "must be a list");
    if (value.length > longest) return refuse(path, `must have at most ${longest} entries`);
    return value.map((one, i) => item(one, `${path}[${i}]`));
  };
}
