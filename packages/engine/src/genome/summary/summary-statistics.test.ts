import fc from "fast-check";
import { expect, test } from "vitest";
import inflateUrl from "../../../wasm/inflate.wasm?url&inline";
import { PangenicError } from "../../base/index.ts";
import { type AlignedVariant, alignmentDrops, alignmentLog } from "./summary-alignment.ts";
import { summaryBatches } from "./summary-batches.ts";
import { checkBuilds } from "./summary-landmarks.ts";
import { mergedVariants } from "./summary-merge.ts";
import type { SummaryRow } from "./summary-row.ts";
import { SummaryRows } from "./summary-rows.ts";
import { readSummary, type SummaryFacts, type SummaryOptions } from "./summary-statistics.ts";

const inflate = await WebAssembly.compileStreaming(await fetch(inflateUrl)).catch(async () =>
  WebAssembly.compile(await (await fetch(inflateUrl)).arrayBuffer()),
);

function streamOf(text: string | Uint8Array, piece = 97) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < bytes.length; i += piece) yield bytes.slice(i, i + piece);
  }
  return { chunks: chunks(), size: bytes.length };
}

async function read(text: string, options: SummaryOptions = {}): Promise<{ rows: SummaryRow[]; facts: SummaryFacts }> {
  const rows: SummaryRow[] = [];
  return { facts: await readSummary(streamOf(text), inflate, (row) => rows.push(row), options), rows };
}

async function codeOf(text: string | Uint8Array, options: SummaryOptions = {}): Promise<string> {
  try {
    await readSummary(streamOf(text), inflate, () => {}, options);
    return "read";
  } catch (error) {
    if (error instanceof PangenicError) return error.code;
    throw error;
  }
}

const SSF =
  "chromosome\tbase_pair_location\teffect_allele\tother_allele\tbeta\tstandard_error\teffect_allele_frequency\tp_value\trsid\tn\n";
const ROW = "1\t1000\tA\tG\t0.1\t0.02\t0.3\t5.7e-7\trs1\t5000\n";
const one = (await read(SSF + ROW)).rows[0]!;

test("the formats of GWAS-SSF, plink2, regenie and METAL give the same row", async () => {
  expect(one).toMatchObject({ chrom: 0, pos: 1000, id: "rs1", effectAllele: "A", otherAllele: "G", people: 5000 });
  const plink =
    "#CHROM\tPOS\tID\tREF\tALT\tA1\tA1_FREQ\tTEST\tOBS_CT\tBETA\tSE\tT_STAT\tP\tERRCODE\n1\t1000\trs1\tA\tG\tA\t0.3\tADD\t5000\t0.1\t0.02\t5\t5.7e-7\t.\n1\t1000\trs1\tA\tG\tA\t0.3\tCOV\t5000\t7\t0.02\t5\t1e-9\t.\n";
  const regenie =
    "CHROM GENPOS ID ALLELE0 ALLELE1 A1FREQ INFO N TEST BETA SE CHISQ LOG10P EXTRA\n1 1000 rs1 G A 0.3 1 5000 ADD 0.1 0.02 25 6.24 NA\n";
  const metal =
    "MarkerName\tAllele1\tAllele2\tFreq1\tEffect\tStdErr\tP-value\tn\nchr1:1000\ta\tg\t0.3\t0.1\t0.02\t5.7e-7\t5000\n";
  for (const text of [plink, regenie, SSF.replaceAll("\t", ",") + ROW.replaceAll("\t", ",")])
    expect((await read(text)).rows).toEqual([one]);
  expect((await read(metal)).rows).toEqual([{ ...one, id: "chr1:1000" }]);
  expect((await read(plink)).facts.leftOut).toEqual({ "no-result": 0, "other-test": 1, "chromosome-unknown": 0 });
  const own = "snp\tchr\tbp\tea\tnea\tLogOdds\tErr\nrs1\t1\t1000\tA\tG\t0.1\t0.02\n";
  expect((await read(own, { columns: { effect: "LogOdds", standardError: "Err" } })).rows[0]).toMatchObject({
    effect: 0.1,
    standardError: 0.02,
  });
});

test("byte order marks, CR LF and comments change nothing", async () => {
  const text = `\uFEFF## genome_build=GRCh38\r\n${(SSF + ROW).replaceAll("\n", "\r\n")}\r\n`;
  const { rows, facts } = await read(text);
  expect(rows).toEqual([one]);
  expect(facts.build).toBe("GRCh38");
});

test("an odds ratio becomes its logarithm, and a missing error comes from the interval or from P", async () => {
  const head = "chromosome\tbase_pair_location\teffect_allele\tother_allele\todds_ratio\t";
  const ratio = (await read(`${head}standard_error\n1\t5\tA\tG\t1.5\t0.1\n`)).rows[0]!;
  expect(ratio.effect).toBe(Math.log(1.5));
  expect(ratio.standardError).toBe(0.1);
  const ends = [1.5 * Math.exp(-0.1959963984540054), 1.5 * Math.exp(0.1959963984540054)];
  const interval = await read(`${head}ci_lower\tci_upper\n1\t5\tA\tG\t1.5\t${ends.join("\t")}\n`);
  expect(interval.rows[0]!.standardError).toBeCloseTo(0.1, 14);
  expect(interval.facts.derivations).toEqual({ effect: "odds-ratio", standardError: "interval" });
  // R 4.2.2: 2 * pnorm(-5) = 5.7330314375838790e-07
  const fromP = await read(SSF.replace("standard_error", "x") + ROW.replace("5.7e-7", "5.7330314375838790e-7"));
  expect(fromP.rows[0]!.standardError).toBeCloseTo(0.02, 14);
  // R 4.2.2: -(pnorm(-60, log = T) + log(2)) / log(10) = 783.60639916844661; P itself would be 0.
  const far = await read(
    `${head.replace("odds_ratio", "beta")}neg_log_10_p_value\n1\t5\tA\tG\t6\t783.60639916844661\n`,
  );
  expect(far.rows[0]!.standardError).toBeCloseTo(0.1, 14);
});

test("what is missing is left out and counted; what is broken is refused by its own code", async () => {
  const { facts } = await read(
    `${SSF + ROW}2\t7\tA\tG\tNA\tNA\t0.3\tNA\trs2\t5000\nHLA-A\t7\tA\tG\t1\t1\t0.3\t1\trs3\t5\n`,
  );
  expect(facts.rows).toBe(1);
  expect(facts.leftOut).toEqual({ "no-result": 1, "other-test": 0, "chromosome-unknown": 1 });
  const changed = (from: string, to: string) => codeOf(SSF + ROW.replace(from, to));
  for (const [from, to] of [
    ["0.02", "-0.02"],
    ["0.02", "0"],
    ["0.02", "NaN"],
    ["\t0.1\t", "\tnan\t"],
    ["\t0.1\t", "\tinf\t"],
    ["\t0.1\t", "\t0x10\t"],
    ["0.3", "1.3"],
    ["0.3", "-0.1"],
    ["5000", "0"],
  ] as const)
    expect(await changed(from, to), to).toBe("summary-number-invalid");
  expect(await codeOf(SSF.replace("standard_error", "x") + ROW.replace("5.7e-7", "5.7"))).toBe(
    "summary-number-invalid",
  );
  expect(await changed("\tA\tG", "\t\tG")).toBe("summary-allele-missing");
  expect(await changed("\tA\tG", "\tA\ta")).toBe("summary-allele-missing");
  expect(await changed("1000", "1e3")).toBe("summary-position-invalid");
  expect(await changed("1000", "-5")).toBe("summary-position-invalid");
  expect(await changed("\trs1\t5000", "")).toBe("summary-row-invalid");
  expect(await codeOf(SSF.replaceAll("\t", ";") + ROW.replaceAll("\t", ";"))).toBe("summary-delimiter-unknown");
  for (const column of ["effect_allele", "other_allele", "beta", "standard_error\teffect_allele_frequency\tp_value"])
    expect(await codeOf(SSF.replace(column, column.replaceAll(/\w+/g, "x")) + ROW), column).toBe(
      "summary-column-missing",
    );
  expect(await codeOf(SSF.replace("base_pair_location", "x").replace("rsid", "y") + ROW)).toBe(
    "summary-column-missing",
  );
  expect(await codeOf(SSF.replace("base_pair_location", "x") + ROW)).toBe("summary-position-invalid");
  expect(await codeOf(SSF)).toBe("summary-rows-missing");
  expect(await codeOf(SSF + ROW + ROW)).toBe("summary-variant-duplicated");
  expect(await codeOf(SSF + ROW + ROW.replace("A\tG", "G\tA"))).toBe("summary-variant-duplicated");
  expect(await codeOf(`##build=hg18\n${SSF}${ROW}`)).toBe("summary-build-wrong");
  expect(await codeOf(`##build=hg19\n${SSF}${ROW}`, { build: "GRCh38" })).toBe("summary-build-wrong");
  expect(await codeOf(SSF + ROW, { columns: { effect: "none" } })).toBe("summary-column-missing");
});

test("a cut gzip is refused, whole or in part", async () => {
  const text =
    SSF +
    Array.from({ length: 400 }, (_, i) => ROW.replace("1000", String(1000 + i)).replace("rs1", `rs${i}`)).join("");
  const packed = new Uint8Array(
    await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer(),
  );
  expect(await codeOf(packed)).toBe("read");
  for (const length of [20, packed.length - 9, packed.length - 4])
    expect(await codeOf(packed.slice(0, length)), `${length} bytes`).toBe("gzip-broken");
});

test("a file sorted or not gives the same rows, and duplicates far apart are found", async () => {
  const rows = [5, 3, 9].map((pos) => ROW.replace("1000", String(pos)));
  const { rows: found, facts } = await read(SSF + rows.join(""));
  expect(facts.isSorted).toBe(false);
  const sorted = columns(found).sorted();
  expect([0, 1, 2].map((i) => sorted.at(i))).toEqual([found[1], found[0], found[2]]);
  const { rows: twice } = await read(SSF + rows.join("") + rows[0]);
  expect(() => columns(twice).sorted()).toThrow("two rows");
});

function columns(rows: readonly SummaryRow[]): SummaryRows {
  const out = new SummaryRows();
  for (const row of rows) out.push(row);
  return out;
}

test("files of different builds are told by what they declare and by the identifiers that they share", async () => {
  const file = (shift: number): string =>
    SSF +
    Array.from({ length: 60 }, (_, i) =>
      ROW.replace("1000", String(1000 * i + 7 + shift)).replace("rs1", `rs${i}`),
    ).join("");
  const [here, there, other] = await Promise.all(
    [file(0), file(0), file(31)].map(async (text) => (await read(text)).facts),
  );
  expect(() => checkBuilds([here!, there!])).not.toThrow();
  expect(() => checkBuilds([here!, there!, other!])).toThrow("different builds");
  const [old, young] = [
    { ...here!, build: "GRCh37" as const },
    { ...here!, build: "GRCh38" as const },
  ];
  expect(() => checkBuilds([old, young])).toThrow("GRCh37");
});

test("the rsID of GWAS-SSF names a row and tells builds apart, whatever stands before it", async () => {
  const file = (shift: number): string =>
    SSF.replace("rsid", "variant_id\trsid") +
    Array.from({ length: 60 }, (_, i) => {
      const pos = String(1000 * i + 7 + shift);
      return ROW.replace("1000", pos).replace("rs1", `1_${pos}_A_G\t${i === 3 ? "#NA" : `rs${i}`}`);
    }).join("");
  const { rows, facts } = await read(file(0));
  expect(rows.slice(2, 4).map(({ id }) => id)).toEqual(["rs2", "1_3007_A_G"]);
  const other = (await read(file(31))).facts;
  expect(() => checkBuilds([facts, facts])).not.toThrow();
  expect(() => checkBuilds([facts, other])).toThrow("different builds");
});

test("a standard error on another scale than the effect is seen in P", async () => {
  const head = `${SSF.replace("beta", "odds_ratio").trim()}\n`;
  // log 1.5 with error 0.1: P of z 4.0547 is 5.02e-5. On the scale of the ratio the error would be 0.15.
  const row = (error: number) => `1\t1000\tA\tG\t1.5\t${error}\t0.3\t5.02e-5\trs1\t5000\n`;
  expect((await read(head + row(0.1))).facts.agreement).toEqual({ compared: 1, disagreeing: 0 });
  expect((await read(head + row(0.15))).facts.agreement).toEqual({ compared: 1, disagreeing: 1 });
  expect((await read(SSF + ROW.replace("5.7e-7", "0.9"))).facts.agreement.compared).toBe(0);
});

test("lambda is the median of the squared z over that of the null", async () => {
  const zs = [0.1, -2, 0.7, 1.1, -0.3];
  const text = zs.map((z, i) => ROW.replace("1000", String(1000 + i)).replace("\t0.1\t", `\t${z * 0.02}\t`)).join("");
  // Kept in single precision, of which a seventh digit is sure.
  expect((await read(SSF + text)).facts.lambda).toBeCloseTo(0.7 ** 2 / 0.45493642311957283, 6);
});

/** Variants of made-up files with columns chromosome, position, alleles, effect, frequency. */
async function merged(...files: readonly (readonly (readonly [number, string, string, number, number | string])[])[]) {
  const texts = files.map(
    (rows) =>
      SSF + rows.map(([pos, ea, oa, b, f]) => `1\t${pos}\t${ea}\t${oa}\t${b}\t0.02\t${f}\tNA\trs${pos}\t50\n`).join(""),
  );
  const log = alignmentLog(files.length);
  const variants: AlignedVariant[] = [];
  for await (const batch of mergedVariants(
    texts.map((text) => summaryBatches(streamOf(text), inflate)),
    log,
  ))
    variants.push(...batch);
  return { variants, log };
}

test("swapped alleles turn the effect and the frequency, the other strand turns neither", async () => {
  const { variants, log } = await merged(
    [[10, "A", "G", 0.1, 0.2]],
    [[10, "G", "A", -0.1, 0.8]],
    [[10, "T", "C", 0.1, 0.2]],
    [[10, "C", "T", -0.1, 0.8]],
  );
  expect(variants).toHaveLength(1);
  for (const { effect, frequency } of variants[0]!.rows) {
    expect(effect).toBe(0.1);
    expect(frequency).toBeCloseTo(0.2, 15);
  }
  expect([...log.swapped]).toEqual([0, 1, 0, 1]);
  expect([...log.flipped]).toEqual([0, 0, 1, 1]);
});

test("a palindromic variant is combined only where every frequency tells the same side", async () => {
  const pair = async (f: number | string, g: number | string, swap = false) =>
    merged([[10, "A", "T", 0.1, f]], [swap ? [10, "T", "A", -0.1, g] : [10, "A", "T", 0.1, g]]);
  expect((await pair(0.2, 0.3)).variants[0]!.rows).toHaveLength(2);
  expect((await pair(0.2, 0.7, true)).variants[0]!.rows.map(({ effect }) => effect)).toEqual([0.1, 0.1]);
  const conflict = await pair(0.2, 0.8);
  expect(conflict.variants).toHaveLength(0);
  expect([...conflict.log.dropped["palindromic-conflict"]]).toEqual([1, 1]);
  for (const unsure of [0.45, 0.4, "NA"]) {
    const { variants, log } = await pair(0.2, unsure);
    expect(variants[0]!.rows).toHaveLength(1);
    expect([...log.dropped["palindromic-undecided"]]).toEqual([0, 1]);
  }
  // Alone, it needs no strand.
  expect((await merged([[10, "A", "T", 0.1, 0.5]], [[11, "A", "C", 0.1, 0.5]])).variants).toHaveLength(2);
});

test("several alternate alleles are several variants; sequences are never turned to the other strand", async () => {
  const { variants } = await merged(
    [
      [10, "A", "G", 0.1, 0.2],
      [10, "A", "C", 0.3, 0.2],
      [12, "AT", "A", 0.1, 0.2],
    ],
    [
      [10, "C", "A", -0.3, 0.8],
      [12, "TA", "T", 0.2, 0.2],
    ],
  );
  expect(variants.map(({ rows }) => rows.map(({ effect }) => effect))).toEqual([[0.1], [0.3, 0.3], [0.1], [0.2]]);
  const { variants: none, log } = await merged(
    [
      [10, "A", "G", 0.1, 0.2],
      [10, "T", "C", 0.3, 0.2],
    ],
    [[10, "A", "G", 0.1, 0.2]],
  );
  expect(none[0]!.rows.map(({ study }) => study)).toEqual([1]);
  expect([...log.dropped["strands-collide"]]).toEqual([2, 0]);
});

test("walking side by side finds every variant of every file, in order, whatever the files lack", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), { minLength: 1, maxLength: 4 }),
      async (files) => {
        const sorted = files.map((file) => [...file].sort((a, b) => a - b));
        const { variants } = await merged(
          ...sorted.map((file, k) => file.map((pos) => [pos, "A", "C", k, 0.2] as const)),
        );
        const expected = [...new Set(files.flat())].sort((a, b) => a - b);
        expect(variants.map(({ pos }) => pos)).toEqual(expected);
        for (const { pos, rows } of variants)
          expect(rows.map(({ study }) => study)).toEqual(sorted.flatMap((file, k) => (file.includes(pos) ? [k] : [])));
      },
    ),
    { seed: 17, numRuns: 60 },
  );
});

test("a result counts the same whichever file names the alleles first", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          isSwapped: fc.boolean(),
          isFlipped: fc.boolean(),
          f: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        }),
        {
          minLength: 2,
          maxLength: 5,
        },
      ),
      fc.constantFrom("A/C", "A/G", "A/T", "C/G"),
      async (studies, pair) => {
        const complement: Record<string, string> = { A: "T", C: "G", G: "C", T: "A" };
        const files = studies.map(({ isSwapped, isFlipped, f }) => {
          let [ea, oa] = pair.split("/") as [string, string];
          if (isSwapped) [ea, oa] = [oa, ea];
          if (isFlipped) [ea, oa] = [complement[ea]!, complement[oa]!];
          return [[10, ea, oa, isSwapped ? -0.1 : 0.1, f] as const];
        });
        const used = async (order: typeof files) => {
          const { variants, log } = await merged(...order);
          const drops = alignmentDrops.map((why) => log.dropped[why].reduce((a, b) => a + b, 0));
          return {
            drops,
            people: variants.map(({ rows }) => rows.length),
            sizes: variants.map(({ rows }) => Math.abs(rows.reduce((s, r) => s + r.effect, 0))),
          };
        };
        const [forward, backward] = [await used(files), await used([...files].reverse())];
        expect(backward.drops).toEqual(forward.drops);
        expect(backward.people).toEqual(forward.people);
        for (const [i, size] of forward.sizes.entries()) expect(backward.sizes[i]).toBeCloseTo(size, 14);
      },
    ),
    { seed: 18, numRuns: 60 },
  );
});

test("whatever is broken in a file, it is read whole or refused by a code", async () => {
  const lines = [SSF, ...Array.from({ length: 12 }, (_, i) => ROW.replace("1000", String(1000 + i)))].join("");
  const alphabet = [
    "\t",
    "\n",
    "\r",
    " ",
    ",",
    ";",
    "-",
    ".",
    "e",
    "9",
    "NA",
    "nan",
    "inf",
    "A",
    "#",
    "\0",
    "\uFEFF",
    "é",
    '"',
  ];
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(lines.length), cut: fc.nat(9), put: fc.constantFrom("", ...alphabet) }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (edits) => {
        let text = lines;
        for (const { at, cut, put } of edits) text = text.slice(0, at) + put + text.slice(at + cut);
        seen.add(await codeOf(text));
      },
    ),
    { seed: 19, numRuns: 1500 },
  );
  // The search reaches into the reader: several of its codes were met, and harmless edits were read.
  expect(seen.size).toBeGreaterThan(5);
  expect(seen).toContain("read");
});
