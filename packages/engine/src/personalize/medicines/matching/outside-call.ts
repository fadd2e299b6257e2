/** A laboratory's results for one gene as a call. They win over the file; where they contradict themselves, a note says so. */
import { type Diplotype, diplotypeText, type GeneCall, type Strand, strandNames } from "../call.ts";
import type { GeneFacts } from "../gene.ts";
import { isAskedByStatus, statusesFrom, statusIn } from "./allele-status.ts";
import { type AlleleTable, tableOf } from "./allele-table.ts";
import { combinationOf, compareLists, compareNames, componentsOf } from "./name-order.ts";
import { haplotypesIn, type OutsideCall } from "./outside-file.ts";
import { diplotypeOf, outcomesWhere } from "./phenotype.ts";

interface Reading {
  readonly diplotype: Diplotype;
  /** Set where the result fits several guideline keys. */
  readonly possible: readonly Diplotype[];
  readonly notes: readonly string[];
}

/**
 * @param calls the results of this gene, at least one; several results are shown as ties.
 * @param fileCall what the genome file said, if anything.
 */
export function callFromOutside(facts: GeneFacts, calls: readonly OutsideCall[], fileCall?: GeneCall): GeneCall {
  const byStatus = isAskedByStatus(facts);
  const table = byStatus ? null : tableOf(facts);
  const readings = calls.map((call) => (table ? readCall(table, call) : readStatus(facts, call)));
  const diplotypes = [...new Map(readings.map(({ diplotype }) => [diplotype.name, diplotype])).values()];
  diplotypes.sort((a, b) => compareLists(strandNames(a), strandNames(b)));
  const fileText = fileCall && diplotypeText(fileCall);
  const notes = new Set(readings.flatMap((reading) => reading.notes));
  if (fileText && fileText !== "no call") notes.add("outside-overrides-file");
  return {
    gene: facts.gene,
    kind: diplotypes.length > 1 ? "tied" : "called",
    from: "outside",
    diplotypes,
    listed: [],
    possible: readings.some(({ possible }) => possible.length > 0)
      ? readings.flatMap(({ diplotype, possible }) => (possible.length > 0 ? possible : [diplotype]))
      : [],
    statuses: byStatus ? [...new Set(calls.flatMap((call) => statusesOf(facts, call)))] : [],
    reason: null,
    sites: fileCall?.sites ?? [],
    uncallable: [],
    effectivelyPhased: true,
    notes: [...notes],
    ...(fileText === undefined ? {} : { fileCall: fileText }),
  };
}

/** Score beats phenotype beats diplotype. */
function readCall(table: AlleleTable, call: OutsideCall): Reading {
  const notes: string[] = [];
  const named = call.call === null ? null : diplotypeNamed(table, call.call);
  if (named?.lookup.some((name) => !table.byName.has(name))) notes.push("outside-allele-unknown");
  const stated = call.phenotype?.startsWith(`${table.facts.gene} `)
    ? call.phenotype.slice(table.facts.gene.length + 1)
    : call.phenotype;
  const isStated = (phenotype: string | null): boolean => phenotype?.toLowerCase() === stated?.toLowerCase();

  if (call.activityScore !== null) {
    const [outcome] = outcomesWhere(table.facts, (rule) => rule.activityScore === call.activityScore);
    const phenotype = outcome?.phenotype ?? stated;
    if (stated !== null && outcome && !isStated(outcome.phenotype)) notes.push("outside-conflict");
    if (named?.activityScore != null && named.activityScore !== call.activityScore) notes.push("outside-conflict");
    const found = { phenotype, activityScore: call.activityScore, key: outcome?.key ?? null };
    return { diplotype: { ...(named ?? withoutAlleles(found)), ...found, isStated: true }, possible: [], notes };
  }
  if (stated === null) return { diplotype: named!, possible: [], notes };
  if (named?.phenotype != null && !isStated(named.phenotype)) notes.push("outside-conflict");
  if (named && isStated(named.phenotype)) return { diplotype: named, possible: [], notes };

  const outcomes = outcomesWhere(table.facts, (rule) => isStated(rule.phenotype));
  const [only] = outcomes;
  if (outcomes.length === 1)
    return { diplotype: { ...(named ?? withoutAlleles(only!)), ...only!, isStated: true }, possible: [], notes };
  const open = { phenotype: only?.phenotype ?? stated, activityScore: null, key: null };
  return {
    diplotype: { ...(named ?? withoutAlleles(open)), ...open, isStated: true },
    possible: outcomes.map((outcome) => ({ ...withoutAlleles(outcome), ...outcome })),
    notes,
  };
}

/** A result that names no alleles is shown as its phenotype: `Normal Metabolizer (1.25)`. */
function withoutAlleles(found: Pick<Diplotype, "phenotype" | "activityScore" | "key">): Diplotype {
  const score = found.activityScore === null ? "" : ` (${found.activityScore})`;
  const name = `${found.phenotype ?? ""}${score}`.trim();
  return { strands: [{ name, alleles: [] }], name, lookup: [], ...found };
}

function diplotypeNamed(table: AlleleTable, call: string): Diplotype {
  const names = haplotypesIn(call);
  // One copy, sometimes written twice.
  const isOne = table.facts.chrom === "MT" && new Set(names).size === 1;
  const strands = names.slice(0, isOne ? 1 : 2).map((text) => strandNamed(table, text));
  const diplotype = diplotypeOf(table, strands);
  if (table.lowestFunction) return diplotype;
  // Shown as the laboratory wrote it; looked up as the definitions write it.
  return { ...diplotype, ...shownAs(haplotypesIn(call)) };
}

function shownAs(names: readonly string[]): Pick<Diplotype, "strands" | "name"> {
  const sorted = [...names].sort(compareNames);
  return {
    strands: sorted.map((name) => ({ name, alleles: [name] })) as unknown as Diplotype["strands"],
    name: sorted.join("/"),
  };
}

function strandNamed(table: AlleleTable, text: string): Strand {
  const parts = componentsOf(text).map((part) => knownAs(table, part) ?? part);
  return { name: combinationOf(parts), alleles: parts };
}

/** The definitions' spelling of a laboratory's allele name: `*1x3` → `*1x≥3`, `*36+*10` → `*36 + *10`, `1555A>G` → `m.1555A>G`. */
function knownAs(table: AlleleTable, name: string): string | null {
  const spellings = [name, `m.${name}`, inTandem(name), openCopies(name), openCopies(inTandem(name))];
  const known = spellings.find((spelling) => table.byName.has(spelling));
  // `*2A` where the definitions write `c.1905+1G>A (*2A)`.
  return known ?? [...table.byName.keys()].find((full) => full.endsWith(` (${name})`)) ?? null;
}

/** `*36+*36+*10` → `*36x2 + *10`; `*2+*2` → `*2x2`. */
function inTandem(name: string): string {
  const copies = new Map<string, number>();
  for (const part of name.split("+").map((text) => text.trim())) copies.set(part, (copies.get(part) ?? 0) + 1);
  return [...copies].map(([part, count]) => (count > 1 ? `${part}x${count}` : part)).join(" + ");
}

/** Three copies or more of one allele: `*1x3` → `*1x≥3`. */
function openCopies(name: string): string {
  return name.replace(/^([^+]+)x(?:≥|>=)?(\d+)$/, (same, allele, count) =>
    Number(count) >= 3 ? `${allele}x≥3` : same,
  );
}

function readStatus(facts: GeneFacts, call: OutsideCall): Reading {
  const isUnknown = call.phenotype !== null && statusIn(facts, call.phenotype) === null;
  const phenotype = statusesOf(facts, call).join(", ") || call.phenotype;
  const open = { phenotype, activityScore: null, key: null };
  const notes = isUnknown ? ["outside-allele-unknown"] : [];
  if (call.call === null) return { diplotype: withoutAlleles(open), possible: [], notes };
  const names = haplotypesIn(call.call);
  return { diplotype: { ...shownAs(names), lookup: [...names].sort(compareNames), ...open }, possible: [], notes };
}

/** A stated status wins over what the alleles say. */
function statusesOf(facts: GeneFacts, call: OutsideCall): string[] {
  const stated = call.phenotype === null ? null : statusIn(facts, call.phenotype);
  const fromAlleles = call.call === null ? [] : statusesFrom(facts, haplotypesIn(call.call));
  if (stated === null) return fromAlleles;
  const allele = stated.split(" ")[0]!;
  return [stated, ...fromAlleles.filter((status) => !status.startsWith(`${allele} `))];
}
