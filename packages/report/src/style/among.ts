/** The map of people, the bars of groups: colors of Okabe and Ito 2008, told apart by all kinds of color vision; shapes besides. */
export const among: string = `
.gist{font-size:1.1875rem;line-height:1.4}
.shares{display:grid;gap:.35rem;max-width:26rem}
.shares>div{display:grid;grid-template-columns:5rem 1fr;align-items:center}
.shares dd{margin:0;display:grid;grid-template-columns:1fr 4.5rem;gap:.75rem;align-items:center}
.shares svg{height:.7rem;width:100%;background:var(--wash)}
.shares path{stroke:var(--teal);stroke-width:4;fill:none}
.maps{display:grid;gap:1rem;max-width:none}
.map{width:100%;max-width:34rem;border:1px solid var(--hair);background:var(--wash)}
.map .group{fill:none;stroke-width:3;opacity:.65}
.map .g0{stroke-linecap:round}
.map .group.g0{stroke-width:11}
.map text{font:600 36px sans-serif;text-anchor:middle;fill:var(--ink);stroke:var(--wash);stroke-width:8;paint-order:stroke;stroke-linejoin:round}
.map .group.g0{stroke:#0072b2}
.map .group.g1{stroke:#d55e00}
.map .group.g2{stroke:#009e73}
.map .group.g3{stroke:#cc79a7}
.map .group.g4{stroke:#e69f00}
.map .group.g5{stroke:#56b4e9}
.map circle.you{fill:none;stroke:var(--ink);stroke-width:8}
.map text.you{font-weight:800}
@media (min-width:60em){.maps{grid-template-columns:1fr 1fr}.maps figcaption{grid-column:1/-1}}
@media print{.maps{grid-template-columns:1fr 1fr}.maps figcaption{grid-column:1/-1}}
`.replace(/\n/g, "");
