import fc from "fast-check";
import { expect, test } from "vitest";
import { type Chromosome, type OneBased, PangenicError } from "../packages/engine/src/base/index.ts";
import { ArrayReader } from "../packages/engine/src/genome/array/array-reader.ts";
import { NO_BASE, type SightingTable, type Site, UNDOCUMENTED } from "../packages/engine/src/genome/index.ts";
import { VcfReader } from "../packages/engine/src/genome/vcf/vcf-reader.ts";
import { byteOf, type Change, changesOf, damaged } from "./damage.ts";
import { refusal } from "./read-text.ts";

const siteAt = (chrom: Chromosome, pos: number, ...alleles: string[]): Site => ({
  chrom,
  rsid: `rs${pos}`,
  alleles,
  GRCh38: { pos: pos as OneBased<"GRCh38">, ref: alleles[0]!, spelling: alleles, refVerified: true },
  GRCh37: { pos: (pos + 5000) as OneBased<"GRCh37">, ref: alleles[0]!, spelling: alleles, refVerified: true },
  neverAssumed: { GRCh38: false, GRCh37: false },
});
const groups = [
  {
    name: "A",
    sites: [siteAt("1", 100, "A", "G"), siteAt("1", 110, "CAT", "C", "CATAT"), siteAt("1", 130, "TC", "CT")],
  },
  { name: "X", sites: [siteAt("X", 100, "G", "A", "T")] },
];

const HEAD = [
  "##fileformat=VCFv4.2",
  "##contig=<ID=chr1,length=248956422>",
  "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\tS2",
];
const facts = { packing: "plain", lines: 4, rows: 1, sorted: true, contigs: [] } as const;

/** Reads rows; every cell that comes out must be one that the site can hold. @returns whether the rows were refused. */
function readRows(rows: readonly Uint8Array[]): boolean {
  const tables: SightingTable[] = [];
  try {
    const reader = new VcfReader(groups, {}, (table) => tables.push(table));
    for (const [i, line] of HEAD.entries()) reader.header(line, i + 1);
    reader.targets();
    for (const [i, row] of rows.entries()) reader.row(row, 0, row.length, HEAD.length + i + 1);
    reader.finish(facts);
  } catch (error) {
    if (error instanceof PangenicError) return true;
    throw error;
  }
  checkTables(tables);
  return false;
}

function checkTables(tables: readonly SightingTable[]): void {
  if (tables.length !== groups.length) throw new Error("a group was not delivered");
  for (const { group, samples, of } of tables.map((table) => ({
    group: table.group,
    samples: table.samples,
    of: (i: number) => table.of(i),
  })))
    for (const i of samples.keys())
      for (const [site, sighting] of of(i).entries()) {
        if (sighting.kind === "not-seen") {
          if (typeof sighting.why !== "string") throw new Error("no reason");
          continue;
        }
        const known = group.sites[site]!.alleles.length;
        if (sighting.alleles.some((allele) => allele >= known && allele !== UNDOCUMENTED && allele !== NO_BASE))
          throw new Error("an allele that the site does not have");
        if (sighting.phase.kind === "set" && sighting.phase.set === "") throw new Error("a phase set without a name");
      }
}

const seeds = [
  "chr1\t100\trs1\tA\tG\t50\tPASS\tAC=1\tGT:AD:DP:GQ:PS\t0|1:10,11:21:99:100\t0/0:20,0:20:60:.",
  "chr1\t110\t.\tC\tCAT,<NON_REF>\t.\t.\tDP=3\tGT:GQ\t0/1:30\t1/2:40",
  "chr1\t90\t.\tN\t<NON_REF>\t.\t.\tEND=200\tGT:GQ:MIN_DP\t0/0:40:20\t0/0:3:2",
  "chr1\t112\t.\tTAT\tT,*\t.\tq10\t.\tGT\t1/.\t2/2",
  "chrX\t100\t.\tG\tA,T\t.\tPASS\t.\tGT:PSL\t1\t1|2:a,b",
  "chr1\t80\t.\tT\t<DEL>\t.\tPASS\tSVLEN=-90;END=170\tGT\t0/1\t./.",
  "chr1\t130\t.\tTCA\tCTA\t.\tPASS\t.\tGT\t0|1\t|1|1",
].map((row) => new TextEncoder().encode(row));

const bytesOfVcf = "\t:;,|/.*<>=0123456789ACGTNEND-";
const change = changesOf(bytesOfVcf, 120);

test("70,000 damaged rows are read or refused, never half read", () => {
  const met = { refused: 0, read: 0 };
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 4 })), { minLength: 1, maxLength: 3 }),
      (list) => {
        met[readRows(list.map(([row, changes]) => damaged(row, changes))) ? "refused" : "read"]++;
      },
    ),
    { numRuns: 70_000, seed: 20251122 },
  );
  expect(met.refused).toBeGreaterThan(10_000);
  expect(met.read).toBeGreaterThan(5000);
});

test("20,000 made-up genotypes of one position are read as a plain reading of the rules says", () => {
  const allele = fc.constantFrom("0", "1", "2", ".");
  const alt = fc.constantFrom("G", "T", "C");
  const genotype = fc.record({ a: allele, b: allele, bar: fc.boolean(), ps: fc.constantFrom("", ":7", ":.") });
  fc.assert(
    fc.property(fc.uniqueArray(alt, { minLength: 2, maxLength: 2 }), genotype, (alts, { a, b, bar, ps }) => {
      const tables: SightingTable[] = [];
      const reader = new VcfReader(groups, {}, (table) => tables.push(table));
      for (const [i, line] of HEAD.entries()) reader.header(line, i + 1);
      reader.targets();
      const row = new TextEncoder().encode(
        `chr1\t100\t.\tA\t${alts.join()}\t.\t.\t.\tGT:PS\t${a}${bar ? "|" : "/"}${b}${ps}\t0/0`,
      );
      reader.row(row, 0, row.length, 4);
      reader.finish(facts);
      const letters = ["A", ...alts];
      const code = (number: string): number =>
        number === "."
          ? NO_BASE
          : letters[Number(number)] === "A"
            ? 0
            : letters[Number(number)] === "G"
              ? 1
              : UNDOCUMENTED;
      const [one, two] = [code(a), code(b)];
      const got = tables[0]!.at(0, 0);
      if (a === "." && b === ".") expect(got).toEqual({ kind: "not-seen", why: "no-call" });
      else if ([one, two].includes(NO_BASE) && [one, two].includes(0))
        expect(got).toEqual({ kind: "not-seen", why: "half-call" });
      else {
        const phase =
          a === b || (bar && ps !== ":7") ? { kind: "fixed" } : bar ? { kind: "set", set: "7" } : { kind: "free" };
        expect(got).toEqual({ kind: "seen", alleles: [one, two], phase, by: "row", doubts: [] });
      }
    }),
    { numRuns: 20_000, seed: 7 },
  );
});

const rawData = [
  "# This data file generated by 23andMe at: today\n# build 37\n# rsid\tchromosome\tposition\tgenotype\nrs100\t1\t5100\tAG\nrs110\t1\t5110\tDI\ni7\tX\t5100\tG\n",
  'RSID,CHROMOSOME,POSITION,RESULT\n"rs100","1","5100","AG"\n"rs130","0","0","--"\n',
  "#AncestryDNA raw data download\n#build 37.1\nrsid\tchromosome\tposition\tallele1\tallele2\nrs100\t1\t5100\tA\tG\nrs100\t23\t5100\t0\t0\n",
].map((text) => new TextEncoder().encode(text));

test("20,000 damaged raw-data files are read or refused, never half read", () => {
  const met = { refused: 0, read: 0 };
  const far = fc.record({
    at: fc.nat(400),
    byte: byteOf(bytesOfVcf),
    how: fc.constantFrom<Change["how"][]>("set", "insert", "remove", "double"),
  });
  fc.assert(
    fc.property(fc.constantFrom(...rawData), fc.array(far, { maxLength: 4 }), (file, changes) => {
      const tables: SightingTable[] = [];
      try {
        const reader = new ArrayReader(groups);
        const lines = new TextDecoder().decode(damaged(file, changes)).split("\n");
        for (const [i, line] of lines.entries()) reader.line(line, i + 1);
        reader.finish((table) => tables.push(table));
      } catch (error) {
        if (!(error instanceof PangenicError)) throw error;
        met.refused++;
        return;
      }
      checkTables(tables);
      met.read++;
    }),
    { numRuns: 20_000, seed: 23 },
  );
  expect(met.refused).toBeGreaterThan(1000);
  expect(met.read).toBeGreaterThan(1000);
});

test("2,000 whole files of damaged text are read or refused", async () => {
  const file = new TextEncoder().encode(
    `${HEAD.join("\n")}\n${seeds.map((row) => new TextDecoder().decode(row)).join("\n")}\n`,
  );
  const far = fc.record({
    at: fc.nat(900),
    byte: byteOf(bytesOfVcf),
    how: fc.constantFrom<Change["how"][]>("set", "insert", "remove", "cut", "double"),
  });
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(far, { minLength: 1, maxLength: 6 }), async (changes) => {
      if ((await refusal(damaged(file, changes), groups)) !== null) refused++;
    }),
    { numRuns: 2000, seed: 3 },
  );
  expect(refused).toBeGreaterThan(200);
});
