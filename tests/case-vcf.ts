/** A VCF's rows at a gene's sites, read as plainly as possible: for tests of matching alone. */
import { type Doubt, NO_BASE, type NotSeen, type Phase, type Sighting, UNDOCUMENTED } from "@pangenic/engine/genome";
import type { GeneFacts } from "@pangenic/engine/personalize";

export interface CaseVcf {
  readonly samples: readonly string[];
  /** `chrom:pos` → the row's cells, several rows where a position stands twice. */
  readonly rows: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly adPerAllele: boolean;
}

export function readCaseVcf(text: string): CaseVcf {
  const rows = new Map<string, string[][]>();
  let samples: string[] = [];
  // VCF reserves AD for one depth per allele; a header may say otherwise.
  let adPerAllele = true;
  for (const line of text.split(/\r?\n/)) {
    if (/^##FORMAT=<.*ID=AD\b/.test(line)) adPerAllele = line.includes("Number=R");
    if (line.startsWith("#CHROM")) samples = line.split("\t").slice(9);
    if (line.startsWith("#") || line === "") continue;
    const cells = line.split("\t");
    const key = `${cells[0]!.replace(/^chr/, "")}:${cells[1]}`;
    rows.set(key, [...(rows.get(key) ?? []), cells]);
  }
  return { samples, rows, adPerAllele };
}

const notSeen = (why: NotSeen): Sighting => ({ kind: "not-seen", why });

export function sightingsIn(vcf: CaseVcf, facts: GeneFacts, sample = 0, unphase = false): Sighting[] {
  return facts.sites.map((site) => {
    const rows = vcf.rows.get(`${site.chrom}:${site.GRCh38.pos}`) ?? [];
    const ref = site.alleles[0]!;
    const row = rows.find((cells) => cells[3]!.toUpperCase() === ref);
    if (!row) return notSeen(rows.length > 0 ? "ref-mismatch" : "no-row");
    const alts = row[4]!.toUpperCase().split(",");
    const format = row[8]!.split(":");
    const values = row[9 + sample]!.split(":");
    const gt = values[format.indexOf("GT")] ?? ".";
    const called = gt.split(/[|/]/).slice(0, 2);
    if (called.every((allele) => allele === ".")) return notSeen("no-call");
    if (called.includes(".") && called.includes("0")) return notSeen("half-call");
    const selected = called.filter((a) => a !== "." && a !== "0").map((a) => alts[Number(a) - 1]!);
    if (selected.some((alt) => alt.startsWith("<"))) return notSeen("symbolic-allele");
    if (selected.includes("*")) return notSeen("spanning-deletion");
    if (selected.some((alt) => /N/.test(alt))) return notSeen("not-anchorable");
    const depths = (values[format.indexOf("AD")] ?? "").split(",").map(Number);
    if (
      vcf.adPerAllele &&
      format.includes("AD") &&
      new Set(called).size > 1 &&
      depths.filter((d) => d > 0).length === 1
    )
      return notSeen("reads-contradict");
    const codes = called.map((a) => {
      if (a === ".") return NO_BASE;
      const code = a === "0" ? 0 : site.alleles.indexOf(alts[Number(a) - 1]!);
      return code < 0 ? UNDOCUMENTED : code;
    });
    const ps = values[format.indexOf("PS")];
    const isSame = codes.length === 1 || codes[0] === codes[1];
    const isPhased = gt.includes("|") && !unphase;
    const phase: Phase = isSame
      ? { kind: "fixed" }
      : !isPhased
        ? { kind: "free" }
        : format.includes("PS") && ps && ps !== "."
          ? { kind: "set", set: ps }
          : { kind: "fixed" };
    const doubts: Doubt[] = [];
    return { kind: "seen", alleles: codes as [number] | [number, number], phase, by: "row", doubts };
  });
}
