/** The committed knowledge: derived from the shared data, small, whole, and checked before it is believed. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromosomes } from "@pangenic/engine/base";
import { readKnowledge } from "@pangenic/knowledge";
import { expect, test } from "vitest";
import { factsByGene, readDefinition } from "../packages/knowledge/build/definitions.ts";
import { derive } from "../packages/knowledge/build/derive.ts";
import { brokenRule } from "../packages/knowledge/build/guidance.ts";
import { knowledgeFolder, loadKnowledge, readSliceFile } from "./knowledge-files.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

const committed = new Map(
  readdirSync(knowledgeFolder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => [file.slice(0, -5), readFileSync(join(knowledgeFolder, file), "utf8")]),
);

/** Names of the slices that differ, or that only one side has. */
function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));
}

test.skipIf(sharedMissing)("what is committed equals what the shared data derive", () => {
  const derived = derive();
  expect(differing(committed, derived)).toEqual([]);
  expect(differing(derived, derive())).toEqual([]);
  const edited = new Map(committed).set(
    "gene/TPMT",
    committed.get("gene/TPMT")!.replace("No function", "Normal function"),
  );
  edited.delete("drug/warfarin");
  expect(differing(edited, derived)).toEqual(["gene/TPMT", "drug/warfarin"]);
});

test.skipIf(sharedMissing)("the import stops where the fact tables and the definitions disagree", () => {
  const positions = factsByGene("positions.tsv").get("TPMT")!;
  const alleles = factsByGene("alleles.tsv").get("TPMT")!;
  const edit = (rows: typeof alleles, field: string, value: string) => [
    { ...rows[0]!, [field]: value },
    ...rows.slice(1),
  ];
  expect(readDefinition("TPMT", positions, alleles).gene).toBe("TPMT");
  expect(() => readDefinition("TPMT", edit(positions, "alts_grch38", "T"), alleles)).toThrow(/positions disagree/);
  expect(() => readDefinition("TPMT", positions, edit(alleles, "defining_grch38", "18130687=C"))).toThrow(
    /alleles disagree/,
  );
  expect(() => readDefinition("TPMT", positions, alleles.slice(1))).toThrow(/alleles disagree/);
});

test("all slices and the manifest are at most 150 kB gzipped", () => {
  const packed = [...committed.values()].map((text) => gzipSync(text, { level: 9 }).length);
  expect(committed.size).toBe(125);
  expect(packed.reduce((a, b) => a + b)).toBeLessThanOrEqual(150_000);
});

test.skipIf(sharedMissing)(
  "every definition position, allele, rule and usable guidance row of the facts is there",
  async () => {
    const { genes, drugs } = await loadKnowledge();
    const facts = (file: string) => sharedTable("data", "pgx", "facts", file);
    const sites = [...genes.values()].flatMap(({ gene, chrom, sites, extraSites }) =>
      [...sites, ...extraSites].map(
        ({ rsid, GRCh38, GRCh37 }) =>
          `${gene} ${chrom} ${rsid ?? "."} ${GRCh38.pos} ${GRCh38.ref} ${GRCh37.pos} ${GRCh37.ref}`,
      ),
    );
    const positions = facts("positions.tsv").map(
      (p) =>
        `${p["gene"]} ${p["chrom"]!.slice(3)} ${p["rsid"]} ${p["pos_grch38"]} ${p["ref_grch38"]} ${p["pos_grch37"]} ${p["ref_grch37"]}`,
    );
    expect(sites.toSorted()).toEqual(positions.toSorted());
    expect([...genes.values()].reduce((n, gene) => n + gene.sites.length, 0)).toBe(1201);

    const alleles = [...genes.values()].flatMap(({ gene, alleles }) =>
      alleles.map((a) => `${gene} ${a.name}: ${a.function ?? ""}, ${a.activity ?? ""}, ${a.requires.length}`),
    );
    const named = facts("alleles.tsv").map(
      (a) =>
        `${a["gene"]} ${a["allele"]}: ${a["function"]}, ${a["activity_value"]}, ${a["defining_grch38"]!.split(" ").filter(Boolean).length}`,
    );
    const carried = alleles.filter((line) => !/^(HLA-[AB]|F5) /.test(line));
    expect(carried.filter((line) => !named.includes(line)).toSorted()).toEqual(
      // The more cautious of two tables: build/conflicts.ts.
      ["c.1209C>G", "c.14387A>G", "c.14693T>C", "c.7522C>G"].map(
        (name) => `RYR1 ${name}: Malignant Hyperthermia associated, , 1`,
      ),
    );
    expect(carried.length).toBe(named.length);
    expect(named.length).toBe(1387);

    const rules = [...genes.values()].filter((g) => g.gene !== "F5").reduce((n, gene) => n + gene.rules.length, 0);
    expect(rules).toBe(facts("phenotype_rules.tsv").length);
    const rows = [...drugs.values()].flatMap((drug) => drug.guidelines.flatMap((guideline) => guideline.rows));
    expect(rows.length).toBe(facts("guidance.tsv").filter((row) => brokenRule(row) === null).length);
    expect(rows.length).toBe(2613);
    expect(drugs.size).toBe(99);
  },
);

test.skipIf(sharedMissing)("a guidance row says what the fact table says, field by field", async () => {
  const { drugs } = await loadKnowledge();
  const strengths = {
    strong: "Strong",
    moderate: "Moderate",
    optional: "Optional",
    "no-recommendation": "No recommendation",
  };
  const carried = [...drugs.values()].flatMap((drug) =>
    drug.guidelines.flatMap(({ source, id, url, pmids, rows }) =>
      rows.map((row) =>
        JSON.stringify([
          source,
          id,
          drug.drug,
          url,
          pmids.join(";"),
          row.keys,
          row.population,
          row.condition,
          strengths[row.strength as keyof typeof strengths] ?? "",
          row.actions.join("+"),
          row.percentMin,
          row.percentMax,
          row.basis,
          row.dose,
          row.alternatives,
          row.monitoring,
          row.titration,
          row.note,
          row.partial,
          row.allGenesResulted,
        ]),
      ),
    ),
  );
  const number = (text: string) => (text === "" ? null : Number(text));
  const told = sharedTable("data", "pgx", "facts", "guidance.tsv")
    .filter((row) => brokenRule(row) === null)
    .map((row) =>
      JSON.stringify([
        row["source"],
        row["guideline_id"],
        row["drug"],
        row["guideline_url"],
        row["pmids"],
        JSON.parse(row["gene_keys_json"]!),
        row["population"],
        row["indication_or_condition"],
        row["strength"] === "N/A" ? "" : row["strength"],
        row["action"],
        number(row["dose_change_min_pct"]!),
        number(row["dose_change_max_pct"]!),
        row["dose_basis"],
        row["dose_absolute"],
        row["alternatives"],
        row["monitoring"],
        row["titration"],
        row["activity_or_phenotype_note"],
        row["coded_confidence"] === "partial",
        row["all_genes_resulted_required"] === "true",
      ]),
    );
  expect(carried.toSorted()).toEqual(told.toSorted());
});

test.skipIf(sharedMissing)("a row that breaks a rule is told, and none but the known one does", () => {
  const rows = sharedTable("data", "pgx", "facts", "guidance.tsv");
  expect(rows.filter((row) => brokenRule(row) !== null).map((row) => row["drug"])).toEqual(["nortriptyline"]);
  const fine = rows.find((row) => row["action"] === "no_change" && row["strength"] === "Strong")!;
  const broken = (change: Record<string, string>) => brokenRule({ ...fine, ...change });
  expect(broken({})).toBeNull();
  expect(broken({ strength: "" })).not.toBeNull();
  expect(broken({ strength: "N/A", source: "CPIC" })).not.toBeNull();
  expect(broken({ strength: "N/A", source: "DPWG" })).toBeNull();
  expect(broken({ all_genes_resulted_required: "false" })).not.toBeNull();
  expect(broken({ action: "no_change+avoid" })).not.toBeNull();
  expect(broken({ action: "invented" })).not.toBeNull();
  expect(broken({ dose_change_min_pct: "-50" })).not.toBeNull();
});

test("every index points at something, and every site is sorted and well formed", async () => {
  const { genes } = await loadKnowledge();
  for (const facts of genes.values()) {
    const { gene, sites, alleles, sources, panel } = facts;
    expect(chromosomes, gene).toContain(facts.chrom);
    for (const [i, site] of sites.entries()) {
      if (i > 0) expect(site.GRCh38.pos, gene).toBeGreaterThan(sites[i - 1]!.GRCh38.pos);
      expect(new Set(site.alleles).size, gene).toBe(site.alleles.length);
      expect(site.GRCh38.ref, gene).toBe(site.alleles[0]);
      expect(site.GRCh37.spelling, gene).toContain(site.GRCh37.ref);
      expect(
        site.alleles.every((allele) => /^[ACGT]+$/.test(allele)),
        gene,
      ).toBe(true);
    }
    expect(alleles.filter((allele) => allele.isReference).length, gene).toBe(gene.startsWith("HLA-") ? 0 : 1);
    for (const allele of alleles) {
      expect(sources[allele.source], gene).toBeDefined();
      for (const [site, ...bases] of allele.requires) {
        expect(bases.length, gene).toBeGreaterThan(0);
        expect(
          bases.every((base) => sites[site!]!.alleles[base] !== undefined),
          gene,
        ).toBe(true);
      }
    }
    if (!panel) continue;
    expect(panel.people, gene).toEqual([661, 347, 504, 503, 489]);
    for (const [g, strands] of panel.strands.entries())
      expect(
        panel.haplotypes.reduce((n, h) => n + h.counts[g]!, 0),
        gene,
      ).toBe(strands);
  }
});

test("absence is never reference at the named positions, nor where the builds' references differ", async () => {
  const { genes } = await loadKnowledge();
  const sites = [...genes.values()].flatMap((gene) => gene.sites);
  const never = (build: "GRCh37" | "GRCh38") =>
    sites
      .filter((s) => s.neverAssumed[build])
      .map((s) => s.rsid ?? ".")
      .toSorted();
  const named = ["rs3758581", "rs3064744", "rs776746"];
  const swapped = ["rs3758581", "rs776746", "rs1801265", "rs1135840", "rs16947", "rs1058164"];
  expect(never("GRCh38")).toEqual(named.toSorted());
  expect(never("GRCh37")).toEqual([...new Set([...named, ...swapped])].toSorted());
  expect(
    sites
      .filter((site) => site.GRCh37.ref !== site.GRCh38.ref)
      .map((s) => s.rsid ?? ".")
      .toSorted(),
  ).toEqual(swapped.toSorted());
  expect(sites.filter((site) => !site.GRCh37.refVerified).length).toBe(427);
});

test("functions that CPIC changed after our data carry the date of the change", async () => {
  const { genes } = await loadKnowledge();
  const superseded = [...genes.values()].flatMap(({ gene, alleles }) =>
    alleles.filter((a) => a.supersededOn).map((a) => `${gene}${a.name} ${a.supersededOn}`),
  );
  expect(superseded.length).toBe(6 + 22);
  expect(superseded).toContain("NUDT15*2 2026-01-29");
  expect(superseded).toContain("NUDT15*4 2026-02-03");
  expect(superseded).toContain("TPMT*39 2026-02-03");
  expect(superseded.some((text) => text.startsWith("NUDT15*3"))).toBe(false);
});

test("two loci that share an anchor with a left-out deletion stay in: Chatham and c.14509C>G", async () => {
  const { genes } = await loadKnowledge();
  expect(genes.get("G6PD")!.ignoredSites).toEqual([]);
  expect(genes.get("RYR1")!.ignoredSites).toEqual([]);
  expect(genes.get("G6PD")!.ignoredAlleles).toEqual(["Mediterranean Haplotype"]);
});

test("DPWG reads CYP2C19, CYP2C9 and CYP2D6 in its own way", async () => {
  const { genes } = await loadKnowledge();
  expect([...genes.values()].filter((gene) => gene.dpwg).map((gene) => gene.gene)).toEqual([
    "CYP2C19",
    "CYP2C9",
    "CYP2D6",
  ]);
  expect(genes.get("CYP2D6")!.dpwg!.values.get("*41")).toBe("0.5");
  expect(genes.get("CYP2D6")!.alleles.find((allele) => allele.name === "*41")!.activity).toBe("0.25");
});

test("any two alleles with a function have a rule, and the rules' phenotypes are what guidance asks for", async () => {
  const { genes, drugs } = await loadKnowledge();
  const diploid = [...genes.values()].filter(({ gene, rules }) => rules.length > 0 && gene !== "MT-RNR1");
  expect(diploid.length).toBe(19);
  for (const { gene, alleles, rules } of diploid) {
    const pairs = new Set(rules.map((rule) => [rule.first, rule.second ?? ""].toSorted().join("|")));
    const values = [...new Set(alleles.map((a) => (rules[0]!.by === "function" ? a.function : a.activity) ?? ""))];
    const given = values.filter(Boolean);
    for (const a of given) for (const b of given) expect(pairs, gene).toContain([a, b].toSorted().join("|"));
  }
  const unreachable = [...drugs.values()].flatMap(({ guidelines }) =>
    guidelines.flatMap(({ source, rows }) =>
      rows.flatMap((row) =>
        Object.entries(row.keys).flatMap(([gene, key]) => {
          const facts = genes.get(gene)!;
          const rules = source === "DPWG" && facts.dpwg ? facts.dpwg.rules : facts.rules;
          return rules.some((rule) => rule.key === key) ? [] : [`${source} ${gene} ${JSON.stringify(key)}`];
        }),
      ),
    ),
  );
  // What no pair of functions leads to: a gene without a result, HLA, copies of named alleles, DPWG's DPYD scores.
  const expected = /"No Result"|HLA-|\{|"xN combinations"|DPWG DPYD/;
  expect([...new Set(unreachable)].filter((key) => !expected.test(key))).toEqual([]);
});

test("only the wanted slices are read", async () => {
  const read: string[] = [];
  const knowledge = await readKnowledge(
    (name) => {
      read.push(name);
      return readSliceFile(name);
    },
    { genes: ["TPMT", "NOT-A-GENE"], drugs: ["methylene blue"] },
  );
  expect(read).toEqual(["manifest", "gene/TPMT", "drug/methylene-blue"]);
  expect([...knowledge.genes.keys()]).toEqual(["TPMT"]);
  expect([...knowledge.drugs.keys()]).toEqual(["methylene blue"]);
});

test("a slice that is not the manifest's is refused", async () => {
  const tampered = async (name: string) => {
    const bytes = await readSliceFile(name);
    return name === "gene/DPYD" ? Buffer.from(bytes.toString().replace("No function", "Normal function")) : bytes;
  };
  await expect(readKnowledge(tampered)).rejects.toMatchObject({
    code: "knowledge-broken",
    place: { field: "gene/DPYD" },
  });
  await expect(readKnowledge(tampered, { genes: ["TPMT"], drugs: [] })).resolves.toBeDefined();
  await expect(readKnowledge(async () => Buffer.from("{"))).rejects.toMatchObject({ code: "knowledge-broken" });
  await expect(readKnowledge(async () => Buffer.from('{"schema":2}'))).rejects.toMatchObject({
    code: "knowledge-broken",
  });
});
