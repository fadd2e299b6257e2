/** Made-up people for the tests of how well a call holds: what a file shows of one gene. */
import type { HoldsOfCall, HoldsOfGenotype } from "@pangenic/engine/base";
import type { Sighting } from "@pangenic/engine/genome";
import type { GeneFacts } from "@pangenic/engine/personalize";

/** Bases by rsID, as allele indices of the two strands; every other site is not seen. */
export type Shown = Readonly<Record<string, readonly [number] | readonly [number, number]>>;

export function showing(facts: GeneFacts, shown: Shown, phase: "fixed" | "free" = "free"): Sighting[] {
  const missing = Object.keys(shown).filter((rsid) => !facts.sites.some((site) => site.rsid === rsid));
  if (missing.length > 0) throw new Error(`${facts.gene} has no site ${missing.join(", ")}`);
  return facts.sites.map(({ rsid }) => {
    const alleles = rsid === null ? undefined : shown[rsid];
    if (alleles === undefined) return { kind: "not-seen", why: "no-row" };
    const isFixed = phase === "fixed" || alleles[0] === (alleles[1] ?? alleles[0]);
    return { kind: "seen", alleles, phase: { kind: isFixed ? "fixed" : "free" }, by: "row", doubts: [] };
  });
}

/** Every site seen as reference, but for those given. */
export function showingAll(facts: GeneFacts, variants: Shown = {}, phase: "fixed" | "free" = "free"): Sighting[] {
  const seen = showing(facts, variants, phase);
  return seen.map((sighting) =>
    sighting.kind === "seen"
      ? sighting
      : { kind: "seen", alleles: [0, 0], phase: { kind: "fixed" }, by: "row", doubts: [] },
  );
}

/** The figures; fails where there is no measured answer. */
export function figures(holds: HoldsOfGenotype | { readonly kind: "abstention" }): HoldsOfCall {
  if (holds.kind !== "call") throw new Error(`no figures: ${holds.kind}`);
  return holds;
}
