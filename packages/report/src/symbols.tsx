/** The page's own marks, drawn once and used by reference: four actions, two people. */
import type { JSX } from "preact";

const person = "M5 1.2a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4M2.6 9.4V7.2q0-1.9 2.4-1.9t2.4 1.9v2.2z";
export function Symbols(): JSX.Element {
  return (
    <svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">
      <symbol id="m-change" viewBox="0 0 20 20">
        <path fill="currentColor" d="M2 2h16v16H2z" />
      </symbol>
      <symbol id="m-adjust" viewBox="0 0 20 20">
        <path fill="currentColor" d="M10 2l9 16H1z" />
      </symbol>
      <symbol id="m-no-change" viewBox="0 0 20 20">
        <circle fill="currentColor" cx="10" cy="10" r="7.5" />
      </symbol>
      <symbol id="m-unknown" viewBox="0 0 20 20">
        <circle fill="none" stroke="currentColor" stroke-width="2.4" cx="10" cy="10" r="7" />
      </symbol>
      <pattern id="p-some" width="10" height="11" patternUnits="userSpaceOnUse">
        <path class="some" d={person} />
      </pattern>
      <pattern id="p-rest" width="10" height="11" patternUnits="userSpaceOnUse">
        <path class="rest" d={person} />
      </pattern>
    </svg>
  );
}
