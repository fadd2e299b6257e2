/** A column file read piece by piece: what is too large for memory. */
import { type ByteSource, PangenicError } from "../base/index.ts";
import { aligned, type Column, columnIn, type Layout, layoutOf, MAGIC, START, sizeOf } from "./columns.ts";

/** Memory for columns that is used again and again: what lay in it is gone when the column of that name is read once more. */
export class ColumnAreas {
  readonly #areas = new Map<string, Uint8Array>();

  of(name: string, size: number): Uint8Array {
    const known = this.#areas.get(name);
    if (known !== undefined && known.length >= size) return known;
    const area = new Uint8Array(size);
    this.#areas.set(name, area);
    return area;
  }
}

type Described = Layout["columns"][number];

export class ColumnFile {
  readonly head: unknown;
  readonly #source: ByteSource;
  readonly #columns: ReadonlyMap<string, { readonly described: Described; readonly at: number }>;

  private constructor(source: ByteSource, layout: Layout, end: number) {
    this.#source = source;
    this.head = layout.head;
    const columns = new Map<string, { described: Described; at: number }>();
    let at = aligned(end);
    for (const described of layout.columns) {
      columns.set(described.name, { described, at });
      const size = sizeOf(described.kind, described.length);
      if (!(at + size <= source.size))
        throw new PangenicError("columns-broken", "the column file is cut", { offset: source.size });
      at = aligned(at + size);
    }
    this.#columns = columns;
  }

  /** @throws PangenicError `columns-broken`. */
  static async open(source: ByteSource): Promise<ColumnFile> {
    const start = await source.read(0, START);
    if (start.length < START || MAGIC.some((byte, i) => start[i] !== byte))
      throw new PangenicError("columns-broken", "this is no column file: its first bytes are others", { offset: 0 });
    const length = new DataView(start.buffer, start.byteOffset).getUint32(MAGIC.length, true);
    return new ColumnFile(source, layoutOf(await source.read(START, length), length), START + length);
  }

  /** Numbers in a column; 0 where there is none of the name. */
  lengthOf(name: string): number {
    return this.#columns.get(name)?.described.length ?? 0;
  }

  get names(): string[] {
    return [...this.#columns.keys()];
  }

  /**
   * Numbers `[from, to)` of a column; all where not given.
   * @param areas memory that the result may lie in.
   * @throws PangenicError `columns-broken`, where there is none.
   */
  async read(name: string, from = 0, to: number = this.lengthOf(name), areas?: ColumnAreas): Promise<Column> {
    const column = this.#columns.get(name);
    if (column === undefined)
      throw new PangenicError("columns-broken", "a column that is needed is absent", { field: name });
    const { kind } = column.described;
    const size = sizeOf(kind, to - from);
    const bytes = await this.#source.read(column.at + sizeOf(kind, from), size, areas?.of(name, size));
    if (bytes.length < size)
      throw new PangenicError("columns-broken", "the column file became shorter while it was read", { field: name });
    return columnIn(kind, bytes);
  }
}
