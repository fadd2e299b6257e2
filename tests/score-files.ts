/** Scoring files and lists of variants for tests: read from text, matched in one go. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { chromosomes, PangenicError } from "../packages/engine/src/base/index.ts";
import {
  catalogRules,
  type MatchRules,
  type ScoreMatch,
  ScoreMatcher,
  type ScoreTable,
  type ScoringFile,
  type ScoringOptions,
  ScoringReader,
} from "../packages/engine/src/genome/index.ts";
import { sharedText } from "./reference-data.ts";

export function scoringFile(text: string, options: ScoringOptions = {}): ScoringFile {
  const reader = new ScoringReader(options);
  for (const [i, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries())
    reader.line(line, i + 1);
  return reader.finish();
}

export function sharedScoringFile(...parts: string[]): ScoringFile {
  return scoringFile(sharedText("data", "scores", ...parts));
}

/** @returns the code with which a text is refused; null where it is read. */
export function refusalOf(text: string, options: ScoringOptions = {}): string | null {
  try {
    scoringFile(text, options);
    return null;
  } catch (error) {
    if (error instanceof PangenicError) return error.code;
    throw error;
  }
}

export interface Variant {
  readonly chrom: string;
  readonly pos: number;
  readonly id: string;
  readonly ref: string;
  readonly alts: readonly string[];
}

/** Rows of a `.pvar`, or of a VCF without its genotypes. */
export function pvar(text: string): Variant[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [chrom, pos, id, ref, alt] = line.split("\t") as [string, string, string, string, string];
      return { chrom: chrom.replace(/^chr/, ""), pos: Number(pos), id, ref, alts: alt.split(",") };
    });
}

export function bim(text: string): Variant[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [chrom, id, , pos, a1, a2] = line.split(/\s+/) as [string, string, string, string, string, string];
      return { chrom, pos: Number(pos), id, ref: a2, alts: [a1] };
    });
}

export function gunzipped(path: string): string {
  return gunzipSync(readFileSync(path)).toString("utf8");
}

export function matched(
  scores: readonly ScoreTable[],
  variants: readonly Variant[],
  rules: MatchRules = catalogRules,
  by: "position" | "id" = "position",
): ScoreMatch {
  const matcher = new ScoreMatcher(scores, by, rules);
  for (const [i, { chrom, pos, id, ref, alts }] of variants.entries())
    matcher.see(i, (chromosomes as readonly string[]).indexOf(chrom) + 1, pos, id, ref, alts);
  return matcher.finish();
}
