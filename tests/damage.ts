/** Small damage to a file, drawn at random: bytes set, put in, taken out, cut off, or written twice. */
import fc from "fast-check";

export interface Change {
  readonly at: number;
  readonly byte: number;
  readonly how: "set" | "insert" | "remove" | "cut" | "double";
}

/** @param meaningful bytes that the format reads something into; they are drawn more often than chance would. */
export function byteOf(meaningful: string): fc.Arbitrary<number> {
  return fc.oneof(fc.constantFrom(...new TextEncoder().encode(meaningful)), fc.integer({ min: 0, max: 255 }));
}

export function changesOf(meaningful: string, longest: number): fc.Arbitrary<Change> {
  const byte = byteOf(meaningful);
  const how = fc.constantFrom("set", "insert", "remove", "cut", "double");
  return fc.record({ at: fc.nat(longest), byte, how }) as fc.Arbitrary<Change>;
}

export function damaged(file: Uint8Array, changes: readonly Change[]): Uint8Array {
  let bytes = [...file];
  for (const { at, byte, how } of changes) {
    const i = at % Math.max(1, bytes.length);
    if (how === "set") bytes[i] = byte;
    else if (how === "insert") bytes.splice(i, 0, byte);
    else if (how === "remove") bytes.splice(i, 1);
    else if (how === "cut") bytes = bytes.slice(0, i);
    else bytes.splice(i, 0, ...bytes.slice(i, i + 12));
  }
  return Uint8Array.from(bytes);
}
