/** How far does a reference block reach? Read from the bytes of its row, without parsing it. */

const TAB = 9;
/** The row must be read whole to know: farther than any position. */
export const UNTOLD: number = 2 ** 31 - 2;

/** @param alt where the row's ALT begins. @returns INFO `END`; 0 where the row gives none; `UNTOLD` where FORMAT tells it. */
export function blockEnd(text: Uint8Array, alt: number, end: number): number {
  // ALT, QUAL, FILTER, INFO.
  let at = alt;
  for (let column = 0; column < 3; column++) at = text.indexOf(TAB, at) + 1;
  const stop = text.indexOf(TAB, at);
  for (let i = at; i >= at && i + 4 < stop; i++)
    if (
      text[i] === 69 &&
      text[i + 1] === 78 &&
      text[i + 2] === 68 &&
      text[i + 3] === 61 &&
      (i === at || text[i - 1] === 59)
    ) {
      let value = 0;
      for (i += 4; i < stop && text[i]! >= 48 && text[i]! <= 57; i++) value = value * 10 + text[i]! - 48;
      return value;
    }
  // VCF 4.5 gives the length of a block in FORMAT: `LEN`.
  const format = stop + 1;
  for (let i = format; stop >= 0 && i + 2 < end && text[i] !== TAB; i++)
    if (text[i] === 76 && text[i + 1] === 69 && text[i + 2] === 78) return UNTOLD;
  return 0;
}
