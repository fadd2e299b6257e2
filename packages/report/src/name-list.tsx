/** A long list of allele names, counted in its summary and folded. */
import type { JSX } from "preact";

export function NameList({ summary, names }: { summary: string; names: readonly string[] }): JSX.Element | null {
  if (names.length === 0) return null;
  return (
    <details class="names">
      <summary>{summary}</summary>
      <p>
        <bdi>{names.join(", ")}</bdi>
      </p>
    </details>
  );
}
