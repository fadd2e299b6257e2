import { renderAmong } from "@pangenic/report";
import { englishLanguage, wordsIn } from "@pangenic/words";
import { expect, test } from "vitest";
import { farReport, nearReport } from "./fixtures-among.ts";

const words = wordsIn(englishLanguage);
const near = renderAmong(nearReport, words);
const far = renderAmong(farReport, words);

/** What a person reads before any fold is opened. */
function toThePerson(html: string): string {
  return html
    .replace(/<style>.*?<\/style>|<details.*?<\/details>|<svg.*?<\/svg>|<section id="about".*/gs, " ")
    .replace(/<[^>]+>/g, " ");
}

test("a person near tested people reads the group, its mark, and what the score means", () => {
  const text = toThePerson(near);
  expect(text).toContain("most similar to the people of test group EUR");
  expect(text).toContain(
    "Out of 100 people with genes like yours, about 74 have a lower score. The range is 66 to 81.",
  );
  expect(text).toMatch(/Well/);
});

test("no group and no percentile stand on the page of someone outside the reference", () => {
  const text = toThePerson(far);
  expect(text).toContain("No one tested is near you.");
  expect(text).not.toMatch(/EUR|AFR|AMR|EAS|SAS|lower score|Out of 100/);
});

test("a score that is held back shows no number, why, and what would change that", () => {
  const card = /<article class="card">(?:(?!<article).)*PGS-made-up-2.*?<\/article>/s.exec(near)![0];
  const text = toThePerson(card).replace("PGS-made-up-2", "");
  expect(text).toContain("No one has checked yet");
  expect(text).toContain("What would change this:");
  expect(text).not.toMatch(/\d/);
});

test("every tested person is on both maps, and the person once", () => {
  const marks = [...near.matchAll(/<path class="group[^>]* d="([^"]+)"/g)].map(([, d]) => d!.split("M").length - 1);
  expect(marks.reduce((sum, n) => sum + n, 0)).toBe(2 * nearReport.reference.length);
  expect([...near.matchAll(/<circle class="you"/g)]).toHaveLength(2);
});

test("names from files are text, nothing runs, the same data give the same bytes, and the page is small", () => {
  expect(near).not.toContain("<b>bone</b>");
  expect(near).not.toMatch(/<script|<link|<img|url\(/);
  expect(renderAmong(nearReport, words)).toBe(near);
  expect(new TextEncoder().encode(near).length).toBeLessThan(150_000);
});

test("neither a race nor a country is named", () => {
  for (const page of [near, far])
    expect(toThePerson(page)).not.toMatch(/african|asian|europ|black|white|caucas|hispanic|\brace\b/i);
});
