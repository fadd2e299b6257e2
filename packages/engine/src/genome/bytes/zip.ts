/** The one raw-data file inside a .zip, handed on as gzip so that its CRC and its length are checked on the way. */
import { type ByteStream, PangenicError } from "../../base/index.ts";

/** Vendors' archives hold some 20 MB; the table of contents stands at the end, so the whole is held. */
const MOST_BYTES = 2 ** 27;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

interface Member {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

function refuse(message: string): never {
  throw new PangenicError("archive-unsupported", message);
}

/** @throws PangenicError `archive-unsupported`, for archives that are broken, encrypted, or hold none or several files. */
export async function memberOf(stream: ByteStream): Promise<ByteStream> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream.chunks) {
    size += part.length;
    if (size > MOST_BYTES) refuse("the archive is larger than 128 MB; unpack it first");
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (const part of parts) {
    bytes.set(part, filled);
    filled += part.length;
  }
  const member = chosen(membersOf(bytes));
  const view = new DataView(bytes.buffer);
  if (member.at + 30 > size || view.getUint32(member.at, true) !== LOCAL) refuse("the archive is broken");
  const from = member.at + 30 + view.getUint16(member.at + 26, true) + view.getUint16(member.at + 28, true);
  if (from + member.packed > size) refuse("the archive is broken: a file in it ends too early");
  const data = bytes.subarray(from, from + member.packed);
  const trailer = new Uint8Array(8);
  new DataView(trailer.buffer).setUint32(0, member.crc, true);
  new DataView(trailer.buffer).setUint32(4, member.size, true);
  const head = Uint8Array.of(31, 139, 8, 0, 0, 0, 0, 0, 0, 255);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield head;
    if (member.method === 8) yield data;
    else yield* storedBlocks(data);
    yield trailer;
  }
  return { chunks: chunks(), size: null };
}

/** Bytes that were not packed, as deflate writes them. */
function* storedBlocks(data: Uint8Array): Generator<Uint8Array> {
  let at = 0;
  do {
    const block = data.subarray(at, at + 65_535);
    at += block.length;
    const { length } = block;
    const isLast = at >= data.length ? 1 : 0;
    yield Uint8Array.of(isLast, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255);
    yield block;
  } while (at < data.length);
}

function chosen(members: readonly Member[]): Member {
  const files = members.filter(
    ({ name }) => !/\/$|^__MACOSX\/|(?:^|\/)\.|\.(?:pdf|html?|docx?|png|jpe?g)$/i.test(name),
  );
  const known = files.filter(({ name }) => name.endsWith("GFG_filtered_unphased_genotypes_23andMe.txt"));
  const [one, other] = known.length === 1 ? known : files;
  if (one === undefined) return refuse("there is no raw-data file in the archive");
  if (other !== undefined) return refuse("the archive holds several files; unpack it and choose one");
  if (/\.(?:zip|7z|rar)$/i.test(one.name)) return refuse("an archive inside an archive is not read");
  if ((one.flags & 1) !== 0) return refuse("the archive is encrypted");
  if (one.method !== 0 && one.method !== 8) return refuse("the archive is packed with a method that is not read");
  if (one.size === 0xffffffff || one.packed === 0xffffffff) return refuse("the archive is of the 64-bit kind");
  return one;
}

function membersOf(bytes: Uint8Array): Member[] {
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  const earliest = Math.max(0, end - 65_535);
  while (end >= earliest && view.getUint32(end, true) !== END) end--;
  if (end < earliest) refuse("the archive is broken: its table of contents is missing");
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const members: Member[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) refuse("the archive is broken");
    const nameLength = view.getUint16(at + 28, true);
    members.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return members;
}
