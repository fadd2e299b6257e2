/** What a file showed of each site of each score, for each person in it. */
import { type Build, chromosomes } from "../../base/index.ts";
import { BY_BLOCK, copiesIn, DIFFERS, NO_CALL, RANK, referenceCopies, type SiteSource, UNSEEN } from "./score-sites.ts";

export class ScoreStates {
  /** `[scores][samples][chromosomes]` */
  readonly all: readonly (readonly (Uint8Array | null)[][])[];
  /** Per sample, genotypes in rows of the sites that are the reference on every strand, and others. */
  readonly #references: Int32Array;
  readonly #variants: Int32Array;

  constructor(scores: number, samples: number) {
    const perSample = (): (Uint8Array | null)[] => chromosomes.map(() => null);
    this.all = Array.from({ length: scores }, () => Array.from({ length: samples }, perSample));
    this.#references = new Int32Array(samples);
    this.#variants = new Int32Array(samples);
  }

  /** Makes room for the sites of a chromosome. */
  open(score: number, chrom: number, sites: number): void {
    for (const states of this.all[score]!) states[chrom] ??= new Uint8Array(sites).fill(UNSEEN);
  }

  /** A row of other alleles stands at the site. */
  differs(score: number, chrom: number, site: number): void {
    for (const states of this.all[score]!) states[chrom]![site]! |= DIFFERS;
  }

  /** Would a row of this rank tell more than what was seen before? */
  isBetter(score: number, sample: number, chrom: number, site: number, mark: number): boolean {
    return (this.all[score]![sample]![chrom]![site]! & RANK) < (mark & RANK);
  }

  noCall(score: number, sample: number, chrom: number, site: number): void {
    this.all[score]![sample]![chrom]![site]! |= NO_CALL;
  }

  /** @param one per strand: 1 the effect allele, 0 the other, −1 neither. @param two `NONE` where there is no second strand. */
  put(
    score: number,
    sample: number,
    chrom: number,
    site: number,
    mark: number,
    one: number,
    two: number,
    isReference: boolean,
  ): void {
    if ((mark & RANK) !== BY_BLOCK) (isReference ? this.#references : this.#variants)[sample]!++;
    const states = this.all[score]![sample]![chrom]!;
    const copies = copiesIn(chrom, one, two);
    const before = states[site]!;
    states[site] = copies === UNSEEN ? before | NO_CALL : (before & NO_CALL) | mark | copies;
  }

  /**
   * Where silence means reference, a site is read only if its reference allele is known: elsewhere who carries a variant would
   * be seen, and who does not would not.
   * @param complete the user declared that absent rows are the reference.
   */
  async readSilence(sources: readonly SiteSource[], build: Build, complete: boolean): Promise<void> {
    for (const chrom of chromosomes.keys())
      for (const [score, source] of sources.entries()) {
        const sites = await source.sites(chrom, build);
        if (sites === null) continue;
        this.open(score, chrom, sites.pos.length);
        for (const person of this.all[score]!) {
          const states = person[chrom]!;
          for (let site = 0; site < states.length; site++) {
            const copies = referenceCopies(sites, site);
            if (copies === UNSEEN) states[site] = UNSEEN | (states[site]! & (DIFFERS | NO_CALL));
            else if (complete && states[site] === UNSEEN) states[site] = BY_BLOCK | copies;
          }
        }
      }
  }

  /**
   * Per sample: does the file write rows only where the person carries a variant? What it does not say is then no accident,
   * and nothing may be filled in for it. In rows that are written for everyone a third or more are the reference.
   */
  get variantsOnly(): boolean[] {
    return Array.from(this.#references, (references, i) => references * 50 < references + this.#variants[i]!);
  }
}
