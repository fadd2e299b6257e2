/** A reference panel as bytes: columns laid out so that gzip finds what repeats. */
import { type Build, PangenicError } from "../../base/index.ts";
import { type Column, type Columns, packColumns, unpackColumns } from "../columns.ts";
import { highBytes, joinBytes, lowBytes, stepsFrom, sumsOf } from "./byte-planes.ts";
import type { PanelComponents, PanelPeople, PanelSites, ReferencePanel } from "./panel.ts";

const SCHEMA = 1;
const letters = "ACGT";
const builds = ["GRCh37", "GRCh38"] as const satisfies readonly Build[];

type Head = Pick<
  ReferencePanel,
  "name" | "date" | "expires" | "rule" | "needs" | "parts" | "populations" | "calibrations" | "card"
> & {
  readonly schema: number;
  readonly kind: "reference-panel";
  readonly sites: number;
  readonly people: number;
  readonly components: number;
  readonly singular: readonly number[];
  readonly stretch: readonly number[];
  readonly between: readonly number[];
  readonly loadingStep: readonly number[];
  readonly loadingBits: 8 | 16;
  readonly coordinateStep: readonly number[];
};

/** 16-bit steps of each axis: [-32767, 32767] covers the farthest reference person. */
const STEPS = 32_767;

/**
 * @returns the same bytes for the same panel. Coordinates are rounded to 1/32,767 of the longest of their axis; `digest` is
 * not written, it is of these bytes.
 */
export function packPanel(panel: Omit<ReferencePanel, "digest">): Uint8Array<ArrayBuffer> {
  const { sites, people, components, parts } = panel;
  const k = components.count;
  const coordinateStep = Array.from({ length: k }, (_, axis) => {
    let longest = 0;
    for (let person = 0; person < people.count; person++)
      longest = Math.max(longest, Math.abs(people.coordinates[person * k + axis]!));
    return longest / STEPS;
  });
  const rounded = new Int16Array(people.count * k);
  for (let axis = 0; axis < k; axis++)
    for (let person = 0; person < people.count; person++)
      rounded[axis * people.count + person] = Math.round(
        people.coordinates[person * k + axis]! / coordinateStep[axis]!,
      );
  const notSeen = Uint16Array.from(panel.seen, (seen, at) => parts[Math.floor(at / sites.count)]!.people - seen);
  const pos38 = stepsFrom(sites.pos.GRCh38, sites.chrom);
  const shift = stepsFrom(
    sites.pos.GRCh37.map((pos, i) => sites.pos.GRCh38[i]! - pos),
    sites.chrom,
  );
  const head: Head = {
    schema: SCHEMA,
    kind: "reference-panel",
    name: panel.name,
    date: panel.date,
    expires: panel.expires,
    rule: panel.rule,
    needs: panel.needs,
    parts,
    populations: panel.populations,
    sites: sites.count,
    people: people.count,
    components: k,
    singular: [...components.singular],
    stretch: [...components.stretch],
    between: [...components.between],
    loadingStep: [...components.loadingStep],
    loadingBits: components.loadings instanceof Int8Array ? 8 : 16,
    coordinateStep,
    calibrations: panel.calibrations,
    card: panel.card,
  };
  return packColumns(head, {
    chrom: sites.chrom,
    pos38: lowBytes(pos38),
    pos38High: highBytes(pos38),
    shift,
    rsid: lowBytes(sites.rsid),
    rsidHigh: highBytes(sites.rsid),
    alleles: allelesOf(sites),
    copies: lowBytes(panel.copies),
    copiesHigh: highBytes(panel.copies),
    notSeen,
    population: people.population,
    coordinates: lowBytes(rounded),
    coordinatesHigh: highBytes(rounded),
    loadings: components.loadings instanceof Int8Array ? components.loadings : lowBytes(components.loadings),
    ...(components.loadings instanceof Int16Array && { loadingsHigh: highBytes(components.loadings) }),
  });
}

/** Counted allele, other allele, reference of GRCh37 and of GRCh38: two bits each. */
function allelesOf(sites: PanelSites): Uint8Array {
  return Uint8Array.from(
    { length: sites.count },
    (_, i) =>
      letters.indexOf(sites.counted[i]!) |
      (letters.indexOf(sites.other[i]!) << 2) |
      (sites.reference.GRCh37[i]! << 4) |
      (sites.reference.GRCh38[i]! << 6),
  );
}

/**
 * @param bytes unpacked. @param digest their SHA-256, lower-case hexadecimal.
 * @throws PangenicError `columns-broken`, `panel-broken`.
 */
export function readPanel(bytes: Uint8Array, digest: string): ReferencePanel {
  const unpacked = unpackColumns(bytes);
  try {
    return panelIn(unpacked, digest);
  } catch (cause) {
    if (cause instanceof PangenicError) throw cause;
    // A head that lacks a field or holds another type there.
    throw new PangenicError("panel-broken", "the panel's head is not that of a panel", { field: "head" }, { cause });
  }
}

function panelIn({ head: unread, columns }: Columns, digest: string): ReferencePanel {
  const head = unread as Head;
  if (head?.kind !== "reference-panel" || head.schema !== SCHEMA)
    throw new PangenicError("panel-broken", `the file is no reference panel of schema ${SCHEMA}`, { field: "schema" });
  const column = (name: string, length: number): Column => {
    const found = columns.get(name);
    if (found === undefined || found.length !== length)
      throw new PangenicError("panel-broken", `the panel's column ${name} is missing or of another length`, {
        field: name,
      });
    return found;
  };
  const { parts, people: n, components: k, sites: count } = head;
  const alleles = column("alleles", count) as Uint8Array;
  const chrom = column("chrom", count) as Uint8Array;
  const paired = (name: string, length: number): Int32Array =>
    joinBytes(column(name, 2 * length) as Uint8Array, column(`${name}High`, 2 * length) as Uint8Array);
  const pos38 = sumsOf(paired("pos38", count), chrom);
  const shift = sumsOf(column("shift", count) as Int32Array, chrom);
  const spelled = (by: number): string => Array.from(alleles, (byte) => letters[(byte >> by) & 3]!).join("");
  const sites: PanelSites = {
    count,
    chrom,
    pos: { GRCh37: pos38.map((pos, i) => pos - shift[i]!), GRCh38: pos38 },
    rsid: Uint32Array.from(paired("rsid", count)),
    counted: spelled(0),
    other: spelled(2),
    reference: Object.fromEntries(
      builds.map((build, i) => [build, alleles.map((byte) => (byte >> (4 + 2 * i)) & 3)]),
    ) as Record<Build, Uint8Array>,
  };
  return {
    name: head.name,
    date: head.date,
    expires: head.expires,
    digest,
    rule: head.rule,
    needs: head.needs,
    sites,
    parts,
    copies: Uint16Array.from(paired("copies", parts.length * count)),
    seen: Uint16Array.from(
      column("notSeen", parts.length * count) as Uint16Array,
      (missing, at) => parts[Math.floor(at / count)]!.people - missing,
    ),
    populations: head.populations,
    people: peopleOf(head, column("population", n) as Uint8Array, Int16Array.from(paired("coordinates", n * k))),
    components: componentsOf(head, column("loadings", k * count * (head.loadingBits === 8 ? 1 : 2)), () =>
      Int16Array.from(paired("loadings", k * count)),
    ),
    calibrations: head.calibrations,
    card: head.card,
  };
}

function peopleOf(head: Head, population: Uint8Array, rounded: Int16Array): PanelPeople {
  const { people: count, components: k, coordinateStep } = head;
  const coordinates = new Float64Array(count * k);
  for (let axis = 0; axis < k; axis++)
    for (let person = 0; person < count; person++)
      coordinates[person * k + axis] = rounded[axis * count + person]! * coordinateStep[axis]!;
  return { count, population, coordinates };
}

function componentsOf(head: Head, bytes: Column, wide: () => Int16Array): PanelComponents {
  return {
    count: head.components,
    singular: Float64Array.from(head.singular),
    stretch: Float64Array.from(head.stretch),
    between: Float64Array.from(head.between),
    loadingStep: Float64Array.from(head.loadingStep),
    loadings: head.loadingBits === 8 ? (bytes as Int8Array) : wide(),
  };
}
