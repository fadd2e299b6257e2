/** What must not be said: the whole chain from bytes to advice, where the evidence is thin. */

import { readPerson } from "@pangenic/engine/collect";
import { readGenome, type SightingTable } from "@pangenic/engine/genome";
import {
  compileKnowledge,
  type DrugAnswer,
  type Guidance,
  genomeInput,
  type MedicinesReport,
  medicinesReport,
  readOutsideCalls,
  siteGroups,
} from "@pangenic/engine/personalize";
import { inflateModule } from "@pangenic/host-node";
import { describe, expect, test } from "vitest";
import { loadKnowledge } from "./knowledge-files.ts";

const person = readPerson('{"version":1}');

async function reportOf(text: string | null, laboratory: string | null = null): Promise<MedicinesReport> {
  const knowledge = await loadKnowledge();
  const tables: SightingTable[] = [];
  let genome = null;
  if (text !== null) {
    const chunks = (async function* () {
      yield new TextEncoder().encode(text);
    })();
    const groups = siteGroups(knowledge.genes.values());
    const reading = await readGenome({ chunks, size: null }, await inflateModule(), groups, (one) => tables.push(one));
    genome = genomeInput(reading, tables, 0);
  }
  const outside = laboratory === null ? [] : readOutsideCalls(laboratory, new Set(knowledge.genes.keys()));
  return medicinesReport(compileKnowledge(knowledge), { engine: "test", genome, outside, person, date: null });
}

/** A genome that is reference at every site of every gene, GRCh38. @param fields what follows GT. */
async function genome({
  skip = () => false,
  cell = "0/0:40:99",
  altered = {},
}: {
  readonly skip?: (rsid: string | null) => boolean;
  readonly cell?: string;
  /** rsid → genotype. */
  readonly altered?: Readonly<Record<string, string>>;
} = {}): Promise<string> {
  const { genes } = await loadKnowledge();
  const rows = [...genes.values()].flatMap(({ chrom, sites }) =>
    sites
      .filter(({ rsid }) => !skip(rsid))
      .map(({ rsid, GRCh38: { pos, ref }, alleles }) => {
        const call = (rsid !== null && altered[rsid]) || cell;
        return `chr${chrom}\t${pos}\t.\t${ref}\t${alleles.slice(1).join(",")}\t.\tPASS\t.\tGT:DP:GQ\t${call}`;
      }),
  );
  return [
    "##fileformat=VCFv4.2",
    "##contig=<ID=chr1,length=248956422>",
    "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS",
    ...rows,
    "",
  ].join("\n");
}

function drugIn(report: MedicinesReport, name: string): DrugAnswer {
  return report.drugs.find(({ drug }) => drug === name)!;
}

function hasAmount(guidance: Guidance): boolean {
  if (!("extras" in guidance)) return false;
  if (guidance.extras.stated !== undefined) return true;
  return guidance.kind === "act" && guidance.adjust.some(({ dose }) => dose.kind !== "not-stated");
}

describe("a genome without enough reads", () => {
  for (const cell of ["0/0:0:0", "0/0:40:3", "0/0:3:99"])
    test(`reference genotypes written ${cell} show nothing`, async () => {
      const report = await reportOf(await genome({ cell }));
      expect(report.file?.seen).toBe(0);
      expect(report.drugs.filter(({ mark }) => mark !== "unknown").map(({ drug }) => drug)).toEqual([]);
    });

  test("the same genome with reads clears medicines", async () => {
    const report = await reportOf(await genome());
    expect(report.file?.seen).toBe(report.file?.expected);
    expect(drugIn(report, "capecitabine").mark).toBe("no-change");
  });
});

test("CYP3A5 read without rs776746 looks normal, and no dose of tacrolimus follows from that", async () => {
  const whole = drugIn(await reportOf(await genome()), "tacrolimus");
  expect(whole.mark).not.toBe("unknown");
  expect(whole.guidance.some(({ guidance }) => hasAmount(guidance))).toBe(true);
  const blind = drugIn(await reportOf(await genome({ skip: (rsid) => rsid === "rs776746" })), "tacrolimus");
  expect(blind.couldSee?.level).toBe("poorly");
  expect(blind.mark).toBe("unknown");
  expect(blind.candidatesAgree).toBe(false);
  expect(blind.guidance.some(({ guidance }) => hasAmount(guidance))).toBe(false);
});

test("DPYD with its deciding places unseen clears nothing; a variant that was seen still acts", async () => {
  const deciding = new Set(["rs3918290", "rs67376798", "rs75017182", "rs56038477", "rs55886062", "rs115232898"]);
  const skip = (rsid: string | null): boolean => rsid !== null && deciding.has(rsid);
  expect(drugIn(await reportOf(await genome({ skip })), "fluorouracil").mark).toBe("unknown");
  const others = (rsid: string | null): boolean => skip(rsid) && rsid !== "rs3918290";
  const seen = await reportOf(await genome({ skip: others, altered: { rs3918290: "0/1:40:99" } }));
  expect(drugIn(seen, "fluorouracil").mark).toBe("change");
});

test("a consumer's raw file gives no amount and asks for confirmation wherever it would act", async () => {
  const { genes } = await loadKnowledge();
  const rows = [...genes.values()].flatMap(({ chrom, sites }) =>
    sites
      .filter(({ rsid, alleles }) => rsid !== null && alleles.every((base) => base.length === 1))
      .map(({ rsid, GRCh37: { pos, ref } }) => `${rsid}\t${chrom}\t${pos}\t${ref}${ref}`),
  );
  const head = "# This data file generated by 23andMe at: a day\n# build 37\n# rsid\tchromosome\tposition\tgenotype\n";
  const report = await reportOf(`${head}${rows.join("\n")}\n`);
  expect(report.file?.format).toBe("23andMe");
  const acting = report.drugs.filter(({ mark }) => mark === "change" || mark === "adjust");
  expect(acting.length).toBeGreaterThan(0);
  for (const { drug, confirm, guidance } of acting) {
    expect([drug, confirm.includes("array")]).toEqual([drug, true]);
    expect([drug, guidance.some((one) => hasAmount(one.guidance))]).toEqual([drug, false]);
  }
});

test("CYP2D6 from small variants never clears codeine, tramadol or tamoxifen, and shows no amount where the range is open", async () => {
  const report = await reportOf(await genome());
  for (const name of ["codeine", "tramadol", "tamoxifen", "metoprolol"])
    expect([name, drugIn(report, name).mark]).toEqual([name, "unknown"]);
  expect(drugIn(report, "metoprolol").guidance.some(({ guidance }) => hasAmount(guidance))).toBe(false);
});

describe("a laboratory's word", () => {
  test("that a poor metabolizer takes metoprolol counts for both sources, whatever alleles stand beside it", async () => {
    const alone = drugIn(await reportOf(null, "CYP2D6\t\tPoor Metabolizer\n"), "metoprolol");
    const beside = drugIn(await reportOf(null, "CYP2D6\t*1/*1\tPoor Metabolizer\n"), "metoprolol");
    expect(beside.mark).toBe(alone.mark);
    expect(beside.guidance.map(({ guidance }) => guidance)).toEqual(alone.guidance.map(({ guidance }) => guidance));
  });

  test("that contradicts itself clears nothing", async () => {
    const report = await reportOf(null, "CYP2D6\t*4/*4\tNormal Metabolizer\n");
    expect(report.drugs.filter(({ mark }) => mark === "no-change").map(({ drug }) => drug)).toEqual([]);
  });

  test("that DPYD *2A was found is understood by its star name", async () => {
    expect(drugIn(await reportOf(null, "DPYD\tReference/*2A\n"), "fluorouracil").mark).toBe("change");
  });

  test("that CYP2C9 *8 was found reaches the warfarin flow", async () => {
    const report = await reportOf(null, "CYP2C9\t*1/*8\nVKORC1\trs9923231 reference (C)/rs9923231 reference (C)\n");
    expect(drugIn(report, "warfarin").warfarin?.direction).not.toBe("usual");
  });
});
