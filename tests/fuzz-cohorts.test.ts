/** Damaged cohorts are read or refused with a code; nothing else may come out. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { PangenicError } from "../packages/engine/src/base/index.ts";
import { type Cohort, openPlink, openVcfCohort } from "../packages/engine/src/genome/index.ts";
import { frequency, malesOf, oneCore, prune } from "../packages/engine/src/study/index.ts";
import { inflateModule } from "../packages/hosts/node/src/index.ts";
import { type Change, damaged as damagedAt } from "./damage.ts";
import { bgzf, bytesOf, sourceOf, streamOf } from "./made-up-bgzf.ts";
import { madeUpCohort } from "./made-up-cohort.ts";
import { genotypeKernel } from "./reference-cohorts.ts";

const inflate = await inflateModule();

/** Bytes that mean something in these files, more often than chance would have them. */
const byteOf = fc.oneof(
  fc.constantFrom(...bytesOf("\t \n\r.,:;/|#0123456789ACGTNXYMT<>*-")),
  fc.constantFrom(0, 0x6c, 0x1b, 0xef, 0xff, 0xfe, 31, 139),
  fc.integer({ min: 0, max: 255 }),
);
const change = fc.record({
  at: fc.nat(5000),
  byte: byteOf,
  how: fc.constantFrom<Change["how"][]>("set", "insert", "remove", "cut", "double"),
});
/** Half of the damage falls on the first bytes, where files say what they are. */
function damaged(bytes: Uint8Array, changes: readonly Change[]): Uint8Array {
  return damagedAt(
    bytes,
    changes.map((one) => ({ ...one, at: one.at % 2 === 0 ? one.at % 40 : one.at })),
  );
}

/** Opens the cohort, reads it twice and counts: both readings must agree. @returns the code of the refusal, or `read`. */
async function outcome(open: () => Promise<Cohort>): Promise<string> {
  try {
    const cohort = await open();
    const plan = { males: malesOf(cohort.people), groups: null, groupCount: 1 };
    const { variants, counts } = await oneCore(genotypeKernel).summary(frequency, cohort, plan);
    const again = await oneCore(genotypeKernel).summary(frequency, cohort, plan);
    if (variants.some(({ pos }) => !(pos >= 0))) throw new Error("a position that is none");
    if (counts.some((count, i) => count !== again.counts[i])) throw new Error("two readings differ");
    for (let at = 0; at < counts.length; at += 8)
      if (counts.subarray(at, at + 8).reduce((sum, each) => sum + each) > cohort.people.length)
        throw new Error("more genotypes than people");
    await prune(cohort, { window: 4, step: 2, r2: 0.3 }, genotypeKernel);
  } catch (error) {
    if (error instanceof PangenicError) return error.code;
    throw error;
  }
  return "read";
}

async function fuzzed(runs: number, of: (changes: readonly Change[], which: number) => () => Promise<Cohort>) {
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), fc.nat(2), async (changes, which) => {
      const code = await outcome(of(changes, which));
      met.set(code, (met.get(code) ?? 0) + 1);
    }),
    { numRuns: runs, seed: 20261122 },
  );
  return met;
}

test("6,000 damaged sets of PLINK files are read or refused with a code", async () => {
  const made = madeUpCohort({ seed: 2, people: 9, variants: 12, chroms: ["1", "X", "Y", "MT"] });
  const whole = [made.bed, bytesOf(made.bim), bytesOf(made.fam)];
  const met = await fuzzed(6000, (changes, which) => () => {
    const [bed, bim, fam] = whole.map((bytes, i) => sourceOf(i === which ? damaged(bytes, changes) : bytes));
    return openPlink({ bed: bed!, bim: bim!, fam: fam! });
  });
  expect([...met.keys()].sort()).toEqual([
    "cohort-unsorted",
    "encoding-unsupported",
    "file-empty",
    "plink-bed-invalid",
    "plink-bed-person-major",
    "plink-bed-size",
    "plink-line-invalid",
    "plink-position-invalid",
    "read",
  ]);
  expect(met.get("read")).toBeGreaterThan(500);
  expect(met.get("plink-line-invalid")).toBeGreaterThan(100);
});

test("3,000 damaged VCF cohorts are read or refused with a code", async () => {
  const vcf = bytesOf(
    [
      "##fileformat=VCFv4.2",
      "##contig=<ID=1,length=249250621>",
      "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc",
      "1\t10\trs1\tA\tG\t.\tPASS\t.\tGT:DP\t0/0:3\t0|1:4\t1/1:5",
      "1\t20\t.\tA\tG,T\t.\tPASS\t.\tGT\t0/2\t1/2\t./.",
      "1\t30\t.\tAC\tA,<NON_REF>\t.\tPASS\tDP=3\tGT\t0/2\t0/1\t0/0",
      "X\t40\trs4\tA\tG\t.\tPASS\t.\tGT\t0\t1\t0/1",
      "",
    ].join("\n"),
  );
  const packed = bgzf(vcf);
  const met = await fuzzed(3000, (changes, which) => () => {
    const bytes = damaged(which === 0 ? packed : vcf, changes);
    return openVcfCohort(async () => streamOf(bytes, 64), inflate);
  });
  expect(met.get("read")).toBeGreaterThan(300);
  for (const code of ["vcf-line-short", "vcf-genotype-invalid", "vcf-header-missing", "vcf-column-missing"])
    expect(met.get(code)).toBeGreaterThan(10);
});
