/**
 * `npm run evidence [-- medicines | similarity | adjustment …]`: measures ourselves on real people, all parts or those named, and
 * writes what was found into `evidence/`: aggregates only. Reads the shared data beside the checkout.
 * Run again after any change to what is measured; a panel or knowledge of another digest makes the old figures void.
 */
const parts = {
  medicines: () => import("./evidence/medicines.ts"),
  similarity: () => import("./evidence/similarity.ts"),
  adjustment: () => import("./evidence/adjustment.ts"),
};

const asked = process.argv.slice(2).filter((name): name is keyof typeof parts => name in parts);
for (const name of asked.length > 0 ? asked : (Object.keys(parts) as (keyof typeof parts)[])) {
  process.stderr.write(`${name}\n`);
  await parts[name]();
}
await import("./evidence/readme.ts");
