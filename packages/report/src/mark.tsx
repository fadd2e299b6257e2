/** What to do about a medicine, as a shape; its word stands beside it. */
import type { DrugMark } from "@pangenic/engine/personalize";
import type { JSX } from "preact";

export function Mark({ mark }: { mark: DrugMark }): JSX.Element {
  return (
    <svg class={`mark ${mark}`} aria-hidden="true">
      <use href={`#m-${mark}`} />
    </svg>
  );
}
