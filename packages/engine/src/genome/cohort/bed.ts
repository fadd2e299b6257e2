/** Is this a `.bed` that holds so many variants of so many people? */
import { type ByteSource, PangenicError } from "../../base/index.ts";

const HEAD = [0x6c, 0x1b] as const;
const VARIANT_MAJOR = 1;

/** @throws PangenicError `file-empty`, `plink-bed-invalid`, `plink-bed-person-major`, `plink-bed-size`. */
export async function checkBed(bed: ByteSource, variants: number, people: number): Promise<void> {
  if (bed.size === 0) throw new PangenicError("file-empty", "the .bed file is empty", { offset: 0 });
  const head = await bed.read(0, 3);
  if (head.length < 3 || HEAD.some((byte, i) => head[i] !== byte) || head[2]! > VARIANT_MAJOR)
    throw new PangenicError("plink-bed-invalid", "a .bed file begins with the bytes 6c 1b 01", { offset: 0 });
  if (head[2] !== VARIANT_MAJOR)
    throw new PangenicError(
      "plink-bed-person-major",
      "the .bed file goes person by person; write it anew variant by variant (plink --make-bed)",
      { offset: 2 },
    );
  const stride = Math.ceil(people / 4);
  const wanted = 3 + variants * stride;
  if (bed.size !== wanted)
    throw new PangenicError(
      "plink-bed-size",
      `the .bed file ${bed.size < wanted ? "is cut, or" : "is too long, or"} belongs to others: ` +
        `${variants} variants in .bim and ${people} people in .fam need ${wanted} bytes, it has ${bed.size}`,
      { offset: Math.min(bed.size, wanted) },
    );
}
