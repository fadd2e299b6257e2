/** Writes one field of a person.json and leaves every other byte as it stands. */

/**
 * @param json an object, valid JSON. @param value written in the place of the field's value, or as a new last field.
 * @returns the text with that field.
 */
export function withField(json: string, name: string, value: unknown): string {
  const written = JSON.stringify(value);
  const { fields, end } = topLevel(json);
  const there = fields.find((field) => field.name === name);
  if (there) return json.slice(0, there.from) + written + json.slice(there.to);
  const head = json.slice(0, end).trimEnd();
  const indent = /\n([ \t]+)"/.exec(json)?.[1];
  const gap = indent === undefined ? " " : `\n${indent}`;
  const close = indent === undefined ? " " : "\n";
  return `${head}${fields.length > 0 ? "," : ""}${gap}${JSON.stringify(name)}: ${written}${close}${json.slice(end)}`;
}

interface Field {
  readonly name: string;
  /** First character of the value, and the one behind it. */
  readonly from: number;
  readonly to: number;
}

/** Fields of the outermost object, and where its closing brace stands. */
function topLevel(json: string): { readonly fields: readonly Field[]; readonly end: number } {
  const fields: Field[] = [];
  let depth = 0;
  let name: string | null = null;
  let from = -1;
  let last = -1;
  const finish = (): void => {
    if (name !== null && from >= 0) fields.push({ name, from, to: last + 1 });
    name = null;
    from = -1;
  };
  for (let i = 0; i < json.length; i++) {
    const char = json[i]!;
    if (/\s/.test(char)) continue;
    const isOuter = depth === 1;
    if (isOuter && (char === "," || char === "}")) finish();
    if (depth === 1 && char === "}") return { fields, end: i };
    if (char === '"') {
      const start = i;
      for (i++; json[i] !== '"'; i++) if (json[i] === "\\") i++;
      if (isOuter && name === null) name = JSON.parse(json.slice(start, i + 1)) as string;
      else if (isOuter && from < 0) from = start;
    } else if (isOuter && char !== ":" && char !== "," && from < 0) from = i;
    if (char === "{" || char === "[") depth++;
    if (char === "}" || char === "]") depth--;
    last = i;
  }
  return { fields, end: json.length };
}
