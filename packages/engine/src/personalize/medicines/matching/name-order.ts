/** In which order are allele names shown? `Reference` first, names before combinations, numbers by value. */

const JOINER = " + ";

export function isCombination(name: string): boolean {
  return name.startsWith("[") && name.endsWith("]") && name.includes(JOINER);
}

/** `[*6 + *14]` → `*6`, `*14`; any other name → itself. */
export function componentsOf(name: string): string[] {
  return isCombination(name) ? name.slice(1, -1).split(JOINER) : [name];
}

export function combinationOf(names: readonly string[]): string {
  return names.length > 1 ? `[${names.join(JOINER)}]` : names[0]!;
}

/** Order for sorting: negative, zero or positive. Fewer components first, then component by component. */
export function compareNames(a: string, b: string): number {
  const left = componentsOf(a);
  const right = componentsOf(b);
  const byLength = left.length - right.length;
  if (byLength !== 0) return byLength;
  for (const [i, name] of left.entries()) {
    const order = compareSingle(name, right[i]!);
    if (order !== 0) return order;
  }
  return 0;
}

function compareSingle(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "Reference") return -1;
  if (b === "Reference") return 1;
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    if (x === y) continue;
    const difference = Number(x) - Number(y);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

/** Lists of names, name by name: how diplotypes are ordered. */
export function compareLists(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareNames(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
