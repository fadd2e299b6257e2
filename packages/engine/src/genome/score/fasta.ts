/** Which of a site's two alleles does the reference sequence carry? Read from an indexed FASTA, piece by piece. */
import { type Build, type ByteSource, chromosomeNamed, chromosomes, PangenicError } from "../../base/index.ts";
import { complementOf } from "./allele-fit.ts";
import { NO_ALLELE } from "./score-alleles.ts";
import type { ScoreSites, SiteSource } from "./score-sites.ts";

interface Sequence {
  readonly length: number;
  readonly offset: number;
  readonly lineBases: number;
  readonly lineBytes: number;
}

/** Bytes read at once: neighboring sites of a score share a piece. */
const PIECE = 2 ** 18;
const decoder = new TextDecoder();

/** A FASTA with its `.fai` (samtools faidx). */
export class ReferenceSequence {
  readonly #source: ByteSource;
  readonly #piece: number;
  readonly #sequences = new Map<number, Sequence>();

  /**
   * @param piece bytes read at once; fewer where sites lie far apart.
   * @throws PangenicError `index-broken`, where the index is none.
   */
  constructor(source: ByteSource, index: string, piece: number = PIECE) {
    this.#source = source;
    this.#piece = piece;
    for (const [i, line] of index.split("\n").entries()) {
      if (line.trim() === "") continue;
      const [name, ...numbers] = line.split("\t");
      const [length, offset, lineBases, lineBytes] = numbers.map(Number) as [number, number, number, number];
      if (numbers.length < 4 || numbers.slice(0, 4).some((number) => !/^\d+$/.test(number)) || lineBases < 1)
        throw new PangenicError("index-broken", "a .fai line has a name and four whole numbers", { line: i + 1 });
      const chrom = chromosomeNamed(name!);
      if (chrom !== null) this.#sequences.set(chromosomes.indexOf(chrom), { length, offset, lineBases, lineBytes });
    }
  }

  /** @returns per site 1 where the effect allele is the reference, 2 where the other is, 0 where neither or it is not known. */
  async reference(chrom: number, sites: ScoreSites): Promise<Uint8Array> {
    const found = new Uint8Array(sites.pos.length);
    const sequence = this.#sequences.get(chrom);
    if (sequence === undefined) return found;
    let bytes = new Uint8Array(0);
    let from = 0;
    for (let site = 0; site < found.length; site++) {
      const effect = sites.alleles[sites.effect[site]!]!;
      const code = sites.other[site]!;
      if (code < 0 || code === NO_ALLELE) continue;
      const other = sites.alleles[code]!;
      const at = byteOf(sequence, sites.pos[site]! - 1);
      const end = byteOf(sequence, sites.pos[site]! - 1 + Math.max(effect.length, other.length));
      if (sites.pos[site]! > sequence.length) continue;
      if (at < from || end > from + bytes.length) {
        from = at;
        bytes = (await this.#source.read(from, Math.max(this.#piece, end - at))) as Uint8Array<ArrayBuffer>;
      }
      const letters = decoder
        .decode(bytes.subarray(at - from, end - from))
        .replace(/\s/g, "")
        .toUpperCase();
      found[site] = whichOf(letters, effect, other);
    }
    return found;
  }
}

function byteOf({ offset, lineBases, lineBytes }: Sequence, base: number): number {
  return offset + Math.floor(base / lineBases) * lineBytes + (base % lineBases);
}

/** The longer of two that fit: a deletion's REF begins with its ALT. */
function whichOf(letters: string, effect: string, other: string): number {
  const fits = (allele: string): boolean => letters.startsWith(allele);
  if (fits(effect) && fits(other)) return effect.length > other.length ? 1 : 2;
  if (fits(effect)) return 1;
  if (fits(other)) return 2;
  if (effect.length > 1 || other.length > 1) return 0;
  return fits(complementOf(effect)) ? 1 : fits(complementOf(other)) ? 2 : 0;
}

/** The same sites, with what the sequence carries. */
export function withReference(source: SiteSource, sequence: ReferenceSequence): SiteSource {
  return {
    builds: source.builds,
    async sites(chrom: number, build: Build): Promise<ScoreSites | null> {
      const sites = await source.sites(chrom, build);
      return sites === null ? null : { ...sites, reference: await sequence.reference(chrom, sites) };
    },
  };
}
