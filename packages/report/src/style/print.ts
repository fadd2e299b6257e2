/** On paper: A4 or Letter, 16 mm, 11 pt, safe in black; a header on every page. */
export const print: string = `
@media print{
body{font-size:11pt;line-height:1.4}
.pangenic{--gutter:2.4rem;max-width:none;padding:0 0 0 var(--gutter)}
.band{width:calc(100% + var(--gutter));margin-inline-end:0;height:2rem}
.brand{margin:.75rem 0 1rem}
h1,h2,h3.group{font-family:'Source Serif 4',Charter,'Iowan Old Style','Noto Serif',Georgia,serif}
h1{font-size:22pt;margin-bottom:.6rem;max-width:none}
h2{font-size:15pt;margin-bottom:.4rem}
h3,.card h3{font-size:12pt}
.rule,.card .gist{font-size:12pt}
section{padding-top:1.5rem}
h2,h3,h4,.act,caption{break-after:avoid}
.card,.line>summary,.gene>summary,tr,li,figure,.levels{break-inside:avoid}
.card{padding:.8rem 0 .6rem}
.card .person>.mark{top:.95rem}
.notes,.depth,table,.soft,.legend,.brand,.two,.marks p,.marks dt{font-size:9.5pt;line-height:1.35}
summary{min-height:0}
summary::after{display:none!important}
.margin>summary{font-size:9.5pt;font-weight:700;color:#000}
.margin::details-content,.fold::details-content{content-visibility:visible;block-size:auto}
.line>summary,.gene>summary{padding:.25rem 0}
.cluster{margin-bottom:.8rem}
p,ul,ol,dl,table{max-width:none}
footer{padding-top:1rem}
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
