/** On paper: A4 or Letter, 16 mm, 11 pt, safe in black; a header on every page. */
export const print: string = `
@media print{
body{font-size:11pt;line-height:1.35}
.leaf{--gutter:2.2rem;max-width:none;padding:0 0 0 var(--gutter)}
.leaf::before{inset-inline-start:calc(var(--gutter) - .7rem)}
.band{height:1.5rem}
.brand{margin:.5rem 0 .75rem}
h1,h2,h3.group{font-family:'Source Serif 4',Charter,'Iowan Old Style','Noto Serif',Georgia,serif}
h1{font-size:21pt;margin-bottom:.5rem;max-width:none}
h2{font-size:15pt;margin-bottom:.3rem}
h3,.card h3,h3.group{font-size:12pt;margin:.9rem 0 .2rem}
.card h3{margin-top:0}
.word,.genes h3{font-size:11pt;margin:0}
.number{inset-inline-start:calc(.55rem - var(--gutter));width:1rem}
.card .person>.mark,h3.group .mark{inset-inline-start:calc(.35rem - var(--gutter));top:auto;width:.9rem;height:.9rem}
.card .person>.mark{top:.1rem}
.rule{font-size:12pt;margin-bottom:.6rem}
.card .gist{font-size:11pt;margin-bottom:.2rem}
.tally{margin-bottom:.6rem}
section{padding-top:1.1rem}
p,ul,ol,dl,table{max-width:none;margin-bottom:.35rem}
h2,h3,h4,.act,caption{break-after:avoid}
.person,.act,.notes p,.notes table,summary,tr,li,figure,.levels>div{break-inside:avoid}
.card{display:grid;grid-template-columns:1.15fr 1fr;column-gap:1.4rem;padding:.7rem 0 .35rem}
.marks{display:block;margin:.35rem 0}
.marks>div{margin-bottom:.25rem}
.marks dt,.marks dd{display:inline;margin-inline-end:.4rem}
.notes,.depth,table,.soft,.legend,.brand,.two,.marks,.marks p,.marks dt,.facts,.levels,.gaps,.sources ol,footer{font-size:9pt;line-height:1.3}
.notes p,.depth p{margin-bottom:.3rem}
summary{min-height:0}
summary::after{display:none!important}
.margin>summary{font-size:9pt;font-weight:700;color:#000}
.margin::details-content,.fold::details-content{content-visibility:visible;block-size:auto}
.fold>summary{display:none}
.sources>summary{display:block}
.cluster{margin-bottom:.5rem}
.cluster>.act{margin-bottom:.2rem}
.cluster>details>summary,.genes>details>summary{display:grid;grid-template-columns:8.2rem minmax(0,1fr) auto;gap:0 .6rem;padding:.12rem 0;align-items:baseline}
.genes>details>summary{grid-template-columns:5rem minmax(0,1fr) minmax(0,1.4fr) auto}
.cluster>details>summary>*{grid-row:1;grid-column:auto}
.cluster>details>summary .two{grid-column:3}
.genes>details>summary>*{grid-row:1!important;grid-column:auto!important}
.cluster .gist,.genes .gist,.genes .call{font-size:9pt;line-height:1.3}
.cluster .two,.genes .two{display:flex;flex-wrap:nowrap;gap:.8rem;justify-content:end}
.fold .cluster{columns:2;column-gap:1.5rem}
.fold .cluster>h4,.fold .cluster>.act{column-span:all}
.fold .cluster>details>summary{grid-template-columns:minmax(0,1fr) auto}
.fold .cluster>details>summary b{font-size:9.5pt}
.fold .cluster .gist{grid-row:2;grid-column:1/-1}
.fold .cluster .two{grid-column:2;gap:.5rem}
.fold .cluster .two i{font-size:0}
.fold .cluster .two b{font-size:7.5pt}
.tail .cluster{columns:auto}
.tail .cluster>details{display:inline-block;border:0!important;margin-inline-end:.9rem}
.tail .cluster .two,.tail .cluster .gist{display:none!important}
.tail .cluster>details>summary b{font-weight:400}
.sources ol{columns:3;font-size:7.5pt;padding-inline-start:1.6rem}
.sources h4{font-size:9pt;margin:.4rem 0 .1rem}
.facts,.gaps{columns:2;display:block}
.levels,.facts{gap:.1rem}
footer{padding-top:.6rem}
a{text-decoration:none}
}
`;

/** Text of a file inside a style sheet: every character that could end the string or the sheet is escaped. */
export function cssString(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} .,·-]/gu, (c) => `\\${c.codePointAt(0)!.toString(16)} `)}"`;
}

/** The running head of each printed page: what it is, whose, when, and which page of how many. */
export function pageHeader(title: string, whose: readonly (string | null)[], rule: string): string {
  const head = [title, ...whose.filter((part) => part !== null)].join(" · ");
  return `@page{margin:16mm;@top-left{content:${cssString(head)};font:9pt sans-serif}@top-right{content:counter(page) " / " counter(pages);font:9pt sans-serif}@bottom-left{content:${cssString(rule)};font:9pt sans-serif}}`;
}
