import { readFileSync } from "node:fs";
import type { DrugAnswer, GeneCall, Guidance, MedicinesReport } from "@pangenic/engine/personalize";
import { renderReport } from "@pangenic/report";
import { englishLanguage, wordsIn } from "@pangenic/words";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrayReport, genomeReport, outsideReport, reports, tiedReport, transplantReport } from "./fixtures-report.ts";

const words = wordsIn(englishLanguage);
const named = Object.entries(reports);
const render = (report: MedicinesReport): string => renderReport(report, words);

/** What a person reads: the page without style and without the clinician's notes and the depth of a gene. */
function personText(html: string): string {
  return textOf(html.replace(/<style>.*?<\/style>/s, "").replace(/<div class="(?:notes|depth)">.*?<\/details>/gs, ""));
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}

/** The page's part on one medicine: its card, or the line it stands in alone or with others alike, to the end of the notes. */
function partOf(html: string, { drug, taken }: DrugAnswer): string {
  const name = drug.charAt(0).toUpperCase() + drug.slice(1);
  const places = [...html.matchAll(/<summary><b>([^<]*)<\/b>/g)].filter(([, names]) =>
    names!.split(", ").includes(name),
  );
  const start = taken ? html.indexOf(`<h3>${name} <span`) : (places[0]?.index ?? -1);
  expect(start, drug).toBeGreaterThan(0);
  expect(places, drug).toHaveLength(taken ? 0 : 1);
  return html.slice(start, html.indexOf("</details>", start));
}

function only(drug: DrugAnswer): MedicinesReport {
  return { ...genomeReport, drugs: [drug] };
}

const first = genomeReport.drugs.find(({ drug }) => drug === "simvastatin")!;

function withGuidance(guidance: Guidance, change: Partial<DrugAnswer> = {}): DrugAnswer {
  return { ...first, guidance: [{ ...first.guidance[0]!, guidance }], ...change };
}

describe.each(named)("the page of %s", (_, report) => {
  const html = render(report);

  test("is one file of at most 150 KB without script or any outside resource", () => {
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(150_000);
    expect(html).not.toMatch(/<script|<link|<iframe|<object|<img|javascript:|\son\w+=|@import|url\((?!#)/i);
    expect(html).toContain("default-src 'none'");
  });

  test("is the same bytes for the same report", () => {
    expect(render(structuredClone(report))).toBe(html);
  });

  test("names its data version, expiry, gaps and attribution", () => {
    for (const text of [report.knowledge.version, report.knowledge.expires, report.knowledge.hash, report.engine])
      expect(html).toContain(text);
    for (const { change } of report.gaps) expect(html).toContain(change);
    if (report.abstains === null) for (const line of report.attribution) expect(html).toContain(line);
  });

  test("shows no hole: undefined, NaN, null or an object", () => {
    expect(textOf(html.replace(/<style>.*?<\/style>/s, ""))).not.toMatch(/undefined|NaN|\[object|\bnull\b/);
  });
});

const advising = named.filter(([, report]) => report.abstains === null);

describe.each(advising)("each medicine of %s", (_, report) => {
  const html = render(report);

  test("stands on the page once with both of its marks, as meter and word", () => {
    for (const drug of report.drugs) {
      const part = partOf(html, drug);
      const see = drug.couldSee?.level ?? "not-tested";
      expect(part, drug.drug).toContain(`<b class="${see}">`);
      expect(part, drug.drug).toContain(words.say(`level.${see}`));
      expect(part, drug.drug).toContain(`<b class="${drug.studied.level}">`);
      expect(part, drug.drug).toContain(words.say(`level.${drug.studied.level}`));
    }
  });

  test("shows a figure of what could have been missed exactly where there is one", () => {
    for (const drug of report.drugs) {
      const hasFigure = drug.couldSee?.holds.kind === "call";
      expect(partOf(html, drug).includes("Action really another"), drug.drug).toBe(hasFigure);
    }
  });

  test("is never cleared where it was not tested", () => {
    const head = html.indexOf('<h3 class="group no-change">');
    const tail = html.indexOf('<h3 class="group unknown">');
    for (const drug of report.drugs.filter(({ mark }) => mark === "unknown")) {
      const part = partOf(html, drug);
      expect(part, drug.drug).not.toMatch(/No change/);
      if (drug.taken || head < 0) continue;
      expect(html.indexOf(part) > head && html.indexOf(part) < tail, drug.drug).toBe(false);
    }
  });

  test("links each guideline row and gives its strength and papers", () => {
    for (const drug of report.drugs)
      for (const row of drug.guidance) {
        expect(partOf(html, drug)).toContain(`href="${row.url}"`);
        for (const pmid of row.pmids) expect(html).toContain(pmid);
      }
  });
});

test("what the person takes comes first, then the rest by action", () => {
  const html = render(genomeReport);
  const order = [
    'id="taken"',
    'id="known"',
    'group change"',
    'group adjust"',
    'group no-change"',
    'group unknown"',
    'id="genes"',
    'id="about"',
  ];
  const places = order.map((text) => html.indexOf(text));
  expect(places.every((place) => place > 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});

test("each gene shows its call, what was seen, and what fits with its chance", () => {
  const html = render(tiedReport);
  for (const { gene, seen, missing, call } of tiedReport.genes) {
    expect(html).toContain(`<h3><bdi>${gene}</bdi></h3>`);
    if (seen + missing > 0) expect(html).toContain(`${seen} of ${seen + missing} places seen`);
    for (const { name } of call.diplotypes) expect(html).toContain(name);
  }
  expect(html).toContain("*1/*2 or *4/*17");
  expect(textOf(html)).toMatch(/\*1\/\*2 Intermediate Metabolizer 81% \*4\/\*17 Intermediate Metabolizer 12%/);
  expect(html).toContain(words.say("gene.fits.differ"));
  expect(html).toContain(words.say("patient.candidates.differ", { from: "file" }));
});

test("each interval of each group is written beside its drawing", () => {
  const html = textOf(render(genomeReport));
  const called = genomeReport.genes.flatMap(({ answer }) =>
    answer.kind === "answer" && answer.holds.kind === "call" ? [answer.holds] : [],
  );
  expect(called.length).toBeGreaterThan(10);
  for (const { group, interval, people, risk } of called.flatMap(({ byGroup }) => byGroup)) {
    const range = `${words.percent(risk)} (${words.percent(interval.low).slice(0, -1)}–${words.percent(interval.high)})`;
    expect(html).toContain(`${group} ${range} ${people}`.replace(/^AFR .*/, range));
  }
});

test("an abstention shows no number and says what would change it", () => {
  const html = render(genomeReport);
  const start = html.indexOf("<h3><bdi>CYP2D6</bdi></h3>");
  const part = textOf(html.slice(start, html.indexOf("<details><summary><h3>", start)));
  expect(part).toContain(words.say("patient.reason.copy-number-not-tested"));
  expect(part).toContain(words.say("patient.remedy.laboratory-call-with-copy-number"));
  expect(part.slice(0, part.indexOf("Share of people"))).not.toMatch(/\d%/);
});

test("after a transplant no gene and no advice is shown", () => {
  const html = render(transplantReport);
  for (const { gene } of transplantReport.genes) expect(html).not.toContain(`<bdi>${gene}</bdi>`);
  for (const { drug } of transplantReport.drugs.filter(({ drug }) => !html.includes(`, ${drug}`)))
    expect(html.toLowerCase()).not.toContain(`<b>${drug}</b>`);
  expect(html).toContain(words.say("patient.abstain.transplant.why"));
  expect(html).not.toMatch(/clinpgx\.org\/guidelineAnnotation/);
});

test("a person never reads milligrams; the clinician reads the doses with and without the race term", () => {
  const html = render(genomeReport);
  expect(personText(html)).not.toMatch(/\bmg\b|IWPC|Gage/i);
  expect(personText(html)).toContain(words.say("patient.warfarin.less"));
  const notes = textOf(partOf(html, genomeReport.drugs.find(({ drug }) => drug === "warfarin")!));
  expect(notes).toMatch(/IWPC 2009 23\.5 mg\/week 22\.9 mg\/week/);
  expect(notes).toContain("not a prescription");
});

test("no amount reaches what a person reads", () => {
  const clean = personText(render(genomeReport)).replace(/Upper 95%.*?2026-11-22\.|Share of people.*?of 489/g, "");
  expect(clean).not.toMatch(/\d+ ?(?:mg|µg|mL)|by \d+%/);
});

const amounts = /\d+(?:\.\d+)?%|\d+ mg/;

function doseText(drug: DrugAnswer): string {
  const notes = /<div class="notes">(.*)$/s.exec(partOf(render(only(drug)), drug))![1]!;
  return textOf(notes).replace(/Action really another.*$/, "");
}

test("an amount is shown exactly where the row has one, and is that amount", () => {
  const extras = { monitor: [], caution: false };
  const base = {
    kind: "act",
    strength: "strong",
    avoid: false,
    alternatives: "not-stated",
    extras,
    missing: [],
    partial: false,
  } as const;
  const end = fc.option(fc.integer({ min: 1, max: 90 }), { nil: null });
  fc.assert(
    fc.property(end, end, fc.boolean(), fc.constantFrom("reduce", "increase"), (a, b, partial, direction) => {
      const sign = direction === "reduce" ? -1 : 1;
      const [min, max] =
        a !== null && b !== null
          ? [Math.min(sign * a, sign * b), Math.max(sign * a, sign * b)]
          : [a && sign * a, b && sign * b];
      const adjust = [
        { direction, dose: { kind: "percent", min, max, basis: "start", cap: false }, onlyIfUsed: false },
      ] as const;
      const text = doseText(withGuidance({ ...base, partial, adjust }));
      const has = !partial && (min !== null || max !== null);
      expect(amounts.test(text)).toBe(has);
      if (has) for (const shown of text.match(/\d+(?=%)/g)!) expect([a, b]).toContain(Number(shown));
      if (!partial && !has) expect(text).toContain(words.say("clinician.see-guideline"));
    }),
    { numRuns: 60 },
  );
});

test("open ends read as the source means them", () => {
  const extras = { monitor: [], caution: false };
  const dose = (min: number | null, max: number | null, cap = false, basis = "standard"): string =>
    doseText(
      withGuidance({
        kind: "act",
        strength: "strong",
        avoid: false,
        alternatives: "not-stated",
        adjust: [
          {
            direction: (min ?? max)! < 0 ? "reduce" : "increase",
            dose: { kind: "percent", min, max, basis, cap },
            onlyIfUsed: false,
          },
        ],
        extras,
        missing: [],
        partial: false,
      }),
    );
  expect(dose(-50, -50)).toContain("Reduce standard dose by 50%.");
  expect(dose(-70, -20)).toContain("Reduce standard dose by 20% to 70%.");
  expect(dose(null, -75)).toContain("Reduce standard dose by 75% or more.");
  expect(dose(-50, null)).toContain("Reduce standard dose by up to 50%.");
  expect(dose(null, 50)).toContain("Increase standard dose by up to 50%.");
  expect(dose(50, null)).toContain("Increase standard dose by 50% or more.");
  expect(dose(-50, -50, false, "normal dose")).toContain("Reduce normal dose by 50%.");
  expect(dose(null, -50, true)).toContain("Not more than 50% of the standard dose.");
});

test("an unconfirmed result shows the warning at once and no amount", () => {
  const html = render(arrayReport);
  const drug = arrayReport.drugs.find(({ drug }) => drug === "fluorouracil")!;
  const part = partOf(html, drug);
  expect(part).toContain(words.say("patient.confirm"));
  expect(doseText(drug)).not.toMatch(amounts);
  expect(part).toContain("before the next dose");
});

test("an alternative is named only where the row names it", () => {
  const act = (alternatives: "none-named" | "not-stated" | readonly string[]): string =>
    doseText(
      withGuidance({
        kind: "act",
        strength: "strong",
        avoid: true,
        alternatives,
        adjust: [],
        extras: { monitor: [], caution: false },
        missing: [],
        partial: false,
      }),
    );
  expect(act(["made-up A", "made-up B"])).toContain("Alternative: made-up A; made-up B.");
  expect(act("none-named")).toContain(words.say("clinician.alternative.none-named"));
  expect(act("not-stated")).not.toMatch(/lternative|nother medicine/);
});

test("an untested HLA gene is a test before the first dose, unfolded", () => {
  const html = render(genomeReport);
  const heading = html.indexOf(words.say("know.hla"));
  const fold = html.indexOf('<details class="fold tail">');
  const abacavir = html.indexOf("<summary><b>Abacavir");
  expect(heading).toBeGreaterThan(0);
  expect(abacavir).toBeGreaterThan(heading);
  expect(abacavir).toBeLessThan(fold);
  expect(partOf(render(arrayReport), arrayReport.drugs.find(({ drug }) => drug === "carbamazepine")!)).toContain(
    words.say("patient.gist.hla"),
  );
});

test("where similarity is unknown the range over groups is shown, with how to change that", () => {
  const html = render(arrayReport);
  expect(html).toContain(words.say("patient.similar.unknown"));
  expect(html).toContain(words.say("patient.similar.remedy"));
  expect(textOf(html)).toMatch(/By group, about \d+ to \d+ out of 100 people need other advice/);
  expect(textOf(html)).not.toContain("Out of 100 people like you with this result");
});

test("too little tested, and tested and wrong, are told apart by the whole interval", () => {
  const holds = first.couldSee!.holds;
  if (holds.kind !== "call") throw new Error("no figure in the fixture");
  const poorly = (low: number, high: number): string =>
    partOf(
      render(
        only({
          ...first,
          couldSee: {
            level: "poorly",
            holds: { ...holds, level: "poorly", actionRisk: (low + high) / 2, actionInterval: { low, high } },
          },
        }),
      ),
      first,
    );
  expect(poorly(0.01, 0.2)).toContain(words.say("patient.see.too-little"));
  expect(poorly(0.12, 0.2)).toContain(words.say("patient.see.wrong"));
  expect(poorly(0.12, 0.2)).toContain("about 16 need other advice. It could be 12 to 20.");
});

test("a laboratory's statement carries no figure", () => {
  const part = partOf(render(outsideReport), outsideReport.drugs.find(({ drug }) => drug === "codeine")!);
  expect(part).toContain(words.say("patient.see.statement"));
  expect(textOf(part)).not.toContain("Out of");
});

function withCall(gene: string, change: Partial<GeneCall>, drug: Partial<DrugAnswer>): MedicinesReport {
  return {
    ...genomeReport,
    genes: genomeReport.genes.map((entry) =>
      entry.gene === gene ? { ...entry, call: { ...entry.call, ...change } } : entry,
    ),
    drugs: [{ ...first, taken: true, genes: [gene], mark: "unknown", couldSee: null, missing: [gene], ...drug }],
  };
}

/** The one medicine's card as a person reads it. */
function cardOf(report: MedicinesReport): string {
  return textOf(partOf(render(report), report.drugs[0]!).replace(/<div class="notes">.*/s, ""));
}

const untested = (gene: string): DrugAnswer["guidance"] => [
  { ...first.guidance[0]!, guidance: { kind: "not-tested", missing: [gene] } },
];

test("a file that does not look like the stated sex is said before any medicine, and nowhere else", () => {
  const notice = words.say("patient.sex.heading");
  const html = render({ ...genomeReport, sexCheck: "differs" });
  expect(html.indexOf(notice)).toBeGreaterThan(0);
  expect(html.indexOf(notice)).toBeLessThan(html.indexOf('class="tally"'));
  expect(textOf(html)).toContain(`${words.say("patient.sex.text")} ${words.say("patient.sex.causes")}`);
  expect(render({ ...genomeReport, sexCheck: "differs", drugs: [] })).toContain(notice);
  for (const sexCheck of ["agrees", "not-comparable"] as const)
    expect(render({ ...genomeReport, sexCheck })).not.toContain(notice);
});

test("a gene not read for its sex is not called absent from the file", () => {
  const card = cardOf(withCall("G6PD", { kind: "not-called", reason: "sex-mismatch" }, { guidance: untested("G6PD") }));
  expect(card).toContain(words.say("patient.gist.sex-mismatch"));
  expect(card).toContain(words.say("patient.reason.sex-mismatch"));
  expect(card).not.toContain("Your file does not show");
});

test("a laboratory result that cannot be read here sends the person to the laboratory now", () => {
  const unread = diplotypes({ phenotype: null, key: null });
  const call = { from: "outside", notes: ["outside-allele-unknown"], diplotypes: unread } as const;
  const card = cardOf(withCall("SLCO1B1", call, { guidance: untested("SLCO1B1") }));
  expect(card).toContain(words.say("patient.gist.lab-unread"));
  expect(card).toContain(words.say("patient.act.lab-taken"));
  expect(card).not.toContain("Your file does not show");
  const acting = cardOf(withCall("SLCO1B1", call, { mark: "adjust", missing: [] }));
  expect(acting).toContain(words.say("patient.lab.unread", { genes: "SLCO1B1" }));
});

function diplotypes(change: Partial<GeneCall["diplotypes"][number]>): GeneCall["diplotypes"] {
  const [called] = genomeReport.genes.flatMap(({ call }) => call.diplotypes);
  return [{ ...called!, ...change }];
}

test("laboratory results that disagree are not called a file that fits more than one result", () => {
  const call = { from: "outside", kind: "tied", notes: [] } as const;
  const card = cardOf(withCall("SLCO1B1", call, { mark: "adjust", missing: [], candidatesAgree: false }));
  expect(card).toContain(words.say("patient.lab.conflict", { genes: "SLCO1B1" }));
  expect(card).toContain(words.say("patient.lab.conflict.differ"));
  expect(card).not.toMatch(/Your file fits/);
  const withdrawn = withCall(
    "SLCO1B1",
    { from: "outside", kind: "called", notes: ["outside-conflict"] },
    {
      missing: [],
      guidance: withGuidance({ kind: "no-change", strength: "strong", extras: { monitor: [], caution: false } })
        .guidance,
    },
  );
  expect(cardOf(withdrawn)).toContain(words.say("patient.gist.lab-conflict"));
  expect(render(withdrawn)).toContain(words.say("clinician.withdrawn.lab"));
});

test("rows the engine does not rely on stand under their condition, without amounts", () => {
  const drug = withGuidance(
    {
      kind: "act",
      strength: "strong",
      avoid: false,
      alternatives: "not-stated",
      adjust: [
        {
          direction: "reduce",
          dose: { kind: "percent", min: -50, max: -50, basis: "start", cap: false },
          onlyIfUsed: false,
        },
      ],
      extras: { monitor: [], caution: false, stated: "at most 12 mg" },
      missing: [],
      partial: false,
    },
    { mark: "unknown", missing: [], couldSee: { ...first.couldSee!, level: "poorly" } },
  );
  expect(cardOf(only(drug))).toContain(words.say("patient.gist.too-little"));
  const notes = doseText(drug);
  expect(notes.indexOf(words.say("clinician.withdrawn"))).toBeLessThan(notes.indexOf("Reduce start dose."));
  expect(notes).not.toMatch(amounts);
  expect(render(genomeReport)).not.toContain(words.say("clinician.withdrawn"));
});

test("a clearance that is not yet confirmed waits for no change", () => {
  const keep = withGuidance(
    { kind: "no-change", strength: "strong", extras: { monitor: [], caution: false } },
    { mark: "no-change", confirm: ["array"] },
  );
  for (const drug of [keep, { ...keep, taken: false }]) {
    const text = textOf(partOf(render(only(drug)), drug));
    expect(text).toContain("before you rely on it");
    expect(text).not.toMatch(/before your medicine is changed|must confirm/);
  }
});

test("a small risk is fewer than 1, and no range runs from nothing to nothing", () => {
  const holds = first.couldSee!.holds;
  if (holds.kind !== "call") throw new Error("no figure in the fixture");
  const said = (risk: number, high: number, chosen: "stated" | "worst"): string => {
    const interval = { low: 0, high };
    const level = "partly";
    const given = {
      ...holds,
      level,
      actionRisk: risk,
      actionInterval: interval,
      unobservable: ["*99"],
      group: { ...holds.group, chosen },
      byGroup: holds.byGroup.map((one) => ({ ...one, risk, interval })),
    } as const;
    return textOf(partOf(render(only({ ...first, taken: true, couldSee: { level, holds: given } })), first));
  };
  for (const chosen of ["stated", "worst"] as const) {
    expect(said(0.0001, 0.003, chosen)).toMatch(/fewer than 1 .*could be up to 3\./);
    for (const [risk, high] of [
      [0, 0],
      [0, 0.0004],
      [0.0004, 0.0004],
    ] as const) {
      const text = said(risk, high, chosen);
      expect(text).not.toMatch(/\b0 to 0\b|0% \(0–0%\)/);
      expect(text).toContain(words.say("patient.see.unobservable"));
      expect(text).toContain(words.say("clinician.see.on-top", { count: 1 }));
    }
  }
});

test("populations are words, and a condition that says the same is not repeated", () => {
  const extras = { monitor: [], caution: false, condition: "phenytoin-naive" };
  const drug = withGuidance({ kind: "no-change", strength: "strong", extras });
  const text = doseText({ ...drug, guidance: [{ ...drug.guidance[0]!, population: "PHT naive" }] });
  expect(text.match(/phenytoin-naive/g)).toHaveLength(1);
  expect(text).not.toMatch(/PHT|Applies to/);
  expect(doseText({ ...drug, guidance: [{ ...drug.guidance[0]!, population: "adults" }] })).toContain(
    "Applies to: phenytoin-naive",
  );
});

test("candidates that differ are never said to lead to one action", () => {
  const html = render(tiedReport);
  const clopidogrel = partOf(html, tiedReport.drugs.find(({ drug }) => drug === "clopidogrel")!);
  expect(clopidogrel).toContain(words.say("clinician.candidates.differ"));
  expect(textOf(clopidogrel)).not.toMatch(/[Aa]ll (?:of them )?lead to/);
});

test("where warfarin's direction is not known, the page says so and what to add", () => {
  const warfarin = genomeReport.drugs.find(({ drug }) => drug === "warfarin")!;
  const flow = { ...warfarin.warfarin!, direction: "unknown" } as const;
  const text = cardOf({ ...only({ ...warfarin, mark: "unknown", warfarin: flow }), date: "2026-11-22" });
  expect(text).toContain(words.say("patient.warfarin.unknown"));
  expect(text).toContain(words.say("patient.warfarin.fact.age"));
  expect(text).toContain(words.say("patient.warfarin.fact.ancestry"));
  expect(text).not.toContain("The guides have no advice");
  const [branch] = flow.branches;
  const known = { ...flow, branches: [{ ...branch!, missing: [] }] };
  expect(cardOf(only({ ...warfarin, warfarin: known }))).not.toContain("if you add this");
});

test("hostile text stays text, in the page and in its style sheet", () => {
  const hostile = `</style><script>alert(1)</script>"'\\<b onclick=x>&amp;`;
  const drug: DrugAnswer = {
    ...first,
    drug: hostile,
    missing: [hostile],
    guidance: [
      {
        ...first.guidance[0]!,
        url: `javascript:${hostile}`,
        population: hostile,
        pmids: [hostile],
        keys: { [hostile]: hostile },
        version: hostile,
      },
    ],
  };
  const report: MedicinesReport = {
    ...only(drug),
    sample: hostile,
    date: hostile,
    engine: hostile,
    attribution: [hostile],
    gaps: [{ date: hostile, change: hostile, genes: [hostile], drugs: [hostile] }],
    file: { ...genomeReport.file!, format: hostile, problems: [{ code: hostile, count: 1 }] },
  };
  const html = render(report);
  expect(html).not.toMatch(/<script|<b onclick|href="javascript:/);
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  expect(html).toContain("&lt;script>");
});

test("a value without its Holds does not compile", () => {
  const [called] = genomeReport.genes.filter(({ answer }) => answer.kind === "answer");
  if (called?.answer.kind !== "answer") throw new Error("no call in the fixture");
  const { kind, value } = called.answer;
  // @ts-expect-error: an answer without `holds` is no answer
  const bare: MedicinesReport["genes"][number]["answer"] = { kind, value };
  expect(bare).not.toHaveProperty("holds");
});

describe("report.json", () => {
  const schema = JSON.parse(readFileSync(new URL("../docs/report.schema.json", import.meta.url), "utf8")) as object;
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

  test.each(named)("of %s follows the documented schema", (_, report) => {
    validate(JSON.parse(JSON.stringify(report)));
    expect(validate.errors).toBeNull();
  });

  test("is refused with a value lacking its Holds, an unknown mark or a field of no name", () => {
    const bare = structuredClone(genomeReport) as unknown as { genes: { answer: { holds?: unknown } }[] };
    delete bare.genes.find(({ answer }) => answer.holds)!.answer.holds;
    expect(validate(bare)).toBe(false);
    expect(validate({ ...genomeReport, drugs: [{ ...first, mark: "fine" }] })).toBe(false);
    expect(validate({ ...genomeReport, extra: 1 })).toBe(false);
  });
});
