/** The page in a real browser: axe, small screens, wide screens, night, forced colors and paper. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { renderAmong, renderReport } from "@pangenic/report";
import { englishLanguage, wordsIn } from "@pangenic/words";
import type { AxeResults } from "axe-core";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { farReport, nearReport } from "./fixtures-among.ts";
import { arrayReport, genomeReport, reports, tiedReport } from "./fixtures-report.ts";

const executablePath = process.env["PANGENIC_CHROMIUM"] ?? "/usr/bin/chromium";
const launchArguments =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const words = wordsIn(englishLanguage);

// In CI a missing browser fails; elsewhere these tests are skipped by name.
const isMissing = !existsSync(executablePath) && process.env["CI"] !== "true";
let browser: Browser;

beforeAll(async () => {
  if (!isMissing) browser = await chromium.launch({ executablePath, args: launchArguments.split(" ") });
});
afterAll(async () => {
  await browser?.close();
});

type Look = Parameters<Browser["newPage"]>[0];

async function opened(html: string, look: Look): Promise<Page> {
  const page = await browser.newPage(look);
  await page.setContent(html);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  return page;
}

/** The page's own policy allows no script, so axe is brought in from outside it. */
async function violations(html: string, look: Look): Promise<string[]> {
  const page = await opened(html, { ...look, bypassCSP: true });
  await page.evaluate(axe);
  const results = await page.evaluate(
    (values) =>
      (window as unknown as { axe: { run(o: object): Promise<AxeResults> } }).axe.run({
        runOnly: { type: "tag", values },
      }),
    tags,
  );
  expect(results.passes.length).toBeGreaterThan(20);
  await page.close();
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html: node }) => `${id}: ${node.slice(0, 160)}`));
}

const phone = { width: 360, height: 740 };
const small = { width: 320, height: 640 };
const desk = { width: 1280, height: 900 };

describe.skipIf(isMissing)("every fold open", () => {
  for (const [name, report] of Object.entries(reports)) {
    test(`the page of ${name} has no axe violation by day on a phone`, async () => {
      expect(await violations(renderReport(report, words), { viewport: phone, colorScheme: "light" })).toEqual([]);
    });
  }

  test("nor by night, at 320 px, or on a desk", async () => {
    const html = renderReport(tiedReport, words);
    expect(await violations(html, { viewport: small, colorScheme: "dark" })).toEqual([]);
    expect(await violations(html, { viewport: small, colorScheme: "light" })).toEqual([]);
    expect(await violations(html, { viewport: desk, colorScheme: "dark" })).toEqual([]);
  });

  test("nor has the page of a person among tested people", async () => {
    for (const report of [nearReport, farReport]) {
      const html = renderAmong(report, words);
      expect(await violations(html, { viewport: phone, colorScheme: "light" })).toEqual([]);
      expect(await violations(html, { viewport: desk, colorScheme: "dark" })).toEqual([]);
    }
  });

  test("axe can fail here", async () => {
    const pale = renderReport(genomeReport, words).replaceAll("--ink:#16302f", "--ink:#d8d3c6");
    expect(await violations(pale, { viewport: phone, colorScheme: "light" })).not.toEqual([]);
  });

  test.each([320, 360, 768, 1280])("nothing runs out of a page %i px wide", async (width) => {
    const htmls = [genomeReport, arrayReport].map((report) => renderReport(report, words));
    for (const html of [...htmls, renderAmong(nearReport, words)]) {
      const page = await opened(html, { viewport: { width, height: 740 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.close();
    }
  });

  test("every fold can be hit with a thumb: 48 px high", async () => {
    const page = await opened(renderReport(genomeReport, words), { viewport: phone });
    const low = await page.evaluate(
      () => [...document.querySelectorAll("summary")].filter((one) => one.getBoundingClientRect().height < 47.5).length,
    );
    expect(low).toBe(0);
    await page.close();
  });

  test("no text is smaller than 14 px on a screen", async () => {
    const page = await opened(renderReport(genomeReport, words), { viewport: phone });
    const tiny = await page.evaluate(
      () =>
        [...document.querySelectorAll("main *")].filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 14)
          .length,
    );
    expect(tiny).toBe(0);
    await page.close();
  });

  test("in forced colors marks and meters keep a color of their own", async () => {
    const page = await opened(renderReport(genomeReport, words), { viewport: phone, forcedColors: "active" });
    const hidden = await page.evaluate(() => {
      const ground = getComputedStyle(document.body).backgroundColor;
      return [...document.querySelectorAll("svg.mark")].filter((one) => getComputedStyle(one).color === ground).length;
    });
    expect(hidden).toBe(0);
    await page.close();
  });
});

test.skipIf(isMissing)("the page asks for nothing, and no script runs in it", async () => {
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.setContent(renderReport(genomeReport, words));
  expect(asked.filter((url) => !url.startsWith("about:"))).toEqual([]);
  await page.close();
});

test.skipIf(isMissing)(
  "on paper the clinician's notes on what the person takes stand open beside the person's line",
  async () => {
    const page = await browser.newPage();
    await page.setContent(renderReport(genomeReport, words));
    await page.emulateMedia({ media: "print" });
    const { notes, text } = await page.evaluate(() => {
      const inside = document.querySelector(".card .notes")!.getBoundingClientRect();
      return { notes: inside.height, text: getComputedStyle(document.body).color };
    });
    expect(notes).toBeGreaterThan(20);
    expect(text).toBe("rgb(0, 0, 0)");
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/g)!.length).toBeLessThanOrEqual(8);
    await page.close();
  },
);
