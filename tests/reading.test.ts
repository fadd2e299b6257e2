import { expect, test } from "vitest";
import type { Build } from "../packages/engine/src/base/index.ts";
import type { Sighting, Site, SiteGroup } from "../packages/engine/src/genome/index.ts";
import { type Read, read } from "./read-text.ts";
import { sharedMissing, sharedTable, sharedText } from "./reference-data.ts";
import { sharedGroups } from "./sites.ts";

const groups = sharedMissing ? [] : sharedGroups();
const shared = test.skipIf(sharedMissing);

/** Indels written with another anchor: the reference matcher drops these rows, we read them. */
const reanchored = new Map([
  ...["c1129-5923c2846", "c1156het", "c1679c1156", "c2846het", "c557c703", "novariant", "s1s2b"].map(
    (name) => [`DPYD/${name}`, 1] as const,
  ),
  ["cyp2c9/s1s1", 2],
  ["cyp2c9/s1s61", 1],
  ["cyp2c9/s24s24", 1],
  ["cyp2c9/s2s24", 1],
  ["cyp2c9/s2s24only", 1],
  ["cyp2c9/s2s3", 1],
  ["cyp2c9/s3s18m94981296", 2],
]);

shared("as many positions are missing as in the reference matcher, in every shared case", async () => {
  const calls = sharedTable("data", "pgx-cases", "computed_calls.tsv");
  const wrong: string[] = [];
  let compared = 0;
  for (const vcf of new Set(calls.map((call) => call["vcf"]!))) {
    const { tables } = await read(sharedText("data", "pgx-cases", vcf), groups);
    const extra = reanchored.get(vcf.replace("vcf-pharmcat/haplotype/", "").replace(".vcf", "")) ?? 0;
    for (const call of calls.filter((one) => one["vcf"] === vcf)) {
      const table = tables.get(call["gene"]!);
      if (table === undefined) continue;
      const missing = table.of(0).filter((sighting) => sighting.kind === "not-seen").length + extra;
      compared++;
      if (missing !== Number(call["n_missing_positions"])) wrong.push(`${vcf} ${call["gene"]}: ${missing}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(250);
});

shared("as many positions are missing as in the reference matcher, in 303 people of 1000 Genomes", async () => {
  const { reading, tables } = await read(sharedText("data", "genomes", "reference_inputs_597.GRCh38.vcf.gz"), groups);
  const sampleOf = new Map(reading.samples.map((name, i) => [name, i]));
  let wrong = 0;
  let compared = 0;
  for (const call of sharedTable("data", "genomes", "reference_calls_phased.tsv")) {
    const sightings = tables.get(call["gene"]!)!.of(sampleOf.get(call["sample"]!)!);
    compared++;
    if (sightings.filter(({ kind }) => kind === "not-seen").length !== Number(call["n_missing_positions"])) wrong++;
  }
  expect({ wrong, compared }).toEqual({ wrong: 0, compared: 5151 });
});

shared("men are told by one strand of X, and nobody is told wrongly", async () => {
  const { reading } = await read(sharedText("data", "genomes", "reference_inputs_597.GRCh38.vcf.gz"), groups);
  const sexes = new Map(
    sharedTable("data", "genomes", "1kgp3202_samples.tsv").map((row) => [row["sample"], row["sex"]]),
  );
  const met = { right: 0, wrong: 0, unclear: 0 };
  for (const [i, name] of reading.samples.entries()) {
    const { verdict } = reading.sex[i]!;
    met[verdict === "unclear" ? "unclear" : verdict === sexes.get(name) ? "right" : "wrong"]++;
  }
  expect(met.wrong).toBe(0);
  expect(met.right).toBeGreaterThan(250);
});

// ---- one made-up person, written in many ways

interface Carried {
  readonly site: Site;
  /** Indices into `Site.alleles`. */
  readonly alleles: readonly [number, number];
}

/** Every third site of each gene carries something; only sites whose reference is checked in both builds. */
const person: Carried[] = groups.flatMap(({ sites }) =>
  sites
    .filter(({ GRCh37 }) => GRCh37.refVerified)
    .map((site, i): Carried => {
      const last = site.alleles.length - 1;
      return { site, alleles: i % 3 === 0 ? [0, last] : i % 5 === 0 ? [last, last] : [0, 0] };
    }),
);
const own: SiteGroup[] = groups.map(({ name, sites }) => ({
  name,
  sites: sites.filter(({ GRCh37 }) => GRCh37.refVerified),
}));

function rowOf({ site, alleles }: Carried, build: Build, prefix = "chr", mark = "/"): string {
  const { pos, ref, spelling } = site[build];
  const alts = spelling.filter((allele) => allele !== ref);
  const numbers = alleles.map((allele) => [ref, ...alts].indexOf(spelling[allele]!));
  return `${prefix}${site.chrom}\t${pos}\t.\t${ref}\t${alts.join(",")}\t50\tPASS\t.\tGT\t${numbers.join(mark)}`;
}

const chromosomeOrder = [..."123456789"].concat("10 11 12 13 14 15 16 17 18 19 20 21 22 X".split(" "));
function sorted(rows: readonly string[]): string[] {
  const key = (row: string): number => {
    const [chrom, pos] = row.split("\t") as [string, string];
    return chromosomeOrder.indexOf(chrom.replace("chr", "")) * 1e9 + Number(pos);
  };
  return rows.toSorted((a, b) => key(a) - key(b));
}

function vcf(rows: readonly string[], samples = "ONE"): string {
  return `##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t${samples}\n${rows.join("\n")}\n`;
}

function sightings({ tables }: Read, sample = 0): Record<string, Sighting[]> {
  return Object.fromEntries([...tables].map(([name, table]) => [name, table.of(sample)]));
}

const rows38 = sorted(person.map((carried) => rowOf(carried, "GRCh38")));

shared("the person is seen as written", async () => {
  const { tables, reading } = await read(vcf(rows38), own);
  expect(reading).toMatchObject({ format: "vcf", build: "GRCh38", buildFrom: "rows", phased: "none", problems: [] });
  for (const { name, sites } of own)
    for (const [i, site] of sites.entries()) {
      const { alleles } = person.find((carried) => carried.site === site)!;
      expect(tables.get(name)!.at(i, 0)).toEqual({
        kind: "seen",
        alleles,
        phase: { kind: alleles[0] === alleles[1] ? "fixed" : "free" },
        by: "row",
        doubts: [],
      });
    }
});

shared("the same person is seen in GRCh37, also where the reference is the other allele", async () => {
  const rows37 = sorted(person.map((carried) => rowOf(carried, "GRCh37")));
  const read37 = await read(vcf(rows37), own);
  expect(read37.reading.build).toBe("GRCh37");
  expect(sightings(read37)).toEqual(sightings(await read(vcf(rows38), own)));
  expect(own.flatMap(({ sites }) => sites).filter(({ GRCh37, GRCh38 }) => GRCh37.ref !== GRCh38.ref)).toHaveLength(6);
});

shared("the order of rows, the prefix of contigs, chunks and unused samples change nothing", async () => {
  const expected = sightings(await read(vcf(rows38), own));
  const shuffled = rows38.toSorted(
    (a, b) => ((a.length * 7919 + a.charCodeAt(9)) % 101) - ((b.length * 7919 + b.charCodeAt(9)) % 101),
  );
  expect(sightings(await read(vcf(shuffled), own))).toEqual(expected);
  expect(sightings(await read(vcf(rows38.map((row) => row.replace(/^chr/, ""))), own))).toEqual(expected);
  expect(sightings(await read(vcf(rows38.map((row) => row.replace(/^chr/, "CHR"))), own))).toEqual(expected);
  expect(sightings(await read(vcf(rows38), own, {}, 7))).toEqual(expected);
  const three = vcf(
    rows38.map((row) => `${row.replace(/\t([^\t]*)$/, "\t1/1\t$1")}\t./.`).map((row) => row.replace("1/1", "0/0")),
    "A\tB\tC",
  );
  expect(sightings(await read(three, own, { samples: ["B"] }))).toEqual(expected);
  expect(sightings(await read(three, own), 1)).toEqual(expected);
});

/** Reference blocks between the rows of a gVCF, in place of rows that carry nothing. */
function gvcf(build: Build, quality = "40:20"): string {
  const rows: string[] = [];
  for (const { name, sites } of own) {
    const carried = sites
      .map((site) => person.find((one) => one.site === site)!)
      .toSorted((a, b) => a.site[build].pos - b.site[build].pos);
    let from = carried[0]!.site[build].pos - 50;
    const { chrom } = sites[0]!;
    const blockTo = (to: number): void => {
      if (to >= from)
        rows.push(
          `chr${chrom}\t${from}\t.\t${baseAt(name, from, build)}\t<NON_REF>\t.\t.\tEND=${to}\tGT:GQ:DP\t0/0:${quality}`,
        );
    };
    for (const one of carried) {
      const { pos, ref, spelling } = one.site[build];
      if (one.alleles.every((allele) => spelling[allele] === ref)) continue;
      blockTo(pos - 1);
      rows.push(rowOf(one, build));
      from = pos + ref.length;
    }
    blockTo(carried.at(-1)!.site[build].pos + 50);
  }
  return vcf(sorted(rows));
}

/** Blocks begin with their first base: ours where a site gives it, N elsewhere. */
function baseAt(group: string, pos: number, build: Build): string {
  for (const site of own.find(({ name }) => name === group)!.sites) {
    const { pos: at, ref } = site[build];
    if (pos >= at && pos < at + ref.length) return ref[pos - at]!;
  }
  return "N";
}

shared.each(["GRCh37", "GRCh38"] as const)("a reference block in %s shows what rows of 0/0 show", async (build) => {
  const blocks = await read(gvcf(build), own);
  expect(blocks.reading.format).toBe("gvcf");
  const rows = await read(vcf(sorted(person.map((carried) => rowOf(carried, build)))), own);
  let byBlock = 0;
  let spanned = 0;
  for (const { name, sites } of own)
    for (const i of sites.keys()) {
      const [block, row] = [blocks.tables.get(name)!.at(i, 0), rows.tables.get(name)!.at(i, 0)];
      // Inside a deletion that the person carries no block can stand.
      if (block.kind === "not-seen" && block.why === "spanning-deletion") spanned++;
      else if (block.kind !== "seen" || row.kind !== "seen") expect(block).toEqual(row);
      else expect({ ...block, by: "row" }).toEqual(row);
      if (block.kind === "seen" && block.by === "block") byBlock++;
    }
  expect(byBlock).toBeGreaterThan(300);
  expect(spanned).toBeLessThan(10);
});

shared("a reference block of low quality or depth shows nothing", async () => {
  for (const quality of ["19:20", "40:7"]) {
    const { tables } = await read(gvcf("GRCh38", quality), own);
    const states = [...tables.values()].flatMap((table) => table.of(0));
    expect(states.some((state) => state.kind === "seen" && state.by === "block")).toBe(false);
    expect(
      states.filter((state) => state.kind === "not-seen" && state.why === "low-quality-block").length,
    ).toBeGreaterThan(300);
  }
});

shared("absent rows are reference only where the user declares it, and never at the hard stops", async () => {
  const rows = rows38.filter((row) => !row.endsWith("\t0/0"));
  const silent = await read(vcf(rows), own);
  const declared = await read(vcf(rows), own, { complete: true });
  let filled = 0;
  for (const { name, sites } of own)
    for (const [i, site] of sites.entries()) {
      const [before, after] = [silent.tables.get(name)!.at(i, 0), declared.tables.get(name)!.at(i, 0)];
      if (before.kind === "seen") expect(after).toEqual(before);
      else if (before.why !== "no-row") expect(after).toEqual(before);
      else if (site.neverAssumed.GRCh38) expect(after).toEqual({ kind: "not-seen", why: "no-row" });
      else {
        filled++;
        expect(after).toMatchObject({ kind: "seen", alleles: [0, 0], by: "declared", doubts: ["declared-complete"] });
      }
    }
  expect(filled).toBeGreaterThan(300);
});

shared("in a large cohort genes are handed over as the file passes them, with the same content", async () => {
  const many = 9000;
  const columns = Array.from({ length: many }, (_, i) => `S${i}`).join("\t");
  const wide = rows38.map((row) => {
    const at = row.lastIndexOf("\t");
    return `${row.slice(0, at)}\t${Array.from({ length: many }, (_, i) => (i % 2 === 0 ? row.slice(at + 1) : "0/0")).join("\t")}`;
  });
  const header = "##contig=<ID=chr1,assembly=GRCh38>\n";
  const file = vcf(wide, columns).replace("\n", `\n${header}`);
  const { tables, reading } = await read(file, own);
  const small = await read(vcf(rows38), own);
  for (const [name, table] of tables) {
    expect(table.of(many - 2)).toEqual(small.tables.get(name)!.of(0));
    expect(table.of(1).every((state) => state.kind === "seen" && state.alleles.every((allele) => allele === 0))).toBe(
      true,
    );
  }
  // Given in the order of the file, not in that of the groups.
  expect([...tables.keys()]).not.toEqual(own.map(({ name }) => name));
  expect([...tables.keys()].toSorted()).toEqual(own.map(({ name }) => name).toSorted());
  expect(reading.groups.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
  const back = vcf([...wide.slice(1), wide[0]!], columns).replace("\n", `\n${header}`);
  await expect(read(back, own)).rejects.toMatchObject({ code: "vcf-unsorted" });
});
