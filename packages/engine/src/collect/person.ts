/** What a person tells about themself: `person.json` version 1. Each fact is known, unknown or declined. */

/** Never read "unknown" or "declined" as a value. */
export type Stated<T> =
  | { readonly status: "known"; readonly value: T }
  | { readonly status: "unknown" }
  | { readonly status: "declined" };

/** Sex as recorded; what a genotype file shows is compared with it. Gender is another fact. */
export type Sex = "female" | "male" | "intersex";

/** Which reference people this person's genome is most like; written by `pangenic similarity`, never typed from identity. */
export interface GeneticSimilarity {
  /** Probability that the person is like each reference group (`AFR`, `AMR`, `EAS`, `EUR`, `SAS`); sums to at most 1. */
  readonly groups: Readonly<Record<string, number>>;
  readonly reference: string;
  readonly date: string;
}

export interface Medicine {
  readonly name: string;
  readonly rxnorm?: string;
}

export interface Measurement {
  /** LOINC code. */
  readonly code: string;
  readonly value: number;
  /** Unit as UCUM code. */
  readonly ucum: string;
  /** ISO date. */
  readonly date: string;
}

export interface Person {
  readonly birthYear: Stated<number>;
  readonly sex: Stated<Sex>;
  readonly genderIdentity: Stated<string>;
  /** cm */
  readonly heightCm: Stated<number>;
  /** kg */
  readonly weightKg: Stated<number>;
  /** Self-reported, in the person's own words; used only where a published rule asks for it (warfarin). */
  readonly selfReportedEthnicity: Stated<readonly string[]>;
  readonly geneticSimilarity: Stated<GeneticSimilarity>;
  readonly medicines: Stated<readonly Medicine[]>;
  readonly indications: Stated<readonly string[]>;
  readonly pregnant: Stated<boolean>;
  readonly liverOrStemCellTransplant: Stated<boolean>;
  readonly measurements: Stated<readonly Measurement[]>;
}
