/** Which allele does the reference sequence carry at a panel's sites? A FASTA tells it where the panel itself does not know. */
import { type Build, chromosomes, PangenicError } from "../../base/index.ts";
import type { ReferenceSequence } from "../../genome/index.ts";
import type { ReferencePanel } from "../../models/index.ts";
import { referenceAt } from "./panel-sites.ts";

/** Known sites that must agree before a sequence is believed to be of a build, and the share of them. */
const LEAST = 30;
const AGREE = 0.98;

/**
 * The same panel, its reference alleles filled in for the build that the sequence is of: reference blocks and complete genomes
 * then show every site of it.
 * @throws PangenicError `build-unknown`, where the sequence is of neither build, by the sites whose base is known.
 */
export async function withSequence(panel: ReferencePanel, sequence: ReferenceSequence): Promise<ReferencePanel> {
  const { sites } = panel;
  for (const build of ["GRCh38", "GRCh37"] as const) {
    const known = Array.from({ length: sites.count }, (_, site) => site).filter((site) => stated(panel, site, build));
    const carried = await carriedAt(panel, sequence, build, known);
    const agree = known.filter((site, i) => carried[i] === referenceAt(sites, site, build)).length;
    if (known.length < LEAST || agree < AGREE * known.length) continue;
    const every = Array.from({ length: sites.count }, (_, site) => site);
    const reference = await carriedAt(panel, sequence, build, every);
    return { ...panel, sites: { ...sites, reference: { ...sites.reference, [build]: reference } } };
  }
  throw new PangenicError("build-unknown", "the FASTA is neither GRCh37 nor GRCh38, by the sites whose base is known");
}

/** A base that some source states; one taken from the other build proves nothing. */
function stated({ sites }: ReferencePanel, site: number, build: Build): boolean {
  return sites.reference[build][site] === 1 || sites.reference[build][site] === 2;
}

/** @param wanted sites, ascending. @returns for each 1 where the sequence carries the counted allele, 2 the other, 0 neither. */
async function carriedAt(
  { sites }: ReferencePanel,
  sequence: ReferenceSequence,
  build: Build,
  wanted: readonly number[],
): Promise<Uint8Array> {
  const alleles = ["A", "C", "G", "T"];
  const found = new Uint8Array(wanted.length);
  for (const chrom of chromosomes.keys()) {
    const here = [...wanted.keys()].filter((i) => sites.chrom[wanted[i]!] === chrom);
    // Sorted by the position in GRCh38; a stretch that was turned round stands otherwise in GRCh37.
    here.sort((a, b) => sites.pos[build][wanted[a]!]! - sites.pos[build][wanted[b]!]!);
    const codes = (letters: string): Uint16Array =>
      Uint16Array.from(here, (i) => alleles.indexOf(letters[wanted[i]!]!));
    const carried = await sequence.reference(chrom, {
      pos: Int32Array.from(here, (i) => sites.pos[build][wanted[i]!]!),
      effect: codes(sites.counted),
      other: codes(sites.other),
      alleles,
      reference: null,
      settled: null,
    });
    for (const [k, i] of here.entries()) found[i] = carried[k]!;
  }
  return found;
}
