/** Which panels ship, what they are made from and how. */
import type { PanelCard } from "@pangenic/engine/models";
import type { LabeledGenotypes, PanelPlan } from "@pangenic/engine/study";
import { mainGenotypes } from "./main.ts";
import { smallGenotypes } from "./small.ts";
import { mainSources, smallSources } from "./sources.ts";

interface ShippedPanel {
  readonly name: string;
  readonly labeled: () => LabeledGenotypes;
  readonly plan: PanelPlan;
  readonly facts: Pick<PanelCard, "lacks" | "sources">;
}

/** The day these panels were decided on, and how long what they say is kept. */
const date = "2026-11-22";
const expires = "2028-11-22";

export function panels(): readonly ShippedPanel[] {
  return [
    {
      name: "main",
      labeled: mainGenotypes,
      plan: {
        name: "main",
        date,
        expires,
        rule: "local-hull",
        needs: { groups: 300, mixtures: 1500, populations: 3000 },
        components: 10,
        loadingBits: 8,
        siteCounts: [300, 700, 1500, 3000, 6000],
      },
      facts: {
        lacks: [
          "South Asians other than Gujaratis in Houston",
          "Indigenous people of the Americas without later admixture",
          "the Middle East and North Africa",
          "Central Asia and Siberia",
          "Oceania",
          "Central, Southern and most of East Africa",
        ],
        sources: mainSources,
      },
    },
    {
      name: "small",
      labeled: smallGenotypes,
      plan: {
        name: "small",
        date,
        expires,
        rule: "local",
        needs: { groups: 55, mixtures: 400, populations: null },
        components: 6,
        loadingBits: 8,
        siteCounts: [20, 30, 55, 110, 220, 450],
      },
      facts: {
        lacks: [
          "Indigenous people of the Americas without later admixture",
          "the Middle East and North Africa",
          "Central Asia and Siberia",
          "Oceania",
          "Central, Southern and most of East Africa",
        ],
        sources: smallSources,
      },
    },
  ];
}
