/** The built command line, run as a user runs it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "pangenic-"));
afterAll(() => rmSync(folder, { recursive: true }));

const genome = join(root, "examples/person.vcf.gz");
const person = join(root, "examples/person.json");
const outside = join(root, "examples/outside.tsv");

function pangenic(args: readonly string[], input?: Buffer | string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "apps/cli/bin/pangenic.mjs"), ...args], {
    cwd: folder,
    ...(input === undefined ? {} : { input }),
  });
  return { status, out: stdout.toString(), err: stderr.toString() };
}

function rows(tsv: string): Record<string, string>[] {
  const [header, ...lines] = tsv.trimEnd().split("\n");
  const names = header!.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, i) => [names[i]!, cell])));
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test("the report of the example is two pages and their data, the same bytes every time", () => {
  const args = ["report", genome, "--person", person, "--outside", outside, "--date", "2026-11-22", "--out"];
  const names = ["report.html", "report.json", "similarity.html", "similarity.json"];
  expect(pangenic([...args, "one"]).status).toBe(0);
  expect(pangenic([...args, "two"]).out).toBe(names.map((name) => `two/${name}\n`).join(""));
  for (const name of names)
    expect(readFileSync(join(folder, "one", name))).toEqual(readFileSync(join(folder, "two", name)));
  const html = readFileSync(join(folder, "one/report.html"), "utf8");
  expect(html.length).toBeLessThan(150_000);
  expect(html).not.toMatch(/<script|https?:\/\/(?!(www\.)?(pharmgkb|clinpgx|pubmed|cpicpgx)\b)[^"]*\.(js|css|woff2?)/);
});

test("the report names the test group that the genome is like, and medicines use it where nothing was stated", () => {
  expect(pangenic(["report", genome, "--out", "alike", "--date", "2026-11-22"]).status).toBe(0);
  const read = (name: string) => JSON.parse(readFileSync(join(folder, "alike", name), "utf8"));
  const { groups } = read("similarity.json").similarity;
  expect(groups.value[0].code).toBe("AFR");
  expect(read("report.json").similarity.group).toBe("AFR");
  expect(readFileSync(join(folder, "alike/similarity.html"), "utf8").length).toBeLessThan(150_000);
});

test("a score without a pack is told on the page with why it is held back, and no percentile", () => {
  const site = gunzipSync(readFileSync(genome))
    .toString()
    .split("\n")
    .find((line) => line.includes("\t1/1:0,34,0"))!;
  const [chrom, pos, , ref, alts] = site.split("\t");
  const row = [chrom!.slice(3), pos, alts!.split(",")[0], ref, "0.5"].join("\t");
  const columns = "chr_name\tchr_position\teffect_allele\tother_allele\teffect_weight";
  const head =
    "###PGS CATALOG SCORING FILE\n#format_version=2.0\n#pgs_id=PGS999999\n#trait_reported=Made up\n#genome_build=GRCh38";
  const weights = file("made-up.txt", `${head}\n${columns}\n${row}\n`);
  const { status, err } = pangenic(["report", genome, "--weights", weights, "--out", "scored"]);
  expect({ status, err }).toMatchObject({ status: 0 });
  const [score] = JSON.parse(readFileSync(join(folder, "scored/similarity.json"), "utf8")).scores;
  expect(score).toMatchObject({ id: "PGS999999", adjusted: { kind: "abstention", reason: "no-score-pack" } });
  expect(score.sum.value.sum).toBe(1);
  const html = readFileSync(join(folder, "scored/similarity.html"), "utf8");
  expect(html).toContain("PGS999999");
  expect(html).not.toContain("Out of 100 people");
});

test("someone who declined to know their similarity is not placed", () => {
  const declined = file("declined.json", '{"version":1,"geneticSimilarity":"declined"}');
  const { out, status } = pangenic(["report", genome, "--person", declined, "--out", "declined"]);
  expect(status).toBe(0);
  expect(out).not.toContain("similarity");
  expect(JSON.parse(readFileSync(join(folder, "declined/report.json"), "utf8")).similarity).toBeNull();
});

test("laboratory results alone give a report", () => {
  const { status } = pangenic(["report", "--outside", outside, "--out", "laboratory"]);
  expect(status).toBe(0);
  const report = JSON.parse(readFileSync(join(folder, "laboratory/report.json"), "utf8"));
  expect(report.file).toBeNull();
  const cyp2d6 = report.genes.find((gene: { gene: string }) => gene.gene === "CYP2D6");
  expect(cyp2d6.call.diplotypes[0].name).toBe("*1/*4");
});

test("after a liver or stem-cell transplant the report says nothing of any gene or medicine", () => {
  const transplanted = file("transplanted.json", '{"version":1,"liverOrStemCellTransplant":true}');
  expect(pangenic(["report", genome, "--person", transplanted, "--out", "transplanted"]).status).toBe(0);
  const report = JSON.parse(readFileSync(join(folder, "transplanted/report.json"), "utf8"));
  expect(report.abstains).toEqual({ reason: "transplant" });
  expect(report.genes).toEqual([]);
  expect(report.drugs).toEqual([]);
});

test("a stated sex that the file contradicts silences G6PD and nothing else", () => {
  const other = file("other-sex.json", '{"version":1,"sex":"male"}');
  expect(pangenic(["report", genome, "--person", other, "--out", "other-sex"]).status).toBe(0);
  const { genes } = JSON.parse(readFileSync(join(folder, "other-sex/report.json"), "utf8"));
  const reasons = genes.map((gene: { gene: string; call: { reason: string } }) => [gene.gene, gene.call.reason]);
  expect(reasons.filter(([, reason]: [string, string]) => reason === "sex-mismatch")).toEqual([
    ["G6PD", "sex-mismatch"],
  ]);
});

test("pgx prints one row per gene, with what the file could have missed", () => {
  const { status, out } = pangenic(["pgx", genome, "--person", person, "--outside", outside]);
  expect(status).toBe(0);
  const table = rows(out);
  const byGene = new Map(table.map((row) => [row["gene"]!, row]));
  expect(byGene.size).toBe(table.length);
  expect(byGene.get("DPYD")).toMatchObject({
    sample: "EXAMPLE",
    diplotype: "Reference/c.557A>G",
    activity_score: "1.5",
  });
  expect(byGene.get("CYP2D6")).toMatchObject({ diplotype: "*1/*4", status: "outside" });
  expect(byGene.get("CYP2B6")).toMatchObject({ group: "AFR+EUR" });
  expect(Number(byGene.get("CYP2B6")!["missing_positions"])).toBeGreaterThan(0);
});

test("without a stated similarity the worst group is named", () => {
  const { out } = pangenic(["pgx", genome, "--genes", "CYP2B6"]);
  expect(rows(out)[0]!["group"]).toMatch(/^worst:(AFR|AMR|EAS|EUR|SAS)$/);
});

test("standard input, plain or packed, says the same as the file", () => {
  const packed = readFileSync(genome);
  const { out } = pangenic(["pgx", genome]);
  expect(pangenic(["pgx", "-"], packed).out).toBe(out);
  expect(pangenic(["pgx", "-"], gunzipSync(packed)).out).toBe(out);
});

test("JSON output is one array with the rows of the table", () => {
  const json = JSON.parse(pangenic(["pgx", genome, "--format", "json"]).out);
  const table = rows(pangenic(["pgx", genome]).out);
  expect(json.map((row: { gene: string; diplotype: string }) => [row.gene, row.diplotype])).toEqual(
    table.map((row) => [row["gene"], row["diplotype"]]),
  );
});

test("check tells build, sex and what was not seen", () => {
  const text = pangenic(["check", genome, "--person", person]).out;
  expect(text).toMatch(/build +GRCh38/);
  expect(text).toMatch(/stated sex +agrees/);
  const { groups } = JSON.parse(pangenic(["check", genome, "--format", "json"]).out);
  expect(groups.find((group: { name: string }) => group.name === "NAT2").notSeen).toBeGreaterThan(0);
});

test("help is everywhere and goes to standard output", () => {
  expect(pangenic(["--help"])).toMatchObject({ status: 0, err: "" });
  for (const command of ["report", "pgx", "check"]) {
    const { status, out } = pangenic([command, "--help"]);
    expect(status).toBe(0);
    expect(out).toContain(`Usage: pangenic ${command}`);
  }
});

test("a wrong command line is 2, a problem in the data is 1 with a code, and neither prints a result", () => {
  for (const args of [
    [],
    ["cure"],
    ["pgx"],
    ["pgx", genome, "--colour"],
    ["check", genome, "--format", "xml"],
    ["report"],
  ])
    expect(pangenic(args)).toMatchObject({ status: 2, out: args.length === 0 ? expect.anything() : "" });
  const broken = file("broken.vcf", "##fileformat=VCFv4.2\n");
  const { status, out, err } = pangenic(["report", broken]);
  expect({ status, out }).toEqual({ status: 1, out: "" });
  expect(err).toMatch(/\[vcf-header-missing\]\n {2}see docs\/errors\.md#vcf-header-missing/);
});

test("an error never repeats what the file or the person says", () => {
  const secret = "GATTACA";
  const vcf = gunzipSync(readFileSync(genome)).toString().replaceAll("EXAMPLE", secret);
  const cases = [
    ["pgx", file("secret.vcf", vcf), "--sample", "nobody"],
    ["pgx", file("secret2.vcf", vcf.replaceAll("0/1:17", `${secret}:17`))],
    ["report", genome, "--person", file("secret.json", `{"version":1,"sex":"${secret}"}`)],
    ["report", "--outside", file("secret.tsv", `CYP2D6\t\t\t${secret}\n`)],
  ];
  for (const args of cases) {
    const { status, err } = pangenic(args);
    expect(status).toBe(1);
    expect(err).not.toContain(secret);
  }
});
