/** Medicines, genes and what belongs to them. */
export const entries: string = `
.mark{width:1.05rem;height:1.05rem;flex:none;vertical-align:-.12em}
.change{color:var(--rust)}
.adjust{color:var(--amber)}
.no-change{color:var(--teal)}
.unknown{color:var(--soft)}
li.change,li.adjust,li.no-change,li.unknown,.card,h3.group{color:var(--ink)}
.well,.partly,.poorly,.not-tested,.not-stated{white-space:nowrap}
.well::before,.partly::before,.poorly::before,.not-tested::before,.not-stated::before{content:"";display:inline-block;width:3.1em;height:.68em;margin-inline-end:.5em;transform:skewX(-14deg);color:var(--teal);--step:repeating-linear-gradient(90deg,currentColor 0 .6em,#0000 .6em .8333em);background:var(--step) 0 0/var(--full) 100% no-repeat,var(--step) 0 0/100% 1px no-repeat,var(--step) 0 100%/100% 1px no-repeat,repeating-linear-gradient(90deg,currentColor 0 1px,#0000 1px calc(.6em - 1px),currentColor calc(.6em - 1px) .6em,#0000 .6em .8333em);-webkit-print-color-adjust:exact;print-color-adjust:exact}
.well{--full:100%}
.partly{--full:50%}
.poorly{--full:25%}
.not-tested{--full:0}
.not-stated{--full:0;--step:none}
.two i{white-space:nowrap}
.genes .two i{white-space:normal}
.two b::before{margin-inline-start:.35em}
.not-stated::before{--step:repeating-linear-gradient(90deg,currentColor 0 2px,#0000 2px 4px);background:var(--step) 0 0/100% 1px no-repeat,var(--step) 0 100%/100% 1px no-repeat}
.card{padding:1.5rem 0 1.25rem;border-top:1px solid var(--hair)}
.person{position:relative}
.card .person>.mark{position:absolute;inset-inline-start:calc(.55rem - var(--gutter));top:.22rem;width:1.25rem;height:1.25rem;background:var(--paper)}
.card h3{margin:0 0 .35rem;font-size:1.375rem;display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .75rem}
.word{font-size:1.0625rem}
.change .word{color:var(--rust)}
.adjust .word{color:var(--amber)}
.no-change .word{color:var(--teal)}
.unknown .word{color:var(--soft)}
.card .gist{font-size:1.1875rem;line-height:1.4;margin-bottom:.4rem}
.card .act{font-weight:700}
.flag{border-inline-start:3px solid var(--amber);padding-inline-start:.75rem}
.notice{max-width:34rem;margin-bottom:1.5rem;padding-block:.15rem}
.notice p{margin-bottom:.4rem}
.notice b{font-size:1.1875rem}
.marks{display:grid;gap:.6rem;margin:1rem 0 .5rem}
.marks dt,.marks p{color:var(--soft);font-size:.9375rem;line-height:1.45}
.marks dd{margin:0}
.marks p{margin:.1rem 0 0}
summary{cursor:pointer;list-style:none;min-height:3rem;display:flex;align-items:center;gap:.5rem}
summary::-webkit-details-marker{display:none}
summary::after{content:"";width:.5rem;height:.5rem;margin-inline:.25rem .35rem;border:solid var(--teal);border-width:0 2px 2px 0;rotate:45deg;flex:none;margin-inline-start:auto;translate:0 -.15rem}
[open]>summary::after{rotate:225deg;translate:0 .15rem}
.margin>summary,.names>summary,.fold>summary{color:var(--teal);justify-content:flex-start}
.margin>summary::after,.names>summary::after,.fold>summary::after{margin-inline-start:.35rem}
.notes,.depth{font-size:.9375rem;line-height:1.5;padding-bottom:1rem}
.notes p,.depth p{margin-bottom:.6rem}
.notes b{font-weight:400;display:block}
.warfarin b{display:inline}
.notes p{color:var(--soft)}
.notes b,.notes .flag{color:var(--ink)}
.notes ul{padding-inline-start:1.1rem;margin-bottom:.5rem}
h3.group{display:flex;align-items:center;gap:.6rem;position:relative;margin-top:2.75rem}
h3.group .mark{position:absolute;inset-inline-start:calc(.55rem - var(--gutter));width:1.25rem;height:1.25rem;background:var(--paper)}
.count{font-weight:400;color:var(--soft)}
.cluster{margin-bottom:1.75rem}
.cluster>.act{margin-bottom:.75rem}
.cluster>details,.genes>details{border-top:1px solid var(--hair)}
.cluster>details:last-child,.genes>details:last-child{border-bottom:1px solid var(--hair)}
.cluster>details>summary,.genes>details>summary{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem .5rem;padding:.7rem 0}
.cluster>details>summary>*,.genes>details>summary>*{grid-column:1}
.cluster>details>summary::after,.genes>details>summary::after{grid-column:2;grid-row:1}
.cluster .gist,.genes .gist{color:var(--soft)}
.two{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;font-size:.9375rem}
.two{color:var(--soft)}
.two b{color:var(--ink);font-weight:400}
.genes h3{margin:0;font-size:1.0625rem}
.call{font-weight:400}
table{border-collapse:collapse;margin:0 0 1rem;font-size:.9375rem;width:100%;max-width:40rem}
caption{text-align:start;font-weight:700;padding-bottom:.25rem}
th,td{text-align:start;padding:.25rem .75rem .25rem 0;vertical-align:top;font-weight:400}
thead th{color:var(--soft);vertical-align:bottom;line-height:1.25}
tbody tr{border-top:1px solid var(--hair)}
.candidates th{min-width:4.2rem}
.missed tbody tr{height:26px;border:0}
.missed tbody td,.missed tbody th{padding-block:0;line-height:26px;white-space:nowrap}
.missed .figure{width:30%;padding-inline-end:1rem}
.missed tbody .figure{padding-inline-end:1rem}
.missed svg{display:block;width:100%}
.axis{display:flex;justify-content:space-between;font-weight:400}
.missed .own th,.missed .own td:not(.figure){font-weight:700}
.grid,.range,.dot{fill:none;vector-effect:non-scaling-stroke}
.grid{stroke:var(--hair)}
.range{stroke:var(--teal);stroke-width:3px}
.dot{stroke:var(--ink);stroke-width:9px;stroke-linecap:round}
.people svg{display:block;width:100%;max-width:25rem}
.some{fill:var(--ink)}
.rest{fill:none;stroke:var(--line);stroke-width:.7}
.facts,.levels{display:grid;gap:.35rem}
.facts>div,.levels>div{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:0 1rem}
.facts dt{color:var(--soft)}
dd{margin:0}
code{font:inherit;overflow-wrap:anywhere}
ul,ol{padding-inline-start:1.15rem}
li::marker{color:var(--soft)}
.sources ol{font-size:.9375rem;padding-inline-start:2.2rem}
.abstains .act{font-weight:700}
@media (max-width:22em){.missed .figure{display:none}}
@media (max-width:30em){.missed{font-size:.875rem}.missed th,.missed td{padding-inline-end:.4rem}.levels>div,.facts>div{grid-template-columns:1fr}.facts dt{margin-top:.35rem}}
@media (min-width:48em){
.card .person>.mark,h3.group .mark{inset-inline-start:calc(1.1rem - var(--gutter))}
.marks{grid-template-columns:3fr 2fr;gap:1.5rem}
.cluster>details>summary{grid-template-columns:minmax(0,11rem) minmax(0,1fr) 13.5rem 2rem;column-gap:1.5rem;align-items:baseline}
.cluster>details>summary>b{grid-column:1;grid-row:1}
.cluster>details>summary .gist{grid-column:2;grid-row:1}
.cluster>details>summary .two{grid-column:3;grid-row:1}
.cluster>details>summary::after{grid-column:4}
.genes>details>summary{grid-template-columns:7rem minmax(0,14rem) minmax(0,1fr) 2rem;gap:.1rem 1.5rem}
.genes>details>summary>h3{grid-column:1;grid-row:1}
.genes .call{grid-column:2;grid-row:1}
.genes>details>summary .gist{grid-column:2;grid-row:2}
.genes>details>summary .two{grid-column:3;grid-row:1}
.genes>details>summary::after{grid-column:4}
}
@media (min-width:64em){
.card{display:grid;grid-template-columns:minmax(0,38rem) minmax(15rem,1fr);column-gap:3.5rem}
.cluster>details>summary{grid-template-columns:minmax(0,13rem) minmax(0,1fr) 25rem 2rem}
.cluster .two,.genes .two{display:grid;grid-template-columns:12rem 12.5rem;justify-content:end}
.genes .two{grid-template-columns:auto}
.margin::details-content{content-visibility:visible;block-size:auto}
.margin>summary{pointer-events:none;min-height:0;color:var(--soft);font-size:.9375rem;font-weight:700;margin-bottom:.5rem}
.margin>summary::after{display:none}
}
@media (forced-colors:active){.mark{color:CanvasText}.well::before,.partly::before,.poorly::before,.not-tested::before,.not-stated::before{forced-color-adjust:none;color:CanvasText}.band path,.range,.dot{stroke:CanvasText}.band .gap{stroke:Canvas}}
`;
