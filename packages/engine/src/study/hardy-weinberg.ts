/** Do genotypes stand in the proportions of random mating? The exact test. */

/** Two probabilities that differ by less are the same: the recurrence rounds. PLINK's own tolerance is of this size. */
const SAME = 2 ** -44;
/** Doubles below have lost digits. */
const SMALLEST = 2 ** -1022;

/**
 * Probability, given the alleles seen, of heterozygote numbers as unlikely as this one or more so.
 * @param het people with one copy of each allele.
 * @param hom1 @param hom2 people with two copies of one.
 * @param midP numbers as likely as the observed count half: smaller alleles' tests reject too seldom without.
 * @returns 0–1; 1 where nobody was seen; 0 where it is below 2.2e-308.
 * @see Wigginton, Cutler & Abecasis 2005, AJHG 76:887; Graffelman & Moreno 2013 for the mid-P value.
 */
export function hardyWeinbergP(het: number, hom1: number, hom2: number, midP = false): number {
  const people = het + hom1 + hom2;
  const rare = 2 * Math.min(hom1, hom2) + het;
  if (people === 0 || rare === 0) return 1;
  // Probabilities relative to the likeliest number of heterozygotes; steps of two, as the rare alleles stay the same.
  let mode = Math.floor((rare * (2 * people - rare)) / (2 * people));
  if ((mode ^ rare) & 1) mode++;
  const up = (h: number): number => {
    const homRare = (rare - h) / 2;
    const homCommon = people - h - homRare;
    return (4 * homRare * homCommon) / ((h + 2) * (h + 1));
  };
  let observed = 1;
  if (het > mode) for (let h = mode; h < het && observed > 0; h += 2) observed *= up(h);
  else for (let h = mode - 2; h >= het && observed > 0; h -= 2) observed /= up(h);
  const limit = observed * (1 + SAME);
  const least = observed * (1 - SAME);
  // What is left out beyond this is less than rounding, of the tail too: the observed number is in it.
  const negligible = Math.max(observed * 2 ** -64, Number.MIN_VALUE);
  let total = 0;
  let tail = 0;
  let tied = 0;
  const count = (p: number): void => {
    total += p;
    if (p > limit) return;
    tail += p;
    if (p >= least) tied += p;
  };
  count(1);
  for (let h = mode, p = 1; h + 2 <= rare; h += 2) {
    p *= up(h);
    if (p < negligible) break;
    count(p);
  }
  for (let h = mode - 2, p = 1; h >= 0; h -= 2) {
    p /= up(h);
    if (p < negligible) break;
    count(p);
  }
  const p = (tail - (midP ? tied / 2 : 0)) / total;
  return p < SMALLEST ? 0 : Math.min(1, p);
}

/** Share of heterozygotes that random mating gives. NaN where nobody was seen. */
export function expectedHet(het: number, hom1: number, hom2: number): number {
  const people = het + hom1 + hom2;
  const p = (2 * hom1 + het) / (2 * people);
  return 2 * p * (1 - p);
}
