/** Genetic similarity of one person, from files of every kind. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Build, chromosomes } from "@pangenic/engine/base";
import { type Cohort, openPlink } from "@pangenic/engine/genome";
import type { GenotypeBlock } from "@pangenic/engine/kernels";
import { NOT_SEEN, type ReferencePanel } from "@pangenic/engine/models";
import {
  genotypesForPanels,
  type PreparedPanel,
  panelGenotypes,
  panelSiteGroups,
  type Similarity,
  similarityBands,
  similarityOf,
} from "@pangenic/engine/personalize";
import { personCopies } from "@pangenic/engine/study";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withField } from "../apps/cli/src/similarity/person-field.ts";
import { mainGenotypes } from "../packages/knowledge/build/reference-panel/main.ts";
import { smallGenotypes } from "../packages/knowledge/build/reference-panel/small.ts";
import { alone, prepared } from "./panels.ts";
import { read } from "./read-text.ts";
import { sharedMissing, sharedPath, sharedTable } from "./reference-data.ts";

let main: PreparedPanel;
let small: PreparedPanel;
beforeAll(async () => {
  [main, small] = await Promise.all([prepared("main"), prepared("small")]);
});

async function said(file: string, complete = false): Promise<Similarity[]> {
  const spaces = [main, small];
  const groups = spaces.map(({ panel }) => panelSiteGroups(panel));
  const { reading, tables } = await read(file, groups.flat(), { complete });
  return reading.samples.map((_, sample) =>
    similarityOf(
      spaces.map((space, i) => {
        const own = groups[i]!.map(({ name }) => tables.get(name)!);
        return { space, genotypes: panelGenotypes(space.panel, reading, own, sample, similarityBands) };
      }),
      similarityBands,
    ),
  );
}

/** The likeliest of an answer; the reason of an abstention. */
function first(answer: Similarity["groups"]): string {
  return answer.kind === "answer" ? answer.value[0]!.code : answer.reason;
}

/**
 * A VCF of people at a panel's sites, REF being the build's base where the panel knows it.
 * @param people copies of the counted allele. @param keeps rows to write, by site and the largest number of ALT copies there.
 */
function vcf(
  { sites }: ReferencePanel,
  build: Build,
  people: readonly Int8Array[],
  keeps: (site: number, alternates: number) => boolean = () => true,
): string {
  const lengths = { GRCh37: 249250621, GRCh38: 248956422 };
  const rows: string[] = [];
  for (let site = 0; site < sites.count; site++) {
    const known = sites.reference[build][site]!;
    const isTurned = (known === 3 ? sites.reference[build === "GRCh37" ? "GRCh38" : "GRCh37"][site] : known) === 1;
    const [ref, alt] = isTurned
      ? [sites.counted[site]!, sites.other[site]!]
      : [sites.other[site]!, sites.counted[site]!];
    const alternates = people.map((copies) =>
      copies[site] === NOT_SEEN ? NOT_SEEN : isTurned ? 2 - copies[site]! : copies[site]!,
    );
    if (!keeps(site, Math.max(...alternates))) continue;
    const cells = alternates.map((count) => (count === NOT_SEEN ? "./." : ["0/0", "0/1", "1/1"][count]!));
    rows.push(
      `${chromosomes[sites.chrom[site]!]!}\t${sites.pos[build][site]!}\t.\t${ref}\t${alt}\t.\tPASS\t.\tGT\t${cells.join("\t")}\n`,
    );
  }
  const names = people.map((_, i) => `P${i}`).join("\t");
  return `##fileformat=VCFv4.2\n##contig=<ID=1,length=${lengths[build]}>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t${names}\n${rows.join("")}`;
}

const variantsOnly = (_: number, alternates: number): boolean => alternates > 0;

describe.skipIf(sharedMissing)("people of known samples", () => {
  let everyone: ReturnType<typeof mainGenotypes>;
  let inSmall: ReturnType<typeof smallGenotypes>;
  beforeAll(() => {
    everyone = mainGenotypes();
    inSmall = smallGenotypes();
  });

  const copiesOf = (population: string, which = 3): Int8Array => {
    const index = everyone.populations.findIndex(({ code }) => code === population);
    return personCopies(
      everyone.genotypes,
      [...everyone.population.keys()].filter((i) => everyone.population[i] === index)[which]!,
    );
  };

  test("the same genotypes at GRCh37 and at GRCh38 positions stand at the same place", async () => {
    const copies = copiesOf("TSI");
    const [one] = await said(vcf(main.panel, "GRCh37", [copies]));
    const [two] = await said(vcf(main.panel, "GRCh38", [copies]));
    expect(two!.position).toEqual(one!.position);
    expect(one!.panel.name).toBe("main");
    expect(first(one!.groups)).toBe("EUR");
  });

  test("what is said of a person does not depend on who else is in the file", async () => {
    const [a, b] = [copiesOf("YRI"), copiesOf("JPT")];
    const [single] = await said(vcf(main.panel, "GRCh37", [a]));
    const [, second] = await said(vcf(main.panel, "GRCh37", [b, a]));
    expect(second).toEqual(single);
  });

  test("a file of variants only is refused an answer: its silence may be reference or not read", async () => {
    for (const population of ["YRI", "GIH", "CHS", "GBR", "PUR"]) {
      const copies = copiesOf(population);
      const [one] = await said(vcf(main.panel, "GRCh37", [copies], variantsOnly));
      expect(one!.groups).toEqual({
        kind: "abstention",
        reason: "absent-rows-unresolved",
        wouldChange: ["file-with-reference-blocks"],
      });
    }
  });

  test("a file with a row for every site, or with chance gaps, is not taken for one of variants only", async () => {
    for (const population of ["YRI", "GIH", "CHS", "GBR", "PUR", "MKK", "ASW"]) {
      const copies = copiesOf(population);
      const [one] = await said(vcf(main.panel, "GRCh37", [copies], (site) => site % 3 > 0));
      expect(one!.groups.kind).toBe("answer");
    }
  });

  test("declared complete, the same file of variants only is answered, from sites whose reference base is known", async () => {
    const person = [...inSmall.population.keys()].find(
      (i) => inSmall.populations[inSmall.population[i]!]!.code === "CHB",
    )!;
    const copies = personCopies(inSmall.genotypes, person);
    const text = vcf(small.panel, "GRCh38", [copies], variantsOnly);
    const [silent] = await said(text);
    expect(silent!.groups).toMatchObject({ kind: "abstention", reason: "absent-rows-unresolved" });
    const [declared] = await said(text, true);
    expect(first(declared!.groups)).toBe("EAS");
    expect(declared!.sites.fromBlocks).toBeGreaterThan(400);
  });

  test("letters of the other strand are refused; a few of them are left out and counted", async () => {
    const copies = copiesOf("CEU");
    const other = { A: "T", C: "G", G: "C", T: "A" } as Record<string, string>;
    const flipped = (share: number): string =>
      vcf(main.panel, "GRCh37", [copies])
        .split("\n")
        .map((line, i) => {
          if (line.startsWith("#") || line === "" || i % 100 >= share) return line;
          const cells = line.split("\t");
          cells[3] = other[cells[3]!]!;
          cells[4] = other[cells[4]!]!;
          return cells.join("\t");
        })
        .join("\n");
    await expect(said(flipped(100))).rejects.toMatchObject({
      code: expect.stringMatching(/build-wrong|panel-alleles-differ/),
    });
    const [few] = await said(flipped(5));
    expect(few!.sites.mismatched).toBeGreaterThan(500);
    expect(first(few!.groups)).toBe("EUR");
  });

  test("as fewer sites are seen the answer holds less, and below the evidence needed there is none", () => {
    const copies = copiesOf("GIH");
    const some = (count: number): Similarity => {
      const step = copies.length / count;
      return alone(
        main,
        copies.map((value, site) => (Math.floor(site / step) !== Math.floor((site - 1) / step) ? value : NOT_SEEN)),
      );
    };
    expect(first(some(6000).populations)).toBe("GIH");
    expect(some(900).populations).toMatchObject({ kind: "abstention", reason: "too-few-sites" });
    expect(first(some(900).groups)).toBe("SAS");
    expect(some(100).groups).toMatchObject({ kind: "abstention", reason: "too-few-sites" });
    const errors = [6000, 3000, 900].map((count) => {
      const { position } = some(count);
      return position.kind === "answer" ? position.value.standardErrors[0]! : 0;
    });
    expect(errors[0]!).toBeLessThan(errors[1]!);
    expect(errors[1]!).toBeLessThan(errors[2]!);
  });

  test("shares of a mixture make one, with African Americans between their sources", () => {
    const { admixture } = alone(main, copiesOf("ASW", 5));
    if (admixture.kind !== "answer") throw new Error("abstained");
    const shares = new Map(admixture.value.map((one) => [one.code, one]));
    expect(admixture.value.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(shares.get("AFR")!.share + shares.get("EUR")!.share).toBeGreaterThan(0.9);
    expect(shares.get("AFR")!.share).toBeGreaterThan(0.4);
    for (const { standardError } of admixture.value) expect(standardError).toBeLessThan(0.08);
  });

  test("made-up grandchildren of three people of one source and one of another are three quarters of the one", () => {
    // One allele of each parent; at heterozygous sites by turns that differ between the three.
    const gamete = (copies: number, turn: number): number => (copies === 1 ? turn & 1 : copies >> 1);
    let answered = 0;
    for (let family = 0; family < 8; family++) {
      const [one, two, three] = [copiesOf("YRI", family), copiesOf("YRI", family + 20), copiesOf("CEU", family)];
      const child = one.map((value, site) => {
        const [second, third] = [two[site]!, three[site]!];
        if (value < 0 || second < 0 || third < 0) return NOT_SEEN;
        const parent = gamete(second, site >> 2) + gamete(third, site >> 1);
        return gamete(value, site) + gamete(parent, site >> 3);
      });
      const { admixture } = alone(main, child);
      if (admixture.kind !== "answer") continue;
      answered++;
      for (const [code, expected] of [
        ["AFR", 0.75],
        ["EUR", 0.25],
      ] as const) {
        const { share, standardError } = admixture.value.find((each) => each.code === code)!;
        expect(Math.abs(share - expected)).toBeLessThan(3 * standardError);
      }
    }
    expect(answered).toBeGreaterThanOrEqual(4);
  });

  test("no mixture is shown to people like those of the Americas: the reference lacks one of their sources", () => {
    let shown = 0;
    let people = 0;
    for (const population of ["MXL", "PUR", "CLM"])
      for (let which = 0; which < 40; which += 4) {
        const { admixture } = alone(main, copiesOf(population, which));
        people++;
        if (admixture.kind === "answer") shown++;
      }
    expect(shown / people).toBeLessThan(0.1);
  });
});

describe.skipIf(sharedMissing)("raw data of a consumer's array with 169 sites", () => {
  for (const { FILE, SUPERPOP } of sharedMissing ? [] : sharedTable("data/populations/consumer_like/labels.tsv"))
    test(`${FILE}: the group of its sample comes first, or none is named`, async () => {
      const text = readFileSync(sharedPath("data/populations/consumer_like", FILE!), "utf8");
      const [one] = await said(text);
      expect(one!.panel.name).toBe("small");
      expect(one!.populations.kind).toBe("abstention");
      if (one!.groups.kind === "answer") expect(one!.groups.value[0]!.code).toBe(SUPERPOP);
    });
});

/** Two copies of the second allele become "not seen", as where files of variants only were merged. */
function withoutSecond(block: GenotypeBlock): GenotypeBlock {
  // Codes of two bits: 3 becomes 1 where the upper bit has the lower beside it.
  return { ...block, bytes: block.bytes.map((byte) => byte & ~(byte & (byte << 1) & 0xaa)) };
}

describe.skipIf(sharedMissing)("PLINK files", () => {
  const files = (prefix: string) => {
    const source = (end: string) => {
      const bytes = new Uint8Array(readFileSync(sharedPath(`data/populations/flashpca/${prefix}.${end}`)));
      return { size: bytes.length, read: async (at: number, length: number) => bytes.slice(at, at + length) };
    };
    return { bed: source("bed"), bim: source("bim"), fam: source("fam") };
  };

  test("positions of NCBI36 are refused", async () => {
    await expect(genotypesForPanels([main.panel, small.panel], await openPlink(files("hm3")))).rejects.toMatchObject({
      code: "build-wrong",
    });
  });

  test("the genotypes are those that the panel was made from", async () => {
    const found = await genotypesForPanels([main.panel, small.panel], await openPlink(files("kg1")));
    expect(found.build).toBe("GRCh37");
    const everyone = mainGenotypes();
    for (const person of [0, 500, 1091])
      expect(found.of(person)[0]!.copies).toEqual(personCopies(everyone.genotypes, person));
  });

  test("people whose reference genotypes are all missing are known by it, and nobody else is", async () => {
    const whole = await openPlink(files("kg1"));
    const merged: Cohort = {
      people: whole.people,
      async *blocks() {
        for await (const block of whole.blocks()) yield { ...block, genotypes: withoutSecond(block.genotypes) };
      },
    };
    const flags = async (cohort: Cohort): Promise<Set<boolean>> => {
      const found = await genotypesForPanels([main.panel], cohort);
      return new Set(Array.from({ length: 109 }, (_, i) => found.of(10 * i)[0]!.variantsOnly));
    };
    expect(await flags(whole)).toEqual(new Set([false]));
    expect(await flags(merged)).toEqual(new Set([true]));
  });
});

describe("person.json", () => {
  const folder = mkdtempSync(join(tmpdir(), "pangenic-similarity-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const field = { groups: { EUR: 1 }, reference: "r", date: "2026-11-22" };

  for (const [name, before] of [
    ["without the field", '{\n  "version": 1,\n  "heightCm": 1.70e2\n}\n'],
    [
      "with it",
      '{"version":1, "geneticSimilarity" : {"groups":{},"reference":"}\\"","date":"2020-01-01"} ,"heightCm":170}',
    ],
    ["unknown", '{ "geneticSimilarity": "unknown", "version": 1 }'],
    ["almost empty", '{"version": 1}'],
  ] as const)
    test(`${name}: the field is written and nothing else is touched`, () => {
      const after = withField(before, "geneticSimilarity", field);
      expect(JSON.parse(after)).toEqual({ ...(JSON.parse(before) as object), geneticSimilarity: field });
      for (const kept of ["1.70e2", '"heightCm":170']) expect(after.includes(kept)).toBe(before.includes(kept));
      expect(withField(after, "geneticSimilarity", field)).toBe(after);
      writeFileSync(join(folder, "person.json"), after);
    });
});
