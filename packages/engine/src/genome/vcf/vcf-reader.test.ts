import { expect, test } from "vitest";
import type { Chromosome, OneBased } from "../../base/index.ts";
import { readVcf } from "../genome-file.ts";
import type { Reading, ReadOptions } from "../reading.ts";
import { NO_BASE, type Sighting, UNDOCUMENTED } from "../sighting.ts";
import type { SightingTable } from "../sighting-table.ts";
import type { Site } from "../site.ts";

/** A site 1,000,000 bases further on in GRCh37. */
function siteAt(
  pos: number,
  alleles: readonly string[],
  more: Partial<{ chrom: Chromosome; ref37: string; verified: boolean }> = {},
): Site {
  const { chrom = "2", ref37 = alleles[0]!, verified = true } = more;
  return {
    chrom,
    rsid: null,
    alleles,
    GRCh38: { pos: pos as OneBased<"GRCh38">, ref: alleles[0]!, spelling: alleles, refVerified: true },
    GRCh37: { pos: (pos + 1_000_000) as OneBased<"GRCh37">, ref: ref37, spelling: alleles, refVerified: verified },
    neverAssumed: { GRCh38: false, GRCh37: ref37 !== alleles[0] },
  };
}

/** Feeds every row, as a scan does that finds all of them. */
async function readRows(
  sites: readonly Site[],
  rows: readonly string[],
  options: ReadOptions & { head?: string[]; build?: string; columns?: string } = {},
): Promise<{ reading: Reading; table: SightingTable; seen: Sighting[] }> {
  const { head = [], build = "GRCh38", columns = "ONE" } = options;
  const lines = [
    "##fileformat=VCFv4.4",
    `##reference=${build}`,
    ...head,
    `#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t${columns}`,
  ];
  let table: SightingTable | null = null;
  const reading = await readVcf(
    (targets, sink) => {
      for (const [i, line] of lines.entries()) sink.header(line, i + 1);
      targets();
      for (const [i, row] of rows.entries()) {
        const text = new TextEncoder().encode(row.replaceAll(" ", "\t"));
        sink.row(text, 0, text.length, lines.length + i + 1);
      }
      const facts = {
        packing: "plain",
        lines: lines.length + rows.length,
        rows: rows.length,
        sorted: true,
        contigs: [],
      } as const;
      return Promise.resolve(facts);
    },
    [{ name: "GENE", sites }],
    (delivered) => {
      table = delivered;
    },
    options,
  );
  return { reading, table: table!, seen: table!.of(0) };
}

const snv = siteAt(5000, ["A", "G", "T"]);
const AD = '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="reads">';

/** What one row says of the single-base site. */
async function one(row: string, options: Parameters<typeof readRows>[2] = {}): Promise<Sighting> {
  return (await readRows([snv], [row], options)).seen[0]!;
}

const seen = (
  alleles: readonly number[],
  phase: "fixed" | "free" = alleles[0] === alleles[1] ? "fixed" : "free",
): object => ({
  kind: "seen",
  alleles,
  phase: { kind: phase },
});

test("genotypes become sightings by the allele, not by its number", async () => {
  expect(await one("chr2 5000 . A T . PASS . GT 0/1")).toMatchObject(seen([0, 2]));
  expect(await one("chr2 5000 . A T,G . PASS . GT 2|1")).toMatchObject(seen([1, 2], "fixed"));
  expect(await one("2 5000 . A . . PASS . GT 0/0")).toMatchObject(seen([0, 0]));
  expect(await one("chr2 5000 . A C . PASS . GT 0/1")).toMatchObject(seen([0, UNDOCUMENTED]));
  expect(await one("chr2 5000 . a g . PASS . GT 1/1")).toMatchObject(seen([1, 1]));
});

test("no call is no call; half a call counts only where it shows a variant", async () => {
  expect(await one("chr2 5000 . A G . PASS . GT ./.")).toEqual({ kind: "not-seen", why: "no-call" });
  expect(await one("chr2 5000 . A G . PASS . GT .")).toEqual({ kind: "not-seen", why: "no-call" });
  expect(await one("chr2 5000 . A G . PASS . GT .|0")).toEqual({ kind: "not-seen", why: "half-call" });
  expect(await one("chr2 5000 . A G . PASS . GT .|1")).toMatchObject(seen([NO_BASE, 1], "fixed"));
  expect(await one("chr2 5000 . A G . PASS . GT 1/.")).toMatchObject(seen([1, NO_BASE]));
});

test("a carried symbol, a star or an unread base shows nothing; one that is not carried harms nothing", async () => {
  expect(await one("chr2 5000 . A <INS> . PASS . GT 0/1")).toEqual({ kind: "not-seen", why: "symbolic-allele" });
  expect(await one("chr2 5000 . A * . PASS . GT 0/1")).toEqual({ kind: "not-seen", why: "spanning-deletion" });
  expect(await one("chr2 5000 . A N . PASS . GT 0/1")).toEqual({ kind: "not-seen", why: "symbolic-allele" });
  expect(await one("chr2 5000 . A *,G,<NON_REF> . PASS . GT 0/2")).toMatchObject(seen([0, 1]));
});

test("a deletion from before takes the site away from who carries it, unless the site has its own row", async () => {
  const across = "chr2 4990 . CACACACACAACA C . PASS . GT 0/1";
  expect(await one(across)).toEqual({ kind: "not-seen", why: "spanning-deletion" });
  expect(await one(across.replace("0/1", "0/0"))).toEqual({ kind: "not-seen", why: "no-row" });
  expect(await one("chr2 4000 . C <DEL> . PASS END=6000 GT 0/1")).toEqual({
    kind: "not-seen",
    why: "spanning-deletion",
  });
  const both = [across, "chr2 5000 . A G . PASS . GT 0/1"];
  for (const rows of [both, both.toReversed()])
    expect((await readRows([snv], rows)).seen[0]).toMatchObject(seen([0, 1]));
});

test("another REF shows nothing and is told; a row written for another variant lets the right one through", async () => {
  const { seen: states, reading } = await readRows([snv], ["chr2 5000 . C G . PASS . GT 0/1"]);
  expect(states).toEqual([{ kind: "not-seen", why: "ref-mismatch" }]);
  expect(reading.problems).toEqual([{ code: "reference-mismatch", count: 1, first: { line: 4, site: "2:5000" } }]);
  const rows = ["chr2 5000 . AC A . PASS . GT 0/1", "chr2 5000 . A G . PASS . GT 0/1"];
  expect((await readRows([snv], rows)).seen[0]).toMatchObject(seen([0, 1]));
});

test("reads decide against a heterozygous call only where AD counts alleles", async () => {
  const row = "chr2 5000 . A G . PASS . GT:AD 0/1:30,0";
  expect(await one(row, { head: [AD] })).toEqual({ kind: "not-seen", why: "reads-contradict" });
  expect(await one(row)).toEqual({ kind: "not-seen", why: "reads-contradict" });
  expect(await one(row, { head: [AD.replace("=R", "=.")] })).toMatchObject(seen([0, 1]));
  expect(await one(row.replace("30,0", "30,."), { head: [AD] })).toMatchObject(seen([0, 1]));
  expect(await one(row.replace("0/1", "1/1"), { head: [AD] })).toMatchObject(seen([1, 1]));
});

test("filter, quality, depth and balance raise doubts and drop nothing", async () => {
  const doubts = async (row: string): Promise<unknown> => {
    const state = await one(row, { head: [AD] });
    return state.kind === "seen" ? state.doubts : state.why;
  };
  expect(await doubts("chr2 5000 . A G 99 PASS . GT:GQ:DP:AD 0/1:40:30:15,15")).toEqual([]);
  expect(await doubts("chr2 5000 . A G 99 q10 . GT 0/1")).toEqual(["filter"]);
  expect(await doubts("chr2 5000 . A G 99 PASS . GT:FT 0/1:LowGQ")).toEqual(["filter"]);
  expect(await doubts("chr2 5000 . A G 99 PASS . GT:GQ 0/1:12")).toEqual(["quality"]);
  expect(await doubts("chr2 5000 . A G 3.1 PASS . GT 0/1")).toEqual(["quality"]);
  expect(await doubts("chr2 5000 . A G 99 PASS . GT:DP 0/1:5")).toEqual(["depth"]);
  expect(await doubts("chr2 5000 . A G 99 PASS . GT:AD 0/1:29,3")).toEqual(["allele-balance"]);
  expect(await doubts("chr2 5000 . A G . . . GT:GQ:DP 0/1:.:.")).toEqual([]);
});

test("phase: fixed, free, or within its set", async () => {
  const phase = async (format: string, value: string): Promise<unknown> => {
    const state = await one(`chr2 5000 . A G . PASS . ${format} ${value}`);
    return state.kind === "seen" ? state.phase : null;
  };
  expect(await phase("GT", "0|1")).toEqual({ kind: "fixed" });
  expect(await phase("GT", "0/1")).toEqual({ kind: "free" });
  expect(await phase("GT", "1/1")).toEqual({ kind: "fixed" });
  expect(await phase("GT:PS", "0|1:4711")).toEqual({ kind: "set", set: "4711" });
  expect(await phase("GT:PS", "0|1:.")).toEqual({ kind: "fixed" });
  expect(await phase("GT:PS", "0|1")).toEqual({ kind: "fixed" });
  expect(await phase("GT:PS", "1|1:4711")).toEqual({ kind: "fixed" });
  expect(await phase("GT:PS", "0/1:4711")).toEqual({ kind: "free" });
  expect(await phase("GT", "|0|1")).toEqual({ kind: "fixed" });
  expect(await phase("GT", "/0|1")).toEqual({ kind: "free" });
  expect(await phase("GT:PSL", "0|1:7,7")).toEqual({ kind: "set", set: "7" });
  expect(await phase("GT:PSL", "0|1:7,8")).toEqual({ kind: "free" });
});

test("one strand: on X as written, on Y and MT always, elsewhere not at all", async () => {
  const on = async (chrom: Chromosome, gt: string): Promise<Sighting> =>
    (await readRows([siteAt(5000, ["A", "G"], { chrom })], [`chr${chrom} 5000 . A G . PASS . GT ${gt}`])).seen[0]!;
  expect(await on("X", "1")).toMatchObject({ alleles: [1], phase: { kind: "fixed" } });
  expect(await on("X", "0/1")).toMatchObject({ alleles: [0, 1] });
  expect(await on("Y", "0/1")).toMatchObject({ alleles: [0] });
  expect(await on("MT", "1/1")).toMatchObject({ alleles: [1] });
  expect(await on("2", "1")).toEqual({ kind: "not-seen", why: "ploidy" });
});

test("rows split by ALT are one genotype again, in any order", async () => {
  const cases: [string, string, readonly number[] | string][] = [
    ["0/1", "0/0", [0, 1]],
    ["0/0", "0/1", [0, 2]],
    ["0/1", "0/1", [1, 2]],
    ["0|1", "1|0", [2, 1]],
    ["1/1", "0/0", [1, 1]],
    ["0/0", "0/0", [0, 0]],
  ];
  for (const [g, t, alleles] of cases) {
    const rows = [`chr2 5000 . A G . PASS . GT ${g}`, `chr2 5000 . A T . PASS . GT ${t}`];
    for (const order of [rows, rows.toReversed()])
      expect((await readRows([snv], order)).seen[0], `${g} and ${t}`).toMatchObject({ kind: "seen", alleles });
  }
  const torn = await readRows([snv], ["chr2 5000 . A G . PASS . GT 1/1", "chr2 5000 . A T . PASS . GT 0/1"]);
  expect(torn.seen[0]).toMatchObject(seen([1, 1]));
  expect(torn.reading.problems.map(({ code }) => code)).toEqual(["rows-contradict"]);
});

/** The repeat of UGT1A1, as its definition writes it: two bases of it are known. */
const repeat = siteAt(5000, ["CAT", "C", "CATAT", "CATATAT"]);

test("an indel is recognized under every anchor that the known bases allow", async () => {
  const state = async (row: string): Promise<Sighting> => (await readRows([repeat], [row])).seen[0]!;
  expect(await state("chr2 5000 . CAT CATAT . PASS . GT 0/1")).toMatchObject(seen([0, 2]));
  expect(await state("chr2 5000 . C CAT . PASS . GT 0/1")).toMatchObject(seen([0, 2]));
  expect(await state("chr2 5000 . C CATAT . PASS . GT 1/1")).toMatchObject(seen([3, 3]));
  expect(await state("chr2 5001 . A ATA . PASS . GT 0/1")).toMatchObject(seen([0, 2]));
  expect(await state("chr2 5000 . CATATAT CATAT . PASS . GT 0/1")).toMatchObject(seen([0, 1]));
  expect(await state("chr2 5002 . TAT T . PASS . GT 0/1")).toMatchObject(seen([0, 1]));
  expect(await state("chr2 5000 . C CATATATAT . PASS . GT 0/1")).toMatchObject(seen([0, UNDOCUMENTED]));
});

test("an indel farther along the repeat is not seen rather than read as reference", async () => {
  const far = "chr2 5010 . T TAT . PASS . GT 0/1";
  const { seen: states, reading } = await readRows([repeat], [far]);
  expect(states).toEqual([{ kind: "not-seen", why: "not-anchorable" }]);
  expect(reading.problems.map(({ code }) => code)).toEqual(["indel-unanchored"]);
  const own = "chr2 5000 . CAT C . PASS . GT 0/0";
  for (const rows of [
    [own, far],
    [far, own],
  ])
    expect((await readRows([repeat], rows)).seen[0]).toEqual({ kind: "not-seen", why: "not-anchorable" });
  expect((await readRows([repeat], [own, far.replace("0/1", "0/0")])).seen[0]).toMatchObject(seen([0, 0]));
  expect((await readRows([repeat], [own, "chr2 5010 . T TCC . PASS . GT 0/1"])).seen[0]).toMatchObject(seen([0, 0]));
});

test("another variant among a deletion's bases gives way to the deletion's own row, and to nothing else", async () => {
  const inside = "chr2 5001 . A AGG . PASS . GT 0/1";
  const own = "chr2 5000 . CAT C . PASS . GT 0/0";
  expect((await readRows([repeat], [inside])).seen[0]).toEqual({ kind: "not-seen", why: "not-anchorable" });
  for (const rows of [
    [own, inside],
    [inside, own],
  ])
    expect((await readRows([repeat], rows)).seen[0]).toMatchObject(seen([0, 0]));
});

test("a longer substitution shows the base to who carries it", async () => {
  expect(await one("chr2 4999 . CAG TGG . PASS . GT 0/1")).toMatchObject(seen([0, 1]));
  expect(await one("chr2 4999 . CAG TCG . PASS . GT 0/1")).toMatchObject(seen([0, UNDOCUMENTED]));
  expect(await one("chr2 4999 . CAG TGG . PASS . GT 0/0")).toEqual({ kind: "not-seen", why: "no-row" });
  expect(await one("chr2 4999 . CAG TAC . PASS . GT 0/1")).toEqual({ kind: "not-seen", why: "no-row" });
});

test("a reference block shows a deletion's absence only where it covers all its bases, alone or together", async () => {
  const block = (from: number, base: string, to: number, rest = "GT:GQ:DP 0/0:40:20"): string =>
    `chr2 ${from} . ${base} <NON_REF> . . END=${to} ${rest}`;
  const state = async (...rows: string[]): Promise<Sighting> => (await readRows([repeat], rows)).seen[0]!;
  expect(await state(block(4000, "G", 5002))).toMatchObject({ alleles: [0, 0], by: "block" });
  expect(await state(block(4000, "G", 5001))).toMatchObject({ kind: "not-seen" });
  const parts = [block(4000, "G", 5001), block(5002, "T", 6000)];
  for (const rows of [parts, parts.toReversed()])
    expect(await state(...rows)).toMatchObject({ alleles: [0, 0], by: "block" });
  for (const [length, alleles] of [
    [1003, [0, 0]],
    [1002, null],
  ] as const) {
    const read = await readRows([repeat], [`chr2 4000 . G <*> . . . GT:GQ:LEN 0/0:40:1003 0/0:40:${length}`], {
      columns: "A\tB",
    });
    expect(read.table.at(0, 0)).toMatchObject({ alleles: [0, 0], by: "block" });
    expect(read.table.at(0, 1)).toMatchObject(alleles === null ? { kind: "not-seen" } : { alleles });
  }
  expect(await state(block(4000, "G", 5002, "GT:GQ 0/0:10"))).toEqual({ kind: "not-seen", why: "low-quality-block" });
  expect(await state(block(4000, "G", 5002, "GT ./."))).toEqual({ kind: "not-seen", why: "no-call" });
});

test("in GRCh37 a reference that is only assumed yields to the file's own letters, and is told", async () => {
  const assumed = siteAt(5000, ["A", "G"], { verified: false });
  const { seen: states, reading } = await readRows([assumed], ["2 1005000 . G A . PASS . GT 0/1"], { build: "GRCh37" });
  expect(states[0]).toMatchObject(seen([1, 0]));
  expect(reading.problems.map(({ code }) => code)).toEqual(["reference-unverified"]);
});

test("in GRCh37 the reference may be our variant: rows and blocks say so", async () => {
  const swapped = siteAt(5000, ["A", "G"], { ref37: "G" });
  const state = async (row: string, complete = false): Promise<Sighting> =>
    (await readRows([swapped], [row], { build: "GRCh37", complete })).seen[0]!;
  expect(await state("2 1005000 . G A . PASS . GT 0/0")).toMatchObject(seen([1, 1]));
  expect(await state("2 1005000 . G A . PASS . GT 1/1")).toMatchObject(seen([0, 0]));
  expect(await state("2 1005000 . G . . PASS . GT 0/0")).toMatchObject(seen([1, 1]));
  expect(await state("2 1004000 . C <NON_REF> . . END=1006000 GT:GQ 0/0:50")).toMatchObject({
    alleles: [1, 1],
    by: "block",
  });
  expect(await state("2 1000 . C G . PASS . GT 0/1", true)).toEqual({ kind: "not-seen", why: "no-row" });
});

test("samples that nobody asked for are not even parsed", async () => {
  const rows = ["chr2 5000 . A G . PASS . GT:PS nonsense 0|1:7 0/0"];
  const columns = "A\tB\tC";
  await expect(readRows([snv], rows, { columns })).rejects.toMatchObject({ code: "vcf-genotype-invalid" });
  const { reading, seen: states } = await readRows([snv], rows, { columns, samples: ["B"] });
  expect(reading).toMatchObject({ samples: ["B"], samplesInFile: 3 });
  expect(states[0]).toMatchObject({ alleles: [0, 1], phase: { kind: "set", set: "7" } });
});
