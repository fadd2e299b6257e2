/** Which of a cohort's variants are sites of a panel, in which build and on which strand? */
import { type Build, chromosomeNamed, chromosomes, PangenicError } from "../../base/index.ts";
import type { Cohort, CohortVariant } from "../../genome/index.ts";
import { codeAt, type GenotypeBlock } from "../../kernels/index.ts";
import { NOT_SEEN, type PanelSites, type ReferencePanel } from "../../models/index.ts";
import { similarityBands } from "./bands.ts";
import { hasVariantsOnly, type PanelGenotypes } from "./panel-genotypes.ts";

const builds = ["GRCh37", "GRCh38"] as const satisfies readonly Build[];

/** So many sites must tell the build, and so much of them the same one. */
const ENOUGH = 10;
const AGREE = 0.8;

export interface CohortGenotypes<Seen = PanelGenotypes> {
  readonly build: Build;
  /** Sites whose letters were of the other strand, and were turned. */
  readonly flipped: number;
  /** @param person index into `Cohort.people`. */
  of(person: number): Seen;
}

/** Sites of a panel by what a file may know them by. */
interface SiteNames {
  readonly panel: ReferencePanel;
  readonly sites: PanelSites;
  readonly byId: ReadonlyMap<string, number>;
  readonly byPlace: Readonly<Record<Build, ReadonlyMap<string, number>>>;
}

/**
 * Reads the cohort twice: for the build, then for the genotypes, of which two bits a person and site are kept.
 * Sites are found by position; an identifier is asked only for the build. A site counts as mismatched where all its rows
 * carry other letters than the panel's.
 * @returns of a person one for each panel, in their order.
 * @throws PangenicError `build-wrong`, `build-unknown`.
 */
export async function genotypesForPanels(
  panels: readonly ReferencePanel[],
  cohort: Cohort,
): Promise<CohortGenotypes<readonly PanelGenotypes[]>> {
  const names = panels.map(namesOf);
  const build = await buildOf(cohort, names);
  const people = cohort.people.length;
  const found = names.map((one) => new FoundSites(one, people));
  for await (const { variants, genotypes } of cohort.blocks())
    for (const [row, variant] of variants.entries()) for (const each of found) each.add(variant, build, genotypes, row);
  return {
    build,
    flipped: found.reduce((sum, { flipped }) => sum + flipped, 0),
    of: (person) => found.map((each) => each.of(person)),
  };
}

/** The same for one panel. */
export async function cohortGenotypes(panel: ReferencePanel, cohort: Cohort): Promise<CohortGenotypes> {
  const all = await genotypesForPanels([panel], cohort);
  return { build: all.build, flipped: all.flipped, of: (person) => all.of(person)[0]! };
}

/** One panel's sites as they are met. */
class FoundSites {
  flipped = 0;
  readonly #names: SiteNames;
  readonly #block: GenotypeBlock;
  readonly #found: Uint8Array;
  readonly #turned: Uint8Array;
  readonly #misfit = new Set<number>();

  constructor(names: SiteNames, people: number) {
    const { count } = names.sites;
    const stride = Math.ceil(people / 4);
    this.#names = names;
    this.#block = { variants: count, people, stride, bytes: new Uint8Array(count * stride) };
    this.#found = new Uint8Array(count);
    this.#turned = new Uint8Array(count);
  }

  add(variant: CohortVariant, build: Build, genotypes: GenotypeBlock, row: number): void {
    const { sites, byPlace } = this.#names;
    const site = byPlace[build].get(placeOf(variant.chrom, variant.pos));
    if (site === undefined || this.#found[site] === 1) return;
    const fit = fitOf(sites, site, variant);
    if (fit === null) {
      this.#misfit.add(site);
      return;
    }
    this.#misfit.delete(site);
    if (fit.isFlipped) this.flipped++;
    this.#turned[site] = fit.isTurned ? 1 : 0;
    this.#found[site] = 1;
    const { bytes, stride } = genotypes;
    this.#block.bytes.set(bytes.subarray(row * stride, (row + 1) * stride), site * stride);
  }

  of(person: number): PanelGenotypes {
    const { count } = this.#names.sites;
    const copies = new Int8Array(count).fill(NOT_SEEN);
    let seen = 0;
    for (let site = 0; site < count; site++) {
      if (this.#found[site] === 0) continue;
      const code = codeAt(this.#block, site, person);
      if (code === 1) continue;
      const first = code === 2 ? 1 : code === 0 ? 2 : 0;
      copies[site] = this.#turned[site] === 1 ? 2 - first : first;
      seen++;
    }
    const sites = { panel: count, seen, fromBlocks: 0, mismatched: this.#misfit.size };
    // Made from files of variants only, and merged: who does not carry one is then not seen, and that is no accident.
    return { copies, sites, variantsOnly: hasVariantsOnly(this.#names.panel, copies, seen, similarityBands) };
  }
}

const placeOf = (chrom: string, pos: number): string => `${chromosomeNamed(chrom) ?? chrom}:${pos}`;

function namesOf(panel: ReferencePanel): SiteNames {
  const { sites } = panel;
  const byId = new Map<string, number>();
  const byPlace = { GRCh37: new Map<string, number>(), GRCh38: new Map<string, number>() };
  for (let site = 0; site < sites.count; site++) {
    if (sites.rsid[site] !== 0) byId.set(`rs${sites.rsid[site]!}`, site);
    for (const build of builds)
      byPlace[build].set(`${chromosomes[sites.chrom[site]!]!}:${sites.pos[build][site]!}`, site);
  }
  return { panel, sites, byId, byPlace };
}

/** Known identifiers decide; where there are none, positions whose letters fit. */
async function buildOf(cohort: Cohort, panels: readonly SiteNames[]): Promise<Build> {
  const named = { GRCh37: 0, GRCh38: 0, neither: 0 };
  const placed = { GRCh37: 0, GRCh38: 0 };
  for await (const { variants } of cohort.blocks())
    for (const variant of variants) {
      const place = placeOf(variant.chrom, variant.pos);
      for (const { sites, byId, byPlace } of panels) {
        const site = byId.get(variant.id);
        if (site !== undefined) {
          const at = builds.filter((build) => sites.pos[build][site] === variant.pos);
          if (at.length === 0) named.neither++;
          else if (at.length === 1) named[at[0]!]++;
        }
        for (const build of builds) {
          const here = byPlace[build].get(place);
          if (here !== undefined && fitOf(sites, here, variant) !== null) placed[build]++;
        }
      }
    }
  const known = named.GRCh37 + named.GRCh38 + named.neither;
  const votes = known >= ENOUGH ? named : { ...placed, neither: 0 };
  const best = votes.GRCh37 >= votes.GRCh38 ? "GRCh37" : "GRCh38";
  const all = votes.GRCh37 + votes.GRCh38 + votes.neither;
  if (known >= ENOUGH && votes[best] < AGREE * all)
    throw new PangenicError("build-wrong", "known identifiers stand at positions of neither GRCh37 nor GRCh38", {
      field: "position",
    });
  if (votes[best] < ENOUGH || votes[best] < AGREE * all)
    throw new PangenicError(
      "build-unknown",
      "too few sites of the reference panel tell the genome build of this file",
      {
        field: "position",
      },
    );
  return best;
}

const complementOf: Readonly<Record<string, string>> = { A: "T", C: "G", G: "C", T: "A" };

/** No site of a panel reads the same on both strands, so that letters tell theirs. An allele nobody carries may be `0` or `.`. */
function fitOf(
  sites: PanelSites,
  site: number,
  { allele1, allele2 }: CohortVariant,
): { readonly isTurned: boolean; readonly isFlipped: boolean } | null {
  const [counted, other] = [sites.counted[site]!, sites.other[site]!];
  const fits = (one: string, panel: string): boolean => one === panel || one === "0" || one === ".";
  for (const isFlipped of [false, true]) {
    const [first, second] = isFlipped
      ? [complementOf[allele1] ?? allele1, complementOf[allele2] ?? allele2]
      : [allele1, allele2];
    if (fits(first, counted) && fits(second, other)) return { isTurned: false, isFlipped };
    if (fits(first, other) && fits(second, counted)) return { isTurned: true, isFlipped };
  }
  return null;
}
