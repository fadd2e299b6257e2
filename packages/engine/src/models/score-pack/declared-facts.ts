/** What a publication tells of a score: the people its weights were made in, and tests of it. Declared in files of JSON. */
import { type Interval, PangenicError, type Source } from "../../base/index.ts";
import { type AccuracyMeasure, accuracyMeasures, type PublishedAccuracy, type TrainingPeople } from "./score-pack.ts";

/** @throws PangenicError `score-facts-invalid` */
export function readTraining(json: string): TrainingPeople {
  const value = new Fields(parsed(json), "");
  return {
    people: value.text("people"),
    n: value.count("n"),
    single: value.flag("single"),
    populations: value.codes("populations"),
    source: sourceIn(value),
  };
}

/** A list of tests, in any order. @throws PangenicError `score-facts-invalid` */
export function readValidity(json: string): PublishedAccuracy[] {
  const list = parsed(json);
  if (!Array.isArray(list)) refuse("", "the published tests are a list");
  return list.map((item: unknown, i) => {
    const value = new Fields(item, `[${i}].`);
    const measure = value.text("measure");
    if (!isMeasure(measure)) refuse(`[${i}].measure`, `a measure is one of ${accuracyMeasures.join(", ")}`);
    return {
      group: value.text("group"),
      populations: value.codes("populations"),
      measure,
      figure: value.number("figure"),
      interval: intervalIn(value),
      n: value.count("n"),
      source: sourceIn(value),
    };
  });
}

function isMeasure(text: string): text is AccuracyMeasure {
  return (accuracyMeasures as readonly string[]).includes(text);
}

function refuse(field: string, rule: string): never {
  throw new PangenicError("score-facts-invalid", `in the file about the score, ${rule}`, { field });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new PangenicError("score-facts-invalid", "the file about the score is not JSON", {}, { cause });
  }
}

function intervalIn(value: Fields): Interval {
  const [low, high] = [value.number("low"), value.number("high")];
  const figure = value.number("figure");
  if (!(low <= figure && figure <= high)) refuse(value.at("low"), "the figure lies inside its interval");
  return { low, high };
}

function sourceIn(value: Fields): Source {
  const source = value.inner("source");
  return { name: source.text("name"), version: source.text("version"), license: source.text("license") };
}

class Fields {
  readonly #of: Readonly<Record<string, unknown>>;
  readonly #path: string;

  constructor(of: unknown, path: string) {
    if (typeof of !== "object" || of === null || Array.isArray(of)) refuse(path, "an object with fields is expected");
    this.#of = of as Record<string, unknown>;
    this.#path = path;
  }

  at(name: string): string {
    return this.#path + name;
  }

  inner(name: string): Fields {
    return new Fields(this.#of[name], `${this.at(name)}.`);
  }

  text(name: string): string {
    const value = this.#of[name];
    return typeof value === "string" && value !== "" ? value : refuse(this.at(name), "a text is expected");
  }

  number(name: string): number {
    const value = this.#of[name];
    return typeof value === "number" && Number.isFinite(value) ? value : refuse(this.at(name), "a number is expected");
  }

  /** null where the publication does not say. */
  count(name: string): number | null {
    const value = this.#of[name];
    if (value === null) return null;
    if (typeof value !== "number" || !Number.isInteger(value) || value <= 0)
      refuse(this.at(name), "a count of people, or null, is expected");
    return value;
  }

  flag(name: string): boolean {
    const value = this.#of[name];
    return typeof value === "boolean" ? value : refuse(this.at(name), "true or false is expected");
  }

  codes(name: string): string[] {
    const value = this.#of[name];
    if (!Array.isArray(value) || !value.every((code) => typeof code === "string"))
      refuse(this.at(name), "a list of codes of the reference's populations is expected");
    return value as string[];
  }
}
