/** What compiled messages call: the plural form of a language, its numbers, and the choice of a branch. */

/** What a message may be given; a name or a code stays as it is. */
export type Value = string | number;

type Forms = Readonly<Record<string, string>> & { readonly other: string };

/** CLDR plural category of a count: `one`, `few`, `other` … */
export function cardinal(language: string): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  return (count) => rules.select(count);
}

export function number(language: string, value: number, offset: number): string {
  return new Intl.NumberFormat(language).format(value - offset);
}

/** An exact form (`=0`) wins over the category. */
export function plural(value: number, offset: number, category: (count: number) => string, forms: Forms): string {
  return forms[String(value)] ?? forms[category(value - offset)] ?? forms.other;
}

export function select(value: string, forms: Forms): string {
  return Object.hasOwn(forms, value) ? forms[value]! : forms.other;
}
