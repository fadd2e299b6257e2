import { expect, test } from "vitest";
import { PangenicError } from "../../base/index.ts";
import { columnOf, readPeopleTable } from "./people-table.ts";

test("tabs and spaces, with and without family, bring the same table", () => {
  const expected = {
    columns: ["Y", "G"],
    ids: ["a", "b"],
    rows: [
      ["1.5", "X"],
      [null, "Z"],
    ],
  };
  for (const text of [
    "#IID\tY\tG\na\t1.5\tX\nb\tNA\tZ\n",
    "\uFEFF#FID\tIID\tY\tG\r\nf\ta\t1.5\tX\r\ng\tb\t\tZ\r\n",
    "FID IID Y G\nf a 1.5 X\n g  b   nan Z",
  ])
    expect(readPeopleTable(text)).toEqual(expected);
});

test("a column is found by its name, the first without one; an unknown one is refused", () => {
  const table = readPeopleTable("#IID\tY\tG\n1\t1.5\tX\n");
  expect(columnOf(table, "G").get("1")).toBe("X");
  expect(columnOf(table, null).get("1")).toBe("1.5");
  expect(() => columnOf(table, "H")).toThrow(PangenicError);
  expect(() => columnOf(readPeopleTable("#IID\n1\n"), null)).toThrow(PangenicError);
});

test.each([
  ["", "first columns"],
  ["a\t1\n", "first columns"],
  ["Y\tFID\tIID\n1\t2\t3\n", "first columns"],
  ["#IID\tY\n", "no people"],
  ["#IID\tY\na\t1\t2\n", "2 columns"],
  ["#IID\tY\na\t1\na\t2\n", "twice"],
])("a broken table is refused without naming anyone: %j", (text, rule) => {
  expect(() => readPeopleTable(text)).toThrow(rule);
});
