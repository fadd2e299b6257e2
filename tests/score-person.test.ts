import type { Build, ByteSource } from "@pangenic/engine/base";
import { chromosomes, PangenicError, randomFrom } from "@pangenic/engine/base";
import {
  expectedOf,
  type MatchRules,
  matchRules,
  ReferenceSequence,
  readScoreGenotypes,
  type ScoreGenotypeOptions,
  type ScoreGenotypes,
  type ScoringFile,
  tableSites,
  withReference,
} from "@pangenic/engine/genome";
import {
  expectedRow,
  packScore,
  readScorePack,
  type ScorePack,
  ScoreStream,
  valueOfTwo,
} from "@pangenic/engine/models";
import { matchedOf, type ScoreTally, scoreOfPack, scoreOfTable, sumAnswer } from "@pangenic/engine/personalize";
import { expect, test } from "vitest";
import { ScoreRowSink } from "../packages/engine/src/genome/score/score-rows.ts";
import { inflate, streamOf } from "./read-text.ts";
import { scoringFile } from "./score-files.ts";

function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)) };
}

const score = (rows: string, build = "GRCh38"): ScoringFile =>
  scoringFile(
    `#pgs_id=S\n#genome_build=${build}\nchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n${rows}`,
  );

const HEAD = "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=248956422>\n##contig=<ID=chr2,length=242193529>\n";
const vcf = (rows: readonly string[], samples = ["A"], head = HEAD): string =>
  `${head}#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t${samples.join("\t")}\n${rows.join("\n")}\n`;
const row = (site: string, ref: string, alt: string, ...genotypes: string[]): string =>
  [...site.split(":"), ".", ref, alt, ".", "PASS", ".", "GT", ...genotypes].join("\t");

interface Asked extends ScoreGenotypeOptions {
  readonly rules?: MatchRules;
  readonly frequencies?: readonly number[];
  readonly sequence?: ReferenceSequence;
  readonly piece?: number;
}

async function scored(
  file: ScoringFile,
  text: string,
  asked: Asked = {},
): Promise<{ readonly tallies: readonly ScoreTally[]; readonly genotypes: ScoreGenotypes }> {
  const { rules = matchRules, frequencies, sequence, piece, ...options } = asked;
  const given = frequencies === undefined ? null : Float64Array.from(frequencies);
  const placed = tableSites(file.scores, file.build!, rules, given);
  const sites = sequence === undefined ? placed : withReference(placed, sequence);
  const summable = scoreOfTable(file.scores[0]!, placed, given, sites);
  const genotypes = await readScoreGenotypes(streamOf(text, piece), inflate, [sites], options);
  const tallies: ScoreTally[] = [];
  for (const states of genotypes.states[0]!) tallies.push(await summable.tally(states, genotypes.build, null));
  return { tallies, genotypes };
}

async function one(file: ScoringFile, text: string, asked: Asked = {}): Promise<ScoreTally> {
  return (await scored(file, text, asked)).tallies[0]!;
}

const figures = ({ sum, seen, fromBlocks, filled, unfilled, missingVariance, noCall, differing }: ScoreTally) => ({
  sum,
  seen,
  fromBlocks,
  filled,
  unfilled,
  missingVariance,
  noCall,
  differing,
});

const refused = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof PangenicError) return error.code;
    throw error;
  }
  return "read";
};

test("copies of the effect allele are counted, whichever allele is the reference and whichever strand the score is of", async () => {
  const file = score("1\t100\tG\tA\t1\n1\t200\tA\tG\t10\n1\t300\tC\tT\t100\n1\t400\tAT\tA\t1000\n");
  const rows = [
    row("chr1:100", "A", "G", "0/1"),
    row("chr1:200", "A", "G", "0/1"),
    row("chr1:300", "A", "G", "1/1"),
    row("chr1:400", "A", "AT", "0/1"),
  ];
  const tally = await one(file, vcf(rows));
  expect(tally.sum).toBe(1 + 10 + 200 + 1000);
  expect([tally.seen, tally.flipped]).toEqual([4, 1]);
});

test("rows of several alleles, of others, and without a call are told apart", async () => {
  const file = score("1\t100\tG\tA\t1\n1\t200\tG\tA\t1\n1\t300\tG\tA\t1\n1\t400\tG\tA\t1\n1\t500\tG\tA\t1\n");
  const rows = [
    row("chr1:100", "A", "T,G", "1/2"),
    row("chr1:200", "C", "G", "0/1"),
    row("chr1:300", "A", "G", "./."),
    row("chr1:400", "A", "G", "./1"),
    row("chr1:500", "A", "T", "0/1"),
  ];
  const tally = await one(file, vcf(rows));
  expect(figures(tally)).toMatchObject({ sum: 1, seen: 2, unfilled: 3, noCall: 2, differing: 1 });
  expect(tally.thirdAllele).toBe(2);
});

test("rows split by their alternate alleles give what the whole row gives", async () => {
  const file = score("1\t100\tG\tA\t1\n");
  const split = [row("chr1:100", "A", "T", "0/1"), row("chr1:100", "A", "G", "1/0")];
  for (const rows of [split, split.toReversed()]) expect((await one(file, vcf(rows))).sum).toBe(1);
});

test("a row of one base for another is read alike, whether it is taken in short or whole", async () => {
  const random = randomFrom(8);
  const pick = (texts: readonly string[]): string => texts[Math.floor(random() * texts.length)]!;
  const bases = ["A", "C", "G", "T"];
  const sites = Array.from({ length: 600 }, (_, i) => {
    const effect = pick(bases);
    const other = pick(bases.filter((base) => base !== effect));
    return `1\t${100 + 3 * i}\t${effect}\t${i % 10 === 0 ? "" : other}\t${random().toFixed(3)}`;
  });
  const file = score(`${sites.join("\n")}\n`);
  const rows = sites.map((line) => {
    const ref = pick(bases);
    const alt = pick(bases.filter((base) => base !== ref));
    return [
      line.split("\t")[1]!,
      ref,
      alt,
      pick(["0/0", "0|1", "1/1", "./.", "./1", "1", "0"]),
      pick(["0/1", "1|1", "0"]),
    ];
  });
  const text = (more: string): string =>
    vcf(
      rows.map(([pos, ref, alt, ...genotypes]) => row(`chr1:${pos}`, ref!, `${alt}${more}`, ...genotypes)),
      ["A", "B"],
    );
  // Random alleles look like another build; that is not what is asked here.
  for (const rules of [matchRules, { ...matchRules, palindromic: "keep" as const }]) {
    const sitesOf = tableSites(file.scores, "GRCh38", rules, null);
    const states = [];
    for (const more of ["", ",<NON_REF>"]) {
      const sink = new ScoreRowSink([sitesOf]);
      for (const [i, line] of text(more).trimEnd().split("\n").entries()) {
        const bytes = new TextEncoder().encode(line);
        if (line.startsWith("#")) sink.header(line, i + 1);
        else sink.row(bytes, 0, bytes.length, i + 1);
      }
      await sink.settle();
      states.push(sink.states.all.map((samples) => samples.map((parts) => [...parts[0]!])));
    }
    expect(states[0]).toEqual(states[1]);
    expect(new Set(states[0]!.flat(2)).size).toBeGreaterThan(8);
  }
});

test("one strand counts as PLINK counts it: twice on X, once on Y and MT, not at all elsewhere", async () => {
  const file = score("X\t100\tG\tA\t1\nY\t100\tG\tA\t10\nMT\t100\tG\tA\t100\n1\t100\tG\tA\t1000\n");
  const rows = (genotype: string): string[] =>
    ["1", "X", "Y", "MT"].map((chrom) => row(`${chrom}:100`, "A", "G", genotype));
  const haploid = await one(file, vcf(rows("1")));
  expect(figures(haploid)).toMatchObject({ sum: 2 + 10 + 100, seen: 3, noCall: 1 });
  expect((await one(file, vcf(rows("1/1")))).sum).toBe(2 + 10 + 100 + 2000);
  expect(figures(await one(file, vcf(rows("0/1"))))).toMatchObject({ sum: 1 + 1000, seen: 2, noCall: 2 });
});

test("a person alone and in company gets the same figures, and the order of rows changes nothing", async () => {
  const random = randomFrom(5);
  const pick = (texts: string): string => texts[Math.floor(random() * texts.length)]!;
  const lines: string[] = [];
  const rows: string[] = [];
  for (let i = 0; i < 400; i++) {
    const chrom = 1 + (i % 3);
    const pos = 1000 + 50 * i;
    const [ref, alt] = [pick("AC"), pick("GT")];
    lines.push(`${chrom}\t${pos}\t${i % 2 ? ref : alt}\t${i % 2 ? alt : ref}\t${(random() - 0.5).toFixed(4)}`);
    if (i % 5 === 0) continue;
    rows.push(row(`chr${chrom}:${pos}`, ref, alt, ...Array.from({ length: 3 }, () => `${pick("01.")}/${pick("01.")}`)));
  }
  const file = score(`${lines.join("\n")}\n`);
  const asked: Asked = { frequencies: lines.map(() => 0.3) };
  const together = await scored(file, vcf(rows, ["A", "B", "C"]), asked);
  const keep = (line: string, sample: number): string =>
    [...line.split("\t").slice(0, 9), line.split("\t")[9 + sample]].join("\t");
  for (const [i, name] of ["A", "B", "C"].entries()) {
    const alone = await one(
      file,
      vcf(
        rows.map((line) => keep(line, i)),
        [name],
      ),
      asked,
    );
    expect(figures(alone)).toEqual(figures(together.tallies[i]!));
    expect(alone.seen).toBeGreaterThan(50);
    const picked = await scored(file, vcf(rows, ["A", "B", "C"]), { ...asked, samples: [name] });
    expect(figures(picked.tallies[0]!)).toEqual(figures(alone));
  }
  const shuffled = rows.map((line) => ({ line, key: random() })).sort((a, b) => a.key - b.key);
  const unsorted = await scored(
    file,
    vcf(
      shuffled.map(({ line }) => line),
      ["A", "B", "C"],
    ),
    { ...asked, piece: 700 },
  );
  expect(unsorted.tallies.map(figures)).toEqual(together.tallies.map(figures));
});

test("what was not seen is filled from given frequencies alone, with its variance", async () => {
  const file = score("1\t100\tG\tA\t1\n1\t200\tG\tA\t2\n1\t300\tG\tA\t4\n");
  const rows = [row("chr1:100", "A", "G", "0/0"), row("chr1:200", "A", "G", "0/1")];
  const bare = await one(file, vcf(rows));
  expect(figures(bare)).toMatchObject({ sum: 2, seen: 2, filled: 0, unfilled: 1 });
  expect(bare.weightMass).toBeNull();
  const filled = await one(file, vcf(rows), { frequencies: [0.5, 0.5, 0.25] });
  expect(filled.sum).toBe(2 + 4 * 2 * 0.25);
  expect(filled.missingVariance).toBeCloseTo(16 * 2 * 0.25 * 0.75, 12);
  const mass = (0.5 + 4 * 0.5) / (0.5 + 4 * 0.5 + 16 * 0.375);
  expect(filled.weightMass).toBeCloseTo(mass, 12);
  const facts = { sources: [], expires: "2027-11-22" };
  expect(sumAnswer(filled, 3, facts)).toMatchObject({ kind: "abstention", reason: "weight-mass-too-low" });
  const most = await one(file, vcf([...rows, row("chr1:300", "A", "G", "./.")]), { frequencies: [0.5, 0.5, 0.001] });
  const answer = sumAnswer(most, 3, facts);
  if (answer.kind !== "answer") throw new Error("the sum was withheld");
  expect(answer.value.interval!.high - answer.value.sum).toBeCloseTo(
    1.959963984540054 * Math.sqrt(most.missingVariance),
    12,
  );
  expect(matchedOf(most, 3)).toMatchObject({ rows: 3, matched: 2, filled: 1, missing: 0 });
});

test("an expected value under Hardy–Weinberg proportions is the sum over the three genotypes", () => {
  for (const values of [
    [0, 1, 2],
    [0, 1, 1],
    [0, 0, 1],
    [-1, 0.5, 3],
  ] as const) {
    const [a, b, c] = [0.49, 0.42, 0.09];
    const mean = a * values[0] + b * values[1] + c * values[2];
    const square = a * values[0] ** 2 + b * values[1] ** 2 + c * values[2] ** 2;
    const found = expectedOf(values, 0.3);
    expect(found.mean).toBeCloseTo(mean, 14);
    expect(found.variance).toBeCloseTo(square - mean * mean, 14);
  }
});

/** A chromosome whose base at a position is known: position p carries ACGT[p % 4]. */
function sequence(): ReferenceSequence {
  const bases = Array.from({ length: 1000 }, (_, i) => "ACGT"[(i + 1) % 4]).join("");
  const lines = bases.match(/.{1,60}/g)!.join("\n");
  return new ReferenceSequence(bytesSource(new TextEncoder().encode(`>chr1\n${lines}\n`)), "chr1\t1000\t6\t60\t61\n");
}

test("reference blocks count where the reference allele is known, and only there", async () => {
  // 100: A (100 % 4 = 0), 202: G, 301: C, 403: T.
  const file = score("1\t100\tG\tA\t1\n1\t202\tG\tA\t1\n1\t301\tT\tC\t1\n1\t403\tC\tT\t1\n1\t404\tG\tT\t1\n");
  const block = (from: number, to: number, gq: number): string =>
    `chr1\t${from}\t.\tA\t<NON_REF>\t.\t.\tEND=${to}\tGT:GQ:MIN_DP\t0/0:${gq}:30`;
  const rows = [block(50, 250, 60), row("chr1:301", "C", "T", "0/1"), block(302, 500, 5)];
  const told = await scored(file, vcf(rows), { sequence: sequence() });
  expect(told.genotypes.format).toBe("gvcf");
  expect(figures(told.tallies[0]!)).toMatchObject({ sum: 0 + 2 + 1, seen: 3, fromBlocks: 2, unfilled: 2, noCall: 2 });
  const blind = await scored(file, vcf(rows));
  // Without it, who carries a variant would be seen and who does not would not.
  expect(figures(blind.tallies[0]!)).toMatchObject({ seen: 0, unfilled: 5 });
});

test("a genome declared complete is the reference where it has no row", async () => {
  const file = score("1\t100\tG\tA\t1\n1\t202\tG\tA\t1\n1\t301\tT\tC\t1\n1\t404\tG\tC\t1\n");
  const rows = [row("chr1:301", "C", "T", "0/1")];
  const tally = await one(file, vcf(rows), { complete: true, sequence: sequence() });
  expect(figures(tally)).toMatchObject({ sum: 0 + 2 + 1, seen: 3, fromBlocks: 2, unfilled: 0 });
});

test("a file that writes rows only for variants is known by it", async () => {
  const positions = Array.from({ length: 60 }, (_, i) => 100 + 10 * i);
  const file = score(`${positions.map((pos) => `1\t${pos}\tG\tA\t1`).join("\n")}\n`);
  const some = positions.slice(0, 30).map((pos) => row(`chr1:${pos}`, "A", "G", "0/1"));
  expect((await scored(file, vcf(some))).genotypes.variantsOnly).toEqual([true]);
  const all = positions.map((pos, i) => row(`chr1:${pos}`, "A", "G", i % 2 === 0 ? "0/0" : "0/1"));
  expect((await scored(file, vcf(all))).genotypes.variantsOnly).toEqual([false]);
});

test("rows that are one variant, and palindromic ones, are left out as in a cohort", async () => {
  const file = score("1\t100\tG\tA\t1\n1\t100\tG\tA\t1\n1\t200\tG\tA\t1\n1\t200\tA\tG\t1\n1\t300\tA\tT\t1\n");
  const rows = [row("chr1:100", "A", "G", "1/1"), row("chr1:200", "A", "G", "1/1"), row("chr1:300", "A", "T", "1/1")];
  expect((await one(file, vcf(rows))).sum).toBe(2);
  expect((await one(file, vcf(rows), { rules: { ...matchRules, palindromic: "keep", duplicates: "first" } })).sum).toBe(
    4,
  );
});

test("another build is refused: by what the files say, by the alleles, and where nothing tells", async () => {
  const positions = Array.from({ length: 40 }, (_, i) => 1000 + 10 * i);
  const rows = positions.map((pos) => `1\t${pos}\tG\tA\t1`).join("\n");
  const fitting = positions.map((pos) => row(`chr1:${pos}`, "A", "G", "0/1"));
  const other = positions.map((pos, i) => row(`chr1:${pos}`, i % 4 === 0 ? "A" : "C", "G", "0/1"));
  const silent = "##fileformat=VCFv4.2\n";
  expect(await refused(one(score(rows, "GRCh37"), vcf(fitting)))).toBe("score-build-wrong");
  expect(await refused(one(score(rows), vcf(other)))).toBe("score-build-wrong");
  expect(await refused(one(score(rows), vcf(fitting), { build: "GRCh37" }))).toBe("build-wrong");
  expect(await refused(one(score(rows), vcf(fitting, ["A"], silent)))).toBe("read");
  expect(await refused(one(score(rows), vcf(fitting.slice(0, 5), ["A"], silent)))).toBe("build-unknown");
  expect(await refused(one(score(rows), vcf(fitting.slice(0, 5), ["A"], silent), { build: "GRCh38" }))).toBe("read");
});

test("raw data of an array is scored on the strand that it shows", async () => {
  const positions = Array.from({ length: 30 }, (_, i) => 1000 + 10 * i);
  const file = score(
    `${positions.map((pos) => `1\t${pos}\tG\tA\t1`).join("\n")}\n2\t500\tA\tT\t1\n2\t600\tC\tT\t1\nX\t900\tG\tA\t1000\n`,
    "GRCh37",
  );
  const calls = positions.map((pos, i) => `rs${pos}\t1\t${pos}\t${["AA", "AG", "GG"][i % 3]}`);
  const text = [
    "# This data file generated by 23andMe at: today",
    "# build 37",
    "# rsid\tchromosome\tposition\tgenotype",
    "rs3094315\t1\t752566\tAG",
    ...calls,
    "i1\t2\t500\tAT",
    "i2\t2\t600\t--",
    "i3\tX\t900\tG",
    "",
  ].join("\n");
  const { tallies, genotypes } = await scored(file, text, { rules: { ...matchRules, palindromic: "keep" } });
  expect(genotypes).toMatchObject({ format: "array", build: "GRCh37", variantsOnly: [false] });
  expect(figures(tallies[0]!)).toMatchObject({ sum: 30 + 1 + 2000, seen: 32, noCall: 1 });
});

/** A pack of many rows whose order in GRCh37 is another than in GRCh38. */
function madeUpPack(rows: number): ScorePack {
  const random = randomFrom(9);
  const chrom = Uint8Array.from({ length: rows }, (_, i) => Math.floor((3 * i) / rows));
  const pos38 = Int32Array.from({ length: rows }, (_, i) => 1000 + 20 * i);
  const components = 2;
  const terms = 3;
  return {
    score: { id: "P", trait: "t", weightType: "beta", source: { name: "s", version: "1", license: "CC0-1.0" } },
    reference: { name: "main", digest: "d", components },
    rows: {
      chrom,
      pos37: Int32Array.from(pos38, (pos, i) => (i % 11 === 0 ? 0 : i % 7 === 3 ? pos + 55 : pos)),
      pos38,
      effect: Uint16Array.from({ length: rows }, (_, i) => i % 2),
      other: Uint16Array.from({ length: rows }, (_, i) => 1 - (i % 2)),
      alleles: ["A", "G"],
      reference: Uint8Array.from({ length: rows }, (_, i) => (i % 2 === 0 ? 1 : 2)),
      weight: Float64Array.from({ length: rows }, () => random() - 0.5),
      two: Float64Array.from({ length: rows }, () => random()),
      constant: 0.25,
      frequency: Float32Array.from({ length: rows }, () => random()),
      slopes: Int8Array.from({ length: rows * components }, () => Math.floor(20 * random()) - 10),
      slopeSteps: Float64Array.of(0.01, 0.02),
    },
    model: {
      design: { center: [0, 0], scale: [1, 1], curved: 0 },
      score: { center: 0, scale: 1 },
      mean: new Float64Array(terms),
      logVariance: new Float64Array(terms),
      covariance: new Float64Array(4 * terms * terms),
    },
    shape: [-1, 0, 1],
    crossFit: { folds: 10, local: 0.1, groups: [], deciles: [] },
    reach: { cells: [{ center: [0, 0], radius: 1, people: 50 }], threshold: 3, low: [-1, -1], high: [1, 1] },
    training: null,
    validity: [],
    checks: { people: 600, rowsInFile: rows, build: "GRCh38", date: "2026-11-22" },
  } as ScorePack;
}

test("a pack read chromosome by chromosome is the pack read whole", async () => {
  const pack = madeUpPack(500);
  const bytes = packScore(pack);
  const whole = readScorePack(bytes);
  const stream = await ScoreStream.open(bytesSource(bytes));
  expect(stream.rowCount).toBe(500);
  expect({ ...stream.pack, rows: null }).toEqual({ ...whole, rows: null });
  const [weights, slopes, places]: number[][] = [[], [], []];
  for (const chrom of chromosomes.keys()) {
    const values = await stream.values(chrom, "GRCh38");
    weights!.push(...(values?.weight ?? []));
    slopes!.push(...(values?.slopes ?? []));
    places!.push(...((await stream.places(chrom, "GRCh37"))?.pos ?? []));
  }
  expect(weights).toEqual([...whole.rows.weight]);
  expect(slopes).toEqual([...whole.rows.slopes]);
  expect(places).toEqual([...whole.rows.pos37]);
  const broken = packScore({ ...pack, rows: { ...pack.rows, weight: pack.rows.weight.map(() => Number.NaN) } });
  const stranger = await ScoreStream.open(bytesSource(broken));
  await expect(stranger.values(0, "GRCh38")).rejects.toThrow("out of bounds");
  await expect(ScoreStream.open(bytesSource(bytes.slice(0, 5000)))).rejects.toThrow("cut");
});

test("a pack's sum is that of its rows one by one, in either build", async () => {
  const pack = madeUpPack(500);
  const { rows } = pack;
  const random = randomFrom(3);
  const stream = await ScoreStream.open(bytesSource(packScore(pack)));
  const position = [0.5, -1];
  for (const build of ["GRCh38", "GRCh37"] as Build[]) {
    const pos = build === "GRCh37" ? rows.pos37 : rows.pos38;
    const copies = Array.from(pos, () => Math.floor(random() * 3));
    // The genome has rows for two of three; the rest of the genome is silent.
    const lines = [...pos.keys()]
      .filter((i) => i % 3 !== 0 && pos[i]! > 0)
      .sort((a, b) => rows.chrom[a]! - rows.chrom[b]! || pos[a]! - pos[b]!)
      .map((i) => {
        const effectIsRef = rows.reference[i] === 1;
        const alts = effectIsRef ? 2 - copies[i]! : copies[i]!;
        const [ref, alt] = i % 2 === 0 || !effectIsRef ? ["A", "G"] : ["G", "A"];
        return row(`chr${rows.chrom[i]! + 1}:${pos[i]}`, ref, alt, ["0/0", "0/1", "1/1"][alts]!);
      });
    const summable = scoreOfPack(stream);
    const text = vcf(lines, ["A"], "##fileformat=VCFv4.2\n");
    const genotypes = await readScoreGenotypes(streamOf(text), inflate, [summable.sites], { build });
    const tally = await summable.tally(genotypes.states[0]![0]!, build, position);
    let [sum, variance] = [rows.constant, 0];
    for (const i of pos.keys())
      if (i % 3 !== 0 && pos[i]! > 0) sum += [0, rows.weight[i]!, valueOfTwo(rows, i)][copies[i]!]!;
      else {
        const expected = expectedRow(rows, i, position);
        sum += expected.mean;
        variance += expected.variance;
      }
    expect(tally.sum).toBeCloseTo(sum, 12);
    expect(tally.missingVariance).toBeCloseTo(variance, 12);
    expect(tally.seen + tally.filled).toBe(500);
    expect(tally.differing).toBe(0);
  }
});
