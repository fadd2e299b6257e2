/** The leaflet: one column beside a ruled margin, in which numbers and marks hang. */
export const leaflet: string = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1.0625rem/1.55 'Atkinson Hyperlegible Next','Atkinson Hyperlegible',Seravek,'Gill Sans Nova','Source Sans 3','Noto Sans',Ubuntu,Calibri,'Segoe UI',sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
.leaf{--gutter:2.6rem;position:relative;max-width:74rem;margin-inline:auto;padding:0 1rem 3rem var(--gutter)}
.leaf::before{content:"";position:absolute;inset-block:0;inset-inline-start:calc(var(--gutter) - .75rem);border-inline-start:1px solid var(--hair)}
.defs{position:absolute}
p,ul,ol,dl,figure{margin:0 0 .75rem;max-width:40rem}
h1,h2,h3,h4{line-height:1.2;margin:0;text-wrap:balance}
a{color:var(--teal);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.soft,.legend{color:var(--soft)}
i{font-style:normal}
header{position:relative}
.band{display:block;height:2.75rem;width:100%}
.band path{fill:none;stroke:var(--line)}
.band .own{stroke:var(--teal)}
.band .gap{stroke:var(--paper)}
.brand{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:1.25rem 0 2.25rem;max-width:none;font-size:.9375rem;color:var(--soft)}
.brand b{color:var(--teal);letter-spacing:.02em}
h1{font-size:clamp(2rem,1.35rem + 2.9vw,3.1rem);line-height:1.08;letter-spacing:-.015em;max-width:18ch;margin-bottom:1.25rem}
.rule{font-size:1.1875rem;line-height:1.4;font-weight:700;max-width:34rem;margin-bottom:1.5rem}
.tally{display:flex;flex-wrap:wrap;gap:.35rem 1.75rem;list-style:none;padding:0;margin-bottom:1.5rem}
.tally li{display:flex;align-items:center;gap:.5rem}
.legend span{white-space:nowrap;margin-inline-end:.75rem}
.legend .own{color:var(--teal);font-weight:700}
.legend{font-size:.9375rem}
section{padding-top:3.25rem}
h2{font-size:1.625rem;letter-spacing:-.01em;margin-bottom:.75rem;position:relative}
.number{position:absolute;inset-inline-start:calc(.75rem - var(--gutter));width:calc(var(--gutter) - 1.5rem);text-align:center;color:var(--teal);background:var(--paper)}
h3{font-size:1.25rem;margin:2rem 0 .5rem}
h4{font-size:1.0625rem;margin:1.25rem 0 .25rem}
footer{padding-top:3rem;font-size:.9375rem;color:var(--soft)}
@media (min-width:48em){.leaf{--gutter:5rem;padding-inline-end:3rem}.leaf::before{inset-inline-start:calc(var(--gutter) - 1.5rem)}.number{inset-inline-start:calc(.75rem - var(--gutter));width:calc(var(--gutter) - 3rem)}}
`;
