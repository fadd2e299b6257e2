/** Runs shared cases through the matcher, and shows calls the way the cases write them. */
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
import { type CaseVcf, readCaseVcf, sightingsIn } from "./case-vcf.ts";
import { loadKnowledge } from "./knowledge-files.ts";
import { sharedText } from "./shared.ts";

let compiled: Promise<ReadonlyMap<string, Matcher>> | undefined;

/** Every gene with definition sites, compiled once per process. */
export function matchers(): Promise<ReadonlyMap<string, Matcher>> {
  compiled ??= loadKnowledge().then(
    ({ genes }) =>
      new Map([...genes].filter(([, f]) => f.sites.length > 0).map(([gene, facts]) => [gene, compileGene(facts)])),
  );
  return compiled;
}

const vcfs = new Map<string, CaseVcf>();

export async function callCase(vcfPath: string, gene: string, options: MatchOptions = {}): Promise<GeneCall | null> {
  const matcher = (await matchers()).get(gene);
  if (!matcher || vcfPath === "") return null;
  let vcf = vcfs.get(vcfPath);
  if (!vcf) {
    vcf = readCaseVcf(sharedText("data/pgx-cases", vcfPath));
    vcfs.set(vcfPath, vcf);
  }
  return matcher.call(sightingsIn(vcf, matcher.table.facts), options);
}

/** The laboratory's calls of one gene over the file's. @param lines as in the column `outside_calls_json`. */
export async function withOutside(
  gene: string,
  lines: readonly string[],
  file: GeneCall | null,
): Promise<GeneCall | null> {
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

/** Distinct values, ` OR ` between them; what stands for "none" in the reference's tables. */
export function joined(values: readonly (string | null)[], none: string): string {
  return [...new Set(values.map((value) => value ?? none))].join(" OR ");
}

export { diplotypeText };
