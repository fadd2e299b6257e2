import { expect, test } from "vitest";
import { PangenicError } from "../base/index.ts";
import { packColumns, unpackColumns } from "./columns.ts";

const head = { name: "made up" };
const packed = packColumns(head, { a: Float64Array.of(1.5, -2), b: Uint8Array.of(1, 2, 3), c: Int16Array.of(-7) });

test("columns come back as they were written, wherever the bytes stand", () => {
  const shifted = new Uint8Array(packed.length + 1);
  shifted.set(packed, 1);
  for (const bytes of [packed, shifted.subarray(1)]) {
    const read = unpackColumns(bytes);
    expect(read.head).toEqual(head);
    expect([...read.columns.keys()]).toEqual(["a", "b", "c"]);
    expect([...read.columns.values()].map((column) => [...column])).toEqual([[1.5, -2], [1, 2, 3], [-7]]);
  }
});

test("a cut or foreign file is refused, wherever it is cut", () => {
  for (let end = 0; end < packed.length - 8; end++)
    expect(() => unpackColumns(packed.subarray(0, end))).toThrow(PangenicError);
  expect(() => unpackColumns(Uint8Array.from(packed, (byte, i) => (i === 3 ? 0 : byte)))).toThrow("first bytes");
});
