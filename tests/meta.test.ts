/** `pangenic study meta` as built: files of several makes in, the gold's numbers out. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { sharedMissing, sharedTable } from "./reference-data.ts";

const folder = mkdtempSync(join(tmpdir(), "pangenic-meta-"));
afterAll(() => rmSync(folder, { recursive: true }));

function pangenic(...args: readonly string[]) {
  const program = join(import.meta.dirname, "../apps/cli/bin/pangenic.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "study", "meta", ...args], { cwd: folder });
  return { status, out: stdout.toString(), err: stderr.toString() };
}

function table(name: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(folder, name), "utf8").trimEnd().split("\n");
  const names = head!.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, i) => [names[i]!, cell])));
}

function write(name: string, lines: readonly (readonly (string | number)[])[], delimiter = "\t"): string {
  const text = lines.map((cells) => `${cells.join(delimiter)}\n`).join("");
  writeFileSync(join(folder, name), name.endsWith(".gz") ? gzipSync(text) : text);
  return name;
}

const SSF = [
  "chromosome",
  "base_pair_location",
  "effect_allele",
  "other_allele",
  "beta",
  "standard_error",
  "effect_allele_frequency",
  "rsid",
  "n",
];

describe.skipIf(sharedMissing)("the gold, its studies written as seven kinds of file", () => {
  const input = sharedMissing ? [] : sharedTable("data", "gold", "meta", "meta_input.tsv");
  const expected = sharedMissing ? [] : sharedTable("data", "gold", "meta", "meta_expected.tsv");
  const of = (study: string) => input.filter((row) => row["study"] === study);
  const position = (row: Record<string, string>): number => 1000 * Number(row["id"]);
  const negative = (text: string): string => (text.startsWith("-") ? text.slice(1) : `-${text}`);
  const ssf = (study: string, ea = "A", oa = "G", isTurned = false) => [
    SSF,
    ...of(study).map((row) => [
      1,
      position(row),
      ea,
      oa,
      isTurned ? negative(row["beta"]!) : row["beta"]!,
      row["se"]!,
      "NA",
      `rs${row["id"]}`,
      100,
    ]),
  ];
  const files = (): string[] => {
    const plink = ["#CHROM", "POS", "ID", "REF", "ALT", "A1", "TEST", "OBS_CT", "BETA", "SE", "T_STAT", "P", "ERRCODE"];
    const regenie = [
      "CHROM",
      "GENPOS",
      "ID",
      "ALLELE0",
      "ALLELE1",
      "A1FREQ",
      "N",
      "TEST",
      "BETA",
      "SE",
      "CHISQ",
      "LOG10P",
      "EXTRA",
    ];
    const [head, ...unsorted] = ssf("S7");
    return [
      write("S1.tsv", ssf("S1")),
      write("S2.tsv", ssf("S2", "G", "A", true)),
      write("S3.csv", ssf("S3", "T", "C"), ","),
      write("S4.tsv.gz", ssf("S4", "C", "T", true)),
      write("S5.glm.linear", [
        plink,
        ...of("S5").map((row) => [
          1,
          position(row),
          `rs${row["id"]}`,
          "A",
          "G",
          "A",
          "ADD",
          100,
          row["beta"]!,
          row["se"]!,
          "NA",
          "NA",
          ".",
        ]),
      ]),
      write(
        "S6.regenie",
        [
          regenie,
          ...of("S6").map((row) => [
            1,
            position(row),
            `rs${row["id"]}`,
            "G",
            "A",
            "NA",
            100,
            "ADD",
            row["beta"]!,
            row["se"]!,
            0,
            0,
            "NA",
          ]),
        ],
        " ",
      ),
      write("S7.tsv", [head!, ...unsorted.reverse()]),
    ];
  };
  const axes = (): string =>
    write("axes.tsv", [
      ["study", "PC1", "PC2"],
      // Named by their files, to the last ending.
      ...["S1", "S2", "S3", "S4", "S5", "S6", "S7"].map((study) => {
        const { PC1, PC2 } = of(study)[0]!;
        return [study === "S5" ? "S5.glm" : study, PC1!, PC2!];
      }),
    ]);

  test("agrees with metafor to the ten digits that are written", () => {
    const { status, out, err } = pangenic(...files(), "--axes", axes(), "--forest", "rs11", "--log", "--out", "gold");
    expect(err).toMatch(/^7 studies, 30 variants; \d+ results used\n$/);
    expect(status).toBe(0);
    expect(out.trim().split("\n")).toEqual(
      ["meta.tsv", "populations.tsv", "studies.tsv", "dropped.tsv", "forest-rs11.svg"].map((name) => `gold/${name}`),
    );
    const found = table("gold/meta.tsv");
    expect(found.map((row) => row["variant_id"])).toEqual(expected.map((row) => `rs${row["id"]}`));
    const columns: Readonly<Record<string, string>> = {
      beta: "fe_b",
      standard_error: "fe_se",
      p_value: "fe_p",
      random_beta: "dl_b",
      random_standard_error: "dl_se",
      random_p_value: "dl_p",
      tau2_dl: "dl_tau2",
      hartung_standard_error: "hk_se",
      hartung_p_value: "hk_p",
      reml_beta: "reml_b",
      reml_standard_error: "reml_se",
      tau2_pm: "pm_tau2",
      q: "Q",
      q_p_value: "Q_p",
      prediction_normal_low: "pi_lo",
      prediction_normal_high: "pi_hi",
      re2: "re2_S",
      re2_asymptotic_p_value: "re2_p_asym",
      mrmega_association: "chisq_assoc",
      mrmega_association_p_value: "p_assoc",
      mrmega_ancestry: "chisq_anc",
      mrmega_ancestry_p_value: "p_anc",
      mrmega_residual: "chisq_res",
      mrmega_residual_p_value: "p_res",
    };
    let compared = 0;
    for (const [i, want] of expected.entries())
      for (const [ours, theirs] of Object.entries(columns)) {
        const [value, target] = [Number(found[i]![ours]), Number(want[theirs])];
        if (want[theirs] === "NA" || want[theirs] === "") expect(found[i]![ours]).toBe("NA");
        else
          expect(Math.abs(value - target), `${ours} of ${want["id"]}`).toBeLessThanOrEqual(
            1e-9 * Math.abs(target) + 1e-14,
          );
        compared++;
      }
    expect(compared).toBe(30 * 24);
    expect(
      table("gold/studies.tsv").map((row) => [row["swapped"] !== "0", row["strand_flipped"] !== "0", row["sorted"]]),
    ).toEqual([
      [false, false, "yes"],
      [true, false, "yes"],
      [false, true, "yes"],
      [true, true, "yes"],
      [false, false, "yes"],
      [false, false, "yes"],
      [false, false, "no"],
    ]);
  });

  test("the order of the files changes no number", () => {
    pangenic(...files(), "--axes", axes(), "--out", "one");
    pangenic(...files().reverse(), "--axes", axes(), "--out", "other");
    const [one, other] = [table("one/meta.tsv"), table("other/meta.tsv")];
    const names = ["standard_error", "q", "tau2_reml", "tau2_pm", "re2", "re2_p_value", "mrmega_residual"];
    for (const [i, row] of one.entries())
      for (const name of names) {
        const [a, b] = [Number(row[name]), Number(other[i]![name])];
        if (row[name] === "NA") expect(other[i]![name]).toBe("NA");
        else expect(Math.abs(a - b), name).toBeLessThanOrEqual(2e-9 * Math.abs(a) + 1e-13);
      }
  });

  test("a study that withdraws leaves what would be there without it", () => {
    const all = files();
    pangenic(...all.slice(0, 6), "--axes-count", "0", "--out", "without");
    const rows = table("without/meta.tsv");
    for (const row of rows) {
      const id = row["variant_id"]!.slice(2);
      const studies = input.filter((each) => each["id"] === id && each["study"] !== "S7");
      const weight = studies.reduce((sum, { se }) => sum + 1 / Number(se) ** 2, 0);
      expect(Number(row["standard_error"])).toBeCloseTo(1 / Math.sqrt(weight), 11);
    }
  });
});

const small = (name: string, effect: number, rows = 3): string =>
  write(name, [
    SSF,
    ...Array.from({ length: rows }, (_, i) => [2, 100 + i, "C", "T", effect, 0.1, 0.3, `rs${i}`, 1000]),
  ]);

test("studies of one population are combined on their own line", () => {
  const files = [small("a.tsv", 0.1), small("b.tsv", 0.3), small("c.tsv", -0.1)];
  pangenic("--population", `North=${files[0]}`, "--population", `North=${files[1]}`, files[2]!, "--out", "people");
  const lines = table("people/populations.tsv").slice(0, 2);
  expect(lines.map((line) => [line["population"], line["studies"], line["n"], line["beta"]])).toEqual([
    ["c", "1", "1000", "-0.1"],
    ["North", "2", "2000", "0.2"],
  ]);
});

test("genomic control widens the errors of an inflated study alone", () => {
  small("even.tsv", 0.02);
  small("inflated.tsv", 0.2);
  pangenic("even.tsv", "inflated.tsv", "--genomic-control", "--out", "control");
  const [even, inflated] = table("control/studies.tsv");
  expect(even!["standard_errors_multiplied_by"]).toBe("1");
  // Every z is 2, the median of the null 0.6744898.
  expect(Number(inflated!["standard_errors_multiplied_by"])).toBeCloseTo(2 / 0.6744897501960817, 6);
});

test("the drawing names populations and people in words, and stays within its frame", () => {
  const svg = ["a.tsv", "b.tsv"].map((name, i) => small(name, i === 0 ? 0.1 : 0.3));
  pangenic("--population", `North & "South"=${svg[0]}`, svg[1]!, "--forest", "2:101", "--out", "drawn");
  const text = readFileSync(join(folder, "drawn/forest-2-101.svg"), "utf8");
  expect(text).toContain('<title id="title">rs1: each copy of C against T</title>');
  expect(text).toMatch(/<desc[^>]*>b \(1,000 people\)[^<]*North &amp; [^<]*1,000 people\)[^<]*95 % interval/);
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
  for (const [, x] of text.matchAll(/ x[12]?="(-?[\d.]+)"/g)) {
    expect(Number(x)).toBeGreaterThanOrEqual(0);
    expect(Number(x)).toBeLessThanOrEqual(960);
  }
});

test("what cannot be combined is refused by name, before anything is written", () => {
  small("good.tsv", 0.1);
  const refused = (name: string, text: string, ...more: string[]) => {
    writeFileSync(join(folder, name), text);
    const { status, err } = pangenic("good.tsv", name, ...more, "--out", "never");
    expect(status).toBe(1);
    return /\[([a-z-]+)\]/.exec(err)?.[1];
  };
  expect(refused("bad.tsv", "chromosome\tbeta\n1\t2\n")).toBe("summary-column-missing");
  expect(refused("cut.tsv", `${SSF.join("\t")}\n2\t100\tC\tT\t0.1\n`)).toBe("summary-row-invalid");
  expect(refused("old.tsv", `##genome_build=NCBI36\n${SSF.join("\t")}\n`)).toBe("summary-build-wrong");
  const row = "2\t100\tC\tT\t0.1\t0.1\t0.3\trs1\t10\n";
  expect(refused("ok.tsv", `${SSF.join("\t")}\n${row}`, "--axes", "good.tsv")).toBe("summary-column-missing");
  writeFileSync(join(folder, "axes-short.tsv"), "study\tPC1\ngood\t0.1\n");
  expect(refused("ok.tsv", `${SSF.join("\t")}\n${row}`, "--axes", "axes-short.tsv")).toBe("study-unknown");
  expect(pangenic("good.tsv", "--out", "never").status).toBe(2);
  expect(pangenic("good.tsv", "good.tsv", "--out", "never").status).toBe(2);
  expect(pangenic("good.tsv", "ok.tsv").status).toBe(2);
  expect(() => readFileSync(join(folder, "never/meta.tsv"))).toThrow("ENOENT");
});
