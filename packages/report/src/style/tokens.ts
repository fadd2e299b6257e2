/** Paper, ink, teal, and one rust kept for "act"; by night the same, dimmed. Contrast of each pair is tested. */
const day =
  "--paper:#fbf8f2;--wash:#f3eee2;--ink:#16302f;--soft:#45605d;--teal:#0f5c56;--rust:#a6360f;--amber:#8a4b00;--line:#7b8a86;--hair:#d8d3c6;--focus:#b3540a";
const night =
  "--paper:#12201f;--wash:#1a2b2a;--ink:#eef3ef;--soft:#b3c5c0;--teal:#7fd1c4;--rust:#ff9b73;--amber:#f2bd6b;--line:#82948f;--hair:#2f4442;--focus:#f2bd6b";
/** On paper: black, and shapes rather than colors. */
const print =
  "--paper:#fff;--wash:#fff;--ink:#000;--soft:#222;--teal:#000;--rust:#000;--amber:#000;--line:#555;--hair:#bbb;--focus:#000";

export const tokens: string = `
:root{color-scheme:light dark;${day}}
@media (prefers-color-scheme:dark){:root{${night}}}
@media print{:root{color-scheme:light;${print}}}
`;
