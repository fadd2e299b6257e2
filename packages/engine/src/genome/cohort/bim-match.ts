/** Matches scores with the variants of a `.bim`, row by row, without an object for the millions that no score asks for. */
import type { ByteSource, Task } from "../../base/index.ts";
import { eachRow, fieldsAt } from "../bytes/text-rows.ts";
import { chromosomeNumber } from "../chromosome-number.ts";
import type { ScoreMatcher } from "../score/score-match.ts";

const decoder = new TextDecoder();

/**
 * Allele 2 of a `.bim` stands for REF and allele 1 for ALT. A missing allele (`0`, `.`) fits nothing.
 * @throws PangenicError what `eachRow` throws.
 */
export async function matchBim(bim: ByteSource, matchers: readonly ScoreMatcher[], task: Task = {}): Promise<void> {
  const fields = new Int32Array(12);
  let variant = 0;
  let name: Uint8Array = new Uint8Array(0);
  let chrom = 0;
  await eachRow(
    bim,
    ".bim",
    (bytes, start, end) => {
      const last = 2 * (fieldsAt(bytes, start, end, fields) - 1);
      if (!startsWith(bytes, fields[0]!, fields[1]!, name)) {
        name = bytes.slice(fields[0], fields[1]);
        chrom = chromosomeNumber(decoder.decode(name));
      }
      let pos = 0;
      for (let i = fields[last - 4]!; i < fields[last - 3]!; i++) pos = pos * 10 + bytes[i]! - 48;
      for (let i = 0; i < matchers.length; i++) {
        const matcher = matchers[i]!;
        if (!matcher.asksFor(chrom, pos)) continue;
        const ref = alleleAt(bytes, fields[last]!, fields[last + 1]!)[0];
        const alts = alleleAt(bytes, fields[last - 2]!, fields[last - 1]!);
        matcher.seeNamed(variant, chrom, pos, bytes, fields[2]!, fields[3]!, ref, alts);
      }
      variant++;
    },
    task,
  );
}

/** Alleles of one letter, by it. */
const letters = Array.from({ length: 128 }, (_, byte) => [String.fromCharCode(byte).toUpperCase()] as const);

/** The one allele in capitals. */
function alleleAt(bytes: Uint8Array, from: number, to: number): readonly [string] {
  const letter = to - from === 1 ? letters[bytes[from]!] : undefined;
  return letter ?? [decoder.decode(bytes.subarray(from, to)).toUpperCase()];
}

function startsWith(bytes: Uint8Array, from: number, to: number, name: Uint8Array): boolean {
  if (to - from !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (bytes[from + i] !== name[i]) return false;
  return true;
}
