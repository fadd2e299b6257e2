/**
 * Writes a made-up genome as VCF to standard output: `node bench/vcf-input.mjs rich|sparse LINES SEED`.
 * `rich` has the INFO fields a variant caller writes, about 200 bytes a line; `sparse` has GT:AD:DP:GQ only.
 * Positions are spread over chromosomes 1–22 and X of GRCh38 by length. The same arguments write the same bytes.
 */
import { once } from "node:events";

const [kind = "rich", lineCount = "1000000", seed = "1"] = process.argv.slice(2);
const lengths = {
  1: 248956422, 2: 242193529, 3: 198295559, 4: 190214555, 5: 181538259, 6: 170805979, 7: 159345973, 8: 145138636,
  9: 138394717, 10: 133797422, 11: 135086622, 12: 133275309, 13: 114364328, 14: 107043718, 15: 101991189, 16: 90338345,
  17: 83257441, 18: 80373285, 19: 58617616, 20: 64444167, 21: 46709983, 22: 50818468, X: 156040895,
}; // biome-ignore format: a table
const names = [...Array.from({ length: 22 }, (_, i) => String(i + 1)), "X"];

/** sfc32, seeded by one number. */
function generator(from) {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162 ^ from, 1];
  const next = () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return (below) => Math.floor((next() / 2 ** 32) * below);
}

const random = generator(Number(seed));
const total = Number(lineCount);
const genome = names.reduce((sum, name) => sum + lengths[name], 0);

function* header() {
  yield "##fileformat=VCFv4.2";
  yield '##FILTER=<ID=PASS,Description="All filters passed">';
  for (const name of names) yield `##contig=<ID=chr${name},length=${lengths[name]},assembly=GRCh38>`;
  const info = "AC:A:Integer AF:A:Float AN:1:Integer BaseQRankSum:1:Float DP:1:Integer ExcessHet:1:Float FS:1:Float";
  const more =
    "MLEAC:A:Integer MLEAF:A:Float MQ:1:Float MQRankSum:1:Float QD:1:Float ReadPosRankSum:1:Float SOR:1:Float";
  for (const field of `${info} ${more}`.split(" ")) {
    const [id, number, type] = field.split(":");
    yield `##INFO=<ID=${id},Number=${number},Type=${type},Description="${id}">`;
  }
  for (const field of "GT:1:String AD:R:Integer DP:1:Integer GQ:1:Integer PL:G:Integer".split(" ")) {
    const [id, number, type] = field.split(":");
    yield `##FORMAT=<ID=${id},Number=${number},Type=${type},Description="${id}">`;
  }
  yield "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSAMPLE";
}

const bases = "ACGT";
const rank = () => ((random(400) - 200) / 100).toFixed(3);

function row(name, pos) {
  const ref = bases[random(4)];
  const alt = bases[(bases.indexOf(ref) + 1 + random(3)) % 4];
  const id = random(10) < 7 ? `rs${random(1_500_000_000)}` : ".";
  const depth = 20 + random(30);
  const copies = random(3) === 0 ? 2 : 1;
  const altReads = copies === 2 ? depth : Math.round(depth / 2) + random(7) - 3;
  const gt = copies === 2 ? "1/1" : "0/1";
  const reads = `${depth - altReads},${altReads}`;
  const quality = copies === 2 ? Math.min(99, 3 * depth) : 99;
  const start = `chr${name}\t${pos}\t${id}\t${ref}\t${alt}`;
  if (kind === "sparse") return `${start}\t.\tPASS\t.\tGT:AD:DP:GQ\t${gt}:${reads}:${depth}:${quality}`;
  const qual = (random(200000) / 100).toFixed(2);
  const info =
    `AC=${copies};AF=${copies}.00;AN=2;BaseQRankSum=${rank()};DP=${depth};ExcessHet=3.0103;FS=${(random(900) / 1000).toFixed(3)};` +
    `MLEAC=${copies};MLEAF=${copies}.00;MQ=60.00;MQRankSum=${rank()};QD=${(random(3500) / 100).toFixed(2)};ReadPosRankSum=${rank()};SOR=0.${random(900)}`;
  const likelihoods = copies === 2 ? `${depth * 31},${3 * depth},0` : `${altReads * 29},0,${(depth - altReads) * 30}`;
  return `${start}\t${qual}\tPASS\t${info}\tGT:AD:DP:GQ:PL\t${gt}:${reads}:${depth}:${quality}:${likelihoods}`;
}

let text = `${[...header()].join("\n")}\n`;
for (const name of names) {
  const rows = Math.round((total * lengths[name]) / genome);
  const step = lengths[name] / (rows + 1);
  let pos = 10_000;
  for (let i = 0; i < rows; i++) {
    pos += 1 + random(2 * step - 3);
    text += `${row(name, pos)}\n`;
    if (text.length > 1 << 20) {
      if (!process.stdout.write(text)) await once(process.stdout, "drain");
      text = "";
    }
  }
}
process.stdout.write(text);
