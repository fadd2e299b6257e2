import { readFileSync } from "node:fs";
import { englishLanguage, type Key, wordsIn } from "@pangenic/words";
import { expect, test } from "vitest";
import { compiled, compiledPath, languages, messagesOf } from "../packages/words/build/compile.ts";

test.each(languages)("the compiled messages of %s are what the compiler makes of them", (language) => {
  expect(readFileSync(compiledPath(language), "utf8")).toBe(compiled(language));
});

const english = messagesOf("en");

/** Every sentence a message can make: each branch of each choice, arguments filled with a plain word or number. */
function sentencesOf(message: string): string[] {
  const choice = /\{(\w+), (?:plural|select),/.exec(message);
  if (choice === null) return [message.replaceAll("#", "3").replaceAll(/\{\w+\}/g, "10")];
  const [branches, end] = branchesFrom(message, choice.index + choice[0].length);
  const [before, after] = [message.slice(0, choice.index), message.slice(end)];
  return branches.flatMap((branch) => sentencesOf(before + branch + after));
}

function branchesFrom(message: string, start: number): [string[], number] {
  const branches: string[] = [];
  let at = start;
  for (;;) {
    while (message[at] === " ") at++;
    if (message[at] === "}") return [branches, at + 1];
    const open = message.indexOf("{", at);
    let depth = 1;
    let close = open + 1;
    for (; depth > 0; close++) depth += message[close] === "{" ? 1 : message[close] === "}" ? -1 : 0;
    branches.push(message.slice(open + 1, close - 1));
    at = close;
  }
}

const forPeople = Object.entries(english)
  .filter(([key]) => key.startsWith("patient."))
  .flatMap(([key, message]) => sentencesOf(message).map((text) => ({ key, text })));

/** Vowel groups, less a silent last e: the usual count for English. */
function syllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, "");
  if (letters.length <= 3) return 1;
  const groups = letters
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, "")
    .replace(/^y/, "")
    .match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}

/** Flesch–Kincaid grade level. @see Kincaid et al. 1975 */
function grade(text: string): number {
  const sentences = text.split(/[.!?:]+(?:\s|$)/).filter((part) => part.trim() !== "").length;
  const words = text.split(/\s+/).filter((word) => /[a-z0-9]/i.test(word));
  const all = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (all / words.length) - 15.59;
}

test("the reading grade is counted as published", () => {
  expect(grade("The cat sat on the mat.")).toBeCloseTo(-1.45, 1);
  expect(grade("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.")).toBeGreaterThan(
    10,
  );
});

test("all that a person reads is at grade 6 or below, taken together", () => {
  expect(forPeople.length).toBeGreaterThan(80);
  expect(grade(forPeople.map(({ text }) => (/[.!?:]$/.test(text) ? text : `${text}.`)).join(" "))).toBeLessThanOrEqual(
    6,
  );
});

test("no single message of more than a few words is above grade 8", () => {
  const hard = forPeople.filter(({ text }) => text.split(" ").length >= 6 && grade(text) > 8);
  expect(hard.map(({ key, text }) => `${key}: ${grade(text).toFixed(1)}`)).toEqual([]);
});

test("no sentence for a person has more than 20 words", () => {
  const long = forPeople.flatMap(({ key, text }) =>
    text
      .split(/[.!?:](?:\s|$)/)
      .filter((sentence) => sentence.trim().split(/\s+/).length > 20)
      .map(() => key),
  );
  expect(long).toEqual([]);
});

const jargon =
  /diplotype|genotype|phenotype|haplotype|allele|metaboli|posterior|residual|cohort|ancestry|\brace\b|ethnic|contraindicat|pharmacogen|homozyg|heterozyg|variant|probabilit|confidence|statistic|polymorph|toxicity|adverse|efficacy|dosage|titrat|regimen|anticoag|prescriber|clinician/i;

test("no jargon reaches a person", () => {
  expect(forPeople.filter(({ text }) => jargon.test(text)).map(({ key }) => key)).toEqual([]);
});

test("genes are similar to a test group, never to a race or a country", () => {
  const similar = forPeople.filter(({ key }) => key.startsWith("patient.similar."));
  expect(similar.some(({ text }) => text.startsWith("Your genes are most similar to"))).toBe(true);
  expect(
    forPeople.filter(({ text }) => /african|asian|europ|black|white|caucas|hispanic|\brace\b/i.test(text)),
  ).toEqual([]);
});

test("every action line says not to act alone, whom to ask, and by when", () => {
  const lines = forPeople.filter(({ key }) => key.startsWith("patient.act."));
  expect(lines.length).toBeGreaterThan(10);
  for (const { key, text } of lines) {
    const isKeep = key === "patient.act.keep-offered";
    expect(text, key).toMatch(/Do not (?:start, )?stop or change/);
    expect(text, key).toMatch(/doctor|pharmacist|team/);
    expect(text, key).toMatch(isKeep ? /from the first dose/ : /before|first dose|this week|visit|next dose/i);
  }
});

test("too little tested and tested and wrong are different sentences", () => {
  const { say } = wordsIn(englishLanguage);
  expect(say("patient.see.too-little")).not.toBe(say("patient.see.wrong"));
});

test("no fog: a person is given ranges, not may and could about figures", () => {
  for (const { key, text } of forPeople.filter(({ key }) => key.startsWith("patient.see.figure")))
    expect(text, key).toMatch(/10 to 10/);
});

test("a message missing in a language is shown in English and counted", () => {
  const messages = { title: () => "Medicamentos y genes" };
  const words = wordsIn({ code: "es", direction: "ltr", reviewedBy: "A. Reviewer", messages });
  expect(words.say("title")).toBe("Medicamentos y genes");
  expect(words.say("document")).toBe("Medicines report");
  expect(words.untranslated).toHaveLength(Object.keys(english).length - 1);
  expect(words.untranslated).not.toContain("title" satisfies Key);
  expect(wordsIn(englishLanguage).untranslated).toEqual([]);
});

test("plurals follow the language", () => {
  const { say } = wordsIn(englishLanguage);
  expect(say("patient.taken.count", { count: 1 })).toMatch(/^You take 1 medicine that/);
  expect(say("patient.taken.count", { count: 2 })).toMatch(/^You take 2 medicines that/);
});

test("an open code without a message shows itself", () => {
  expect(wordsIn(englishLanguage).code("clinician.note", "a-new-note")).toBe("a-new-note");
});

test("a small share is never rounded to nothing, and nothing stays nothing", () => {
  const { percent } = wordsIn(englishLanguage);
  expect([0, 0.00001, 0.0004, 0.012, 0.5, 1].map(percent)).toEqual(["0%", "<0.01%", "0.04%", "1.2%", "50%", "100%"]);
});
