/** A numbered part of the leaflet; its number hangs in the margin. */
import type { ComponentChildren, JSX } from "preact";

export function Section({
  id,
  number,
  heading,
  children,
}: {
  id: string;
  number: number;
  heading: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section id={id} aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`}>
        <span class="number" aria-hidden="true">
          {number}
        </span>
        {heading}
      </h2>
      {children}
    </section>
  );
}
