/** One language's sentences, with English behind them: a missing one is shown in English and counted. */
import { messages as english, type Messages } from "./compiled/en.ts";

export type Key = keyof Messages;

/** A language as shipped: its messages, and who signed them. */
export interface Language {
  /** BCP 47 */
  readonly code: string;
  readonly direction: "ltr" | "rtl";
  readonly messages: Partial<Messages>;
  /** Who reviewed the wording as a clinician; null: no one has, and the page says so. */
  readonly reviewedBy: string | null;
}

type Intersection<U> = (U extends unknown ? (x: U) => void : never) extends (x: infer I) => void ? I : never;
type Values<K extends Key> = Intersection<Parameters<Messages[K]>[0]>;
type Given<K extends Key> = [Parameters<Messages[K]>] extends [[]] ? [] : [values: Values<K>];

/** Says a message. A key made from a code must exist for every code: a missing one does not compile. */
export type Say = <K extends Key>(key: K, ...values: Given<K>) => string;

export interface Words {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly reviewedBy: string | null;
  readonly say: Say;
  /** For open lists of codes: the message `prefix.code`, or the code itself where no message is written. */
  readonly code: (prefix: string, code: string) => string;
  /** A share (0–1) as a percentage; what would round to nothing is "<0.01%", never 0. */
  readonly percent: (share: number) => string;
  readonly number: (value: number) => string;
  /** Messages of this language that are missing and shown in English. */
  readonly untranslated: readonly Key[];
}

export const englishLanguage: Language = { code: "en", direction: "ltr", messages: english, reviewedBy: null };

export function wordsIn(language: Language): Words {
  const own = language.messages;
  const messageOf = (key: string): ((values: object) => string) | undefined =>
    (own as Record<string, (values: object) => string>)[key] ??
    (english as unknown as Record<string, (values: object) => string>)[key];
  const say = ((key: Key, values: object = {}) => messageOf(key)!(values)) as Say;
  const digits = (value: number, most: number): string =>
    new Intl.NumberFormat(language.code, { maximumFractionDigits: most }).format(value);
  return {
    language: language.code,
    direction: language.direction,
    reviewedBy: language.reviewedBy,
    say,
    code: (prefix, code) => messageOf(`${prefix}.${code}`)?.({}) ?? code,
    percent: (share) => {
      if (share > 0 && share < 0.00005) return `<${digits(0.01, 2)}%`;
      return `${digits(share * 100, share > 0 && share < 0.1 ? (share < 0.001 ? 2 : 1) : 0)}%`;
    },
    number: (value) => digits(value, 1),
    untranslated: (Object.keys(english) as Key[]).filter((key) => own[key] === undefined),
  };
}
