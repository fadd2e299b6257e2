/** Only web addresses become links; anything else that a file or a source may carry stays text. */
import type { ComponentChildren, JSX } from "preact";

export function Link({ to, children }: { to: string | undefined; children: ComponentChildren }): JSX.Element {
  return to !== undefined && /^https?:\/\//i.test(to) ? <a href={to}>{children}</a> : <span>{children}</span>;
}
