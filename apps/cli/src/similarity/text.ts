/** One person's similarity in plain lines. */
import type { PopulationReason } from "@pangenic/engine/base";
import type { ReferencePanel } from "@pangenic/engine/models";
import type { Similarity } from "@pangenic/engine/personalize";

/** Groups below this are not listed; JSON has them all. */
const SHOWN = 0.01;

const reasons: Readonly<Partial<Record<PopulationReason, string>>> = {
  "too-few-sites": "the file shows too few sites of the reference for this statement",
  "absent-rows-unresolved":
    "the file lists variants only: whether the sites without a row were read is not known. A file with reference blocks would tell, or --complete where you know it",
  "outside-reference":
    "the genome lies outside the reference people, so it is not said which group it is like. A reference with people like this person would tell",
  "no-fitting-mixture": "no mixture of the reference's source groups fits: a source is missing from the reference",
  "populations-not-told-apart": "the reference does not tell its populations apart for this genome",
};

export function similarityText(sample: string, similarity: Similarity, panel: ReferencePanel): string {
  const { sites, groups, distance, populations, admixture } = similarity;
  const lines: (readonly [string, string])[] = [
    ["sample", sample],
    [
      "sites",
      `${sites.seen} of ${sites.panel} seen${sites.fromBlocks > 0 ? `, ${sites.fromBlocks} of them from reference blocks or your declaration` : ""}${sites.mismatched > 0 ? `; ${sites.mismatched} with other alleles, left out` : ""}`,
    ],
  ];
  if (groups.kind === "answer") {
    const [first, ...others] = groups.value.filter(({ probability }) => probability >= SHOWN);
    const { heldOut, level } = groups.holds;
    lines.push([
      "similar to",
      `genetically most similar to the reference group ${first!.code}, probability ${two(first!.probability)}`,
    ]);
    if (others.length > 0)
      lines.push(["", others.map(({ code, probability }) => `${code} ${two(probability)}`).join(", ")]);
    if (heldOut)
      lines.push([
        "holds",
        `${level}: of ${heldOut.n} people of ${heldOut.group} left out of the reference, ${percent(heldOut.share)} were placed there (${percent(heldOut.interval.low)} to ${percent(heldOut.interval.high)})`,
      ]);
  } else lines.push(["similar to", why(groups.reason)]);
  if (distance.kind === "answer")
    lines.push([
      "distance",
      `${two(distance.value.ratio)} of the threshold of this reference; ${two(distance.value.nearest)} times as far from the nearest people as they are from one another`,
    ]);
  if (groups.kind === "answer") {
    lines.push([
      "population",
      populations.kind === "answer"
        ? `nearest to the reference sample ${populations.value[0]!.code}, probability ${two(populations.value[0]!.probability)}`
        : why(populations.reason),
    ]);
    lines.push([
      "mixture",
      admixture.kind === "answer"
        ? admixture.value
            .filter(({ share }) => share >= SHOWN / 2)
            .sort((a, b) => b.share - a.share)
            .map(({ code, share, standardError }) => `${code} ${two(share)} ± ${two(standardError)}`)
            .join(", ")
        : why(admixture.reason),
    ]);
  }
  lines.push([
    "reference",
    `${panel.name} of ${panel.date}, ${panel.people.count} people. ${panel.card.lacks.length > 0 ? `It lacks: ${panel.card.lacks.join("; ")}` : "Whom it lacks is not stated"}`,
  ]);
  return lines.map(([name, text]) => `${name.padEnd(11)} ${text}\n`).join("");
}

function why(reason: PopulationReason): string {
  return `not said: ${reasons[reason] ?? reason}`;
}

const two = (value: number): string => value.toFixed(2);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
