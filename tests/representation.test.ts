/** `pangenic study representation`, as built and as a user runs it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "pangenic-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function representation(...args: readonly string[]) {
  const program = join(import.meta.dirname, "../apps/cli/bin/pangenic.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "study", "representation", ...args]);
  return { status, out: stdout.toString(), err: stderr.toString() };
}

const person = (i: number): string => `person${i}\t${i % 10 === 0 ? "B" : "A"}\t${(i % 3) + 1 > 2 ? 2 : 1}`;
const table = (from: number, to: number): string =>
  ["#IID\tG\tCC", ...Array.from({ length: to - from }, (_, i) => person(from + i)), ""].join("\n");
const target = file("target.tsv", "group\tshare\nA\t0.5\nB\t0.4\nC\t0.1\n");
const asked = ["--within", "G", "--cases", "CC", "--target", target, "--measure", "r2=0.1:0.05"];

test("two institutions' tables say the same as one table of all people", () => {
  const whole = representation(file("all.tsv", table(0, 600)), ...asked);
  const parts = representation(file("one.tsv", table(0, 250)), file("two.tsv", table(250, 600)), ...asked);
  expect(whole.status).toBe(0);
  expect(parts.out).toBe(whole.out);
  expect(whole.err).toContain("10 % of the target population have no one in this study");
});

test("the recruitment plan asks for people of the group that is absent, and never names a participant", () => {
  const { out, err } = representation(file("all.tsv", table(0, 600)), ...asked, "--format", "json");
  const absent = JSON.parse(out).groups.find((row: { group: string }) => row.group === "C");
  expect(absent).toMatchObject({ people: 0, share: 0, effectiveSize: 0 });
  expect(absent.recruitment[0].morePeople).toBe(absent.recruitment[0].peopleNeeded);
  expect(out + err).not.toContain("person");
});

test("small cells are hidden unless asked for", () => {
  const small = file("small.tsv", table(0, 101));
  expect(representation(small, ...asked).out).toContain("B\thidden:<20");
  expect(representation(small, ...asked, "--smallest", "0").out).toContain("B\t11\t");
});

test("published transferability is shown for a cohort of the published group, and said not to reach another", () => {
  const one = file("one-group.tsv", table(0, 600));
  const names = (a: string, b: string) => ["--published", `A=${a}`, "--published", `B=${b}`, "--format", "json"];
  const found = JSON.parse(representation(one, ...asked, ...names("United Kingdom", "Nigeria")).out).groups;
  expect(found[1].transferability.figure).toBeLessThan(found[0].transferability.figure);
  expect(found[2].transferability).toBeNull();
  const other = representation(one, ...asked, ...names("Nigeria", "United Kingdom"));
  expect(other.err).toContain("transferability is not known");
  expect(JSON.parse(other.out).groups[0].transferability).toBeNull();
});

test.each([
  [["x.tsv"], 2, "--target"],
  [["x.tsv", "x.tsv", "--target", target], 2, "twice"],
  [[file("some.tsv", "#IID\tG\na\tA\n"), "--target", file("no-group.tsv", "")], 1, "target-invalid"],
  [[join(tmpdir(), "pangenic-absent.tsv"), "--target", target], 1, "file-unreadable"],
  [[file("twice.tsv", "#IID\tG\na\tA\na\tA\n"), "--target", target], 1, "people-table-invalid"],
  [[file("one-more.tsv", "#IID\tG\na\tA\n"), "--target", file("broken.tsv", "A\t0.7\nB\t0.7\n")], 1, "target-invalid"],
  [[file("status.tsv", "#IID\tG\tCC\na\tA\t7\n"), ...asked], 1, "people-table-invalid"],
  [[file("kind.tsv", "#IID\tG\na\tA\n"), "--target", target, "--measure", "beauty=1:1"], 2, "--measure"],
])("broken input has a code or a usage line: %j", (args, status, told) => {
  const said = representation(...args);
  expect(said.status).toBe(status);
  expect(said.err).toContain(told);
  expect(said.out).toBe("");
});
