/** People of a `.fam`. */
import { type ByteSource, PangenicError } from "../../base/index.ts";
import { eachRow, fieldsAt } from "../bytes/text-rows.ts";
import type { CohortPerson } from "./cohort.ts";

const decoder = new TextDecoder();

/**
 * Columns: family, person, father, mother, sex (1 male, 2 female, anything else not stated), phenotype. A family `0` is none.
 * @throws PangenicError `plink-line-invalid`, `plink-person-duplicated`, and what `eachRow` throws.
 */
export async function readFam(fam: ByteSource): Promise<readonly CohortPerson[]> {
  const people: (CohortPerson & { phenotype: string })[] = [];
  const seen = new Set<string>();
  // PLINK: where every phenotype is 0, 1, 2 or -9, it tells controls and cases, and 0 is missing too.
  let isStatus = true;
  const fields = new Int32Array(12);
  await eachRow(fam, ".fam", (bytes, start, end, line) => {
    if (fieldsAt(bytes, start, end, fields) !== 6)
      throw new PangenicError(
        "plink-line-invalid",
        "a .fam line has six columns, separated by spaces or tabs: family, person, father, mother, sex, phenotype",
        { line },
      );
    const field = (column: number): string => {
      const from = fields[2 * column]!;
      const to = fields[2 * column + 1]!;
      const letter = to - from === 1 ? letters[bytes[from]!] : undefined;
      return letter ?? decoder.decode(bytes.subarray(from, to));
    };
    const [familyId, id, sex, phenotype] = [field(0), field(1), field(4), field(5)];
    const key = `${familyId}\t${id}`;
    if (seen.has(key))
      throw new PangenicError("plink-person-duplicated", "a person stands twice in the .fam file", { line });
    seen.add(key);
    isStatus &&= phenotype === "-9" || /^(?:[012]|-9|NA|nan)$/i.test(phenotype);
    people.push({
      familyId: familyId === "0" ? "" : familyId,
      id,
      sex: sex === "1" ? "male" : sex === "2" ? "female" : null,
      phenotype,
      isFounder: field(2) === "0" && field(3) === "0",
    });
  });
  if (people.length === 0) throw new PangenicError("file-empty", "the .fam file has no person");
  const isMissing = (phenotype: string): boolean =>
    phenotype === "-9" || (isStatus && phenotype === "0") || /^(?:NA|nan)$/i.test(phenotype);
  return people.map((person) => (isMissing(person.phenotype) ? { ...person, phenotype: null } : person));
}

/** Most fields are one letter long. */
const letters = Array.from({ length: 128 }, (_, byte) => String.fromCharCode(byte));
