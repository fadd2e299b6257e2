/**
 * The flow asks which ancestry a person states; it is never inferred from a genome. Only the words below are understood
 * (docs/person.md); a word outside them, several that disagree, none or a refusal leave the question open, and every branch
 * is then shown.
 */
import type { Person } from "../../../../collect/index.ts";
import type { WarfarinBranch } from "../../report.ts";
import type { RaceTerm } from "./equations.ts";

/** Accepted words of `selfReportedEthnicity`; upper case, blanks and hyphens make no difference. */
export const ancestryWords = ["african", "african-american", "asian", "european", "none-of-these"] as const;
export type AncestryWord = (typeof ancestryWords)[number];

/** The words stated, or null where the question stays open. */
export function statedAncestry(person: Pick<Person, "selfReportedEthnicity">): readonly AncestryWord[] | null {
  const { selfReportedEthnicity } = person;
  if (selfReportedEthnicity.status !== "known" || selfReportedEthnicity.value.length === 0) return null;
  const words = selfReportedEthnicity.value.map((word) =>
    word
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "-"),
  );
  const known = ancestryWords.filter((word) => words.includes(word));
  return words.every((word) => (ancestryWords as readonly string[]).includes(word)) ? known : null;
}

export function adultBranches(stated: readonly AncestryWord[] | null): readonly WarfarinBranch[] {
  if (stated === null) return ["not-african", "african", "african-american"];
  const african: WarfarinBranch[] = stated.includes("african-american")
    ? ["african-american"]
    : stated.includes("african")
      ? ["african"]
      : [];
  const other = stated.some((word) => word !== "african" && word !== "african-american");
  return other ? ["not-african", ...african] : african;
}

export function childBranches(stated: readonly AncestryWord[] | null): readonly WarfarinBranch[] {
  if (stated === null) return ["child-european", "child-not-european"];
  const european: WarfarinBranch[] = stated.includes("european") ? ["child-european"] : [];
  return stated.some((word) => word !== "european") ? [...european, "child-not-european"] : european;
}

/** The term the equations would add in this branch; "none" where the reference category (European) is stated. */
export function raceTerm(branch: WarfarinBranch, stated: readonly AncestryWord[] | null): RaceTerm {
  if (stated === null || stated.length !== 1) {
    const africanAlone = stated?.every((word) => word.startsWith("african")) ?? false;
    return africanAlone ? "black" : "missing-or-mixed";
  }
  if (branch !== "not-african") return "black";
  return stated[0] === "asian" ? "asian" : stated[0] === "european" ? "none" : "missing-or-mixed";
}
