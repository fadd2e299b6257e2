/** Columns of numbers with a head, in one file: the container of reference panels and score packs. */
import { PangenicError } from "../base/index.ts";

export type Column =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

export type Kind = "f64" | "f32" | "i32" | "u32" | "i16" | "u16" | "i8" | "u8";

const kinds = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  i16: Int16Array,
  u16: Uint16Array,
  i8: Int8Array,
  u8: Uint8Array,
} as const;

export interface Layout {
  readonly head: unknown;
  readonly columns: readonly { readonly name: string; readonly kind: Kind; readonly length: number }[];
}

/** `PGCOLS1\n`; then the layout's length in bytes (u32), the layout as JSON, and the columns, each from a multiple of 8. Little-endian. */
export const MAGIC: Uint8Array = Uint8Array.of(0x50, 0x47, 0x43, 0x4f, 0x4c, 0x53, 0x31, 0x0a);
export const START: number = MAGIC.length + 4;

export const aligned = (at: number): number => (at + 7) & ~7;

function kindOf(column: Column): Kind {
  return (Object.keys(kinds) as Kind[]).find((kind) => column instanceof kinds[kind])!;
}

/** @returns the same bytes for the same head and columns. */
export function packColumns(head: unknown, columns: Readonly<Record<string, Column>>): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(columns);
  const layout: Layout = {
    head,
    columns: entries.map(([name, column]) => ({ name, kind: kindOf(column), length: column.length })),
  };
  const json = new TextEncoder().encode(JSON.stringify(layout));
  let end = aligned(START + json.length);
  const places = entries.map(([, column]) => {
    const at = end;
    end = aligned(at + column.byteLength);
    return at;
  });
  const bytes = new Uint8Array(end);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, json.length, true);
  bytes.set(json, START);
  for (const [i, [, column]] of entries.entries())
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), places[i]!);
  return bytes;
}

/** Bytes of so many numbers. */
export function sizeOf(kind: Kind, length: number): number {
  return length * kinds[kind].BYTES_PER_ELEMENT;
}

/** A view where alignment allows, else a copy. */
export function columnIn(kind: Kind, bytes: Uint8Array): Column {
  const Kind = kinds[kind];
  const own = bytes.byteOffset % Kind.BYTES_PER_ELEMENT === 0 ? bytes : Uint8Array.from(bytes);
  return new Kind(own.buffer as ArrayBuffer, own.byteOffset, bytes.length / Kind.BYTES_PER_ELEMENT);
}

/** What `packColumns` wrote. Columns are views of `bytes` where its alignment allows. */
export interface Columns {
  readonly head: unknown;
  readonly columns: ReadonlyMap<string, Column>;
}

/** @throws PangenicError `columns-broken`, where the bytes are cut or are something else. */
export function unpackColumns(bytes: Uint8Array): Columns {
  if (bytes.length < START || MAGIC.some((byte, i) => bytes[i] !== byte))
    throw new PangenicError("columns-broken", "this is no column file: its first bytes are others", { offset: 0 });
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  const layout = layoutOf(bytes.subarray(START, START + length), length);
  const columns = new Map<string, Column>();
  let at = aligned(START + length);
  for (const { name, kind, length } of layout.columns) {
    const size = sizeOf(kind, length);
    if (!(at + size <= bytes.length))
      throw new PangenicError("columns-broken", "the column file is cut", { offset: bytes.length });
    columns.set(name, columnIn(kind, bytes.subarray(at, at + size)));
    at = aligned(at + size);
  }
  return { head: layout.head, columns };
}

/** @throws PangenicError `columns-broken`. */
export function layoutOf(json: Uint8Array, length: number): Layout {
  try {
    if (json.length < length) throw new Error("cut");
    const layout = JSON.parse(new TextDecoder().decode(json)) as Layout;
    for (const { name, kind, length } of layout.columns)
      if (typeof name !== "string" || !(kind in kinds) || !Number.isInteger(length) || length < 0)
        throw new Error("column");
    return layout;
  } catch (cause) {
    throw new PangenicError(
      "columns-broken",
      "the head of the column file cannot be read",
      { offset: START },
      { cause },
    );
  }
}
