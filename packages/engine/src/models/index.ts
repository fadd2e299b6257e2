export { type Column, type Columns, packColumns, unpackColumns } from "./columns.ts";
