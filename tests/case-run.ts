/** Runs shared cases through the matcher, and shows calls the way the cases write them. */
import type { Sighting } from "@pangenic/engine/genome";
import {
  callFromOutside,
  compileGene,
  type Diplotype,
  diplotypeText,
  type GeneCall,
  leastFunctional,
  type Matcher,
  type MatchOptions,
  readOutsideCalls,
} from "@pangenic/engine/personalize";
import { loadKnowledge } from "./knowledge-files.ts";
import { type Read, read } from "./read-text.ts";
import { sharedText } from "./reference-data.ts";

let compiled: Promise<ReadonlyMap<string, Matcher>> | undefined;

/** Every gene with definition sites, compiled once per process. */
export function matchers(): Promise<ReadonlyMap<string, Matcher>> {
  compiled ??= loadKnowledge().then(
    ({ genes }) =>
      new Map([...genes].filter(([, f]) => f.sites.length > 0).map(([gene, facts]) => [gene, compileGene(facts)])),
  );
  return compiled;
}

const files = new Map<string, Promise<Read>>();

/** A shared genome file, read at the sites of every gene; once per process. */
export function readShared(...path: string[]): Promise<Read> {
  const name = path.join("/");
  let file = files.get(name);
  if (!file) {
    file = matchers().then((genes) =>
      read(
        sharedText(...path),
        [...genes].map(([gene, { table }]) => ({ name: gene, sites: table.facts.sites })),
      ),
    );
    files.set(name, file);
  }
  return file;
}

/** Exact inputs of the reference calls: 597 people, phased. */
export function readReferencePeople(): Promise<Read> {
  return readShared("data/genomes/reference_inputs_597.GRCh38.vcf.gz");
}

/** One sample's sightings of one gene. @param sample its place in the file. */
export function sightingsOf(file: Read, gene: string, sample = 0): Sighting[] {
  return file.tables.get(gene)!.of(sample);
}

export async function callCase(vcfPath: string, gene: string, options: MatchOptions = {}): Promise<GeneCall | null> {
  const matcher = (await matchers()).get(gene);
  if (!matcher || vcfPath === "") return null;
  return matcher.call(sightingsOf(await readShared("data/pgx-cases", vcfPath), gene), options);
}

/** The laboratory's calls of one gene over the file's. @param lines as in the column `outside_calls_json`. */
export async function withOutside(
  gene: string,
  lines: readonly string[],
  file: GeneCall | null,
): Promise<GeneCall | null> {
  if (lines.length === 0) return file;
  const { genes } = await loadKnowledge();
  const calls = readOutsideCalls(lines.join("\n"), new Set(genes.keys())).filter((c) => c.gene === gene);
  return calls.length > 0 ? callFromOutside(genes.get(gene)!, calls, file ?? undefined) : file;
}

/** `Reference/c.520C>T` is shown as `c.520C>T (heterozygous)` where one strand is the reference of a gene without star names. */
export function printed(reference: string, diplotype: Diplotype): string[] {
  const names = diplotype.strands.map((strand) => (strand.name === reference ? "Reference" : strand.name));
  const plain = names.join("/");
  const other = names.filter((name) => name !== "Reference");
  return names.length === 2 && other.length === 1 && !reference.startsWith("*")
    ? [plain, `${other[0]} (heterozygous)`]
    : [plain];
}

/** `X`, and `X (homozygous)` where it was found on both strands. */
export function printedList(listed: readonly string[]): string[] {
  return [...new Set(listed)].map((name) =>
    listed.filter((other) => other === name).length > 1 ? `${name} (homozygous)` : name,
  );
}

/** What guidance is looked up with: one diplotype for lowest-function genes, all of them elsewhere. */
export function lookedUp(matcher: Matcher, call: GeneCall): readonly Diplotype[] {
  if (!matcher.table.lowestFunction) return call.diplotypes;
  const least = leastFunctional(matcher.table, call.diplotypes);
  return least ? [least] : [];
}

/** As the reference's tables write it: `n/a` for no phenotype, `No Result` for no call; ties ` OR `. */
export function phenotypeText(found: readonly Diplotype[]): string {
  return found.length === 0 ? "No Result" : distinct(found.map((d) => d.phenotype ?? "n/a"));
}

export function scoreText(found: readonly Diplotype[]): string {
  return distinct(found.map((d) => d.activityScore ?? ""));
}

export function distinct(values: readonly string[]): string {
  return [...new Set(values)].join(" OR ");
}

export { diplotypeText };
