/** Tables as CSV (RFC 4180) that spreadsheets open as data and never as formulas. */

import type { Cell, Table } from "./table";

/** Excel and its kin run a text that starts with one of these; an apostrophe in front makes it text again (OWASP). */
const FORMULA_START = /^[=+\-@\t\r]/;

function field(cell: Cell): string {
  if (typeof cell !== "string") return cell === null || cell === undefined ? "" : String(cell);
  const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toCsv<Row>({ columns, rows }: Table<Row>): string {
  const lines = [
    columns.map((column) => field(column.name)),
    ...rows.map((row) => columns.map((c) => field(c.raw(row)))),
  ];
  return lines.map((line) => `${line.join(",")}\r\n`).join("");
}

/** The file's bytes: the mark in front tells Excel that it is UTF-8. */
export const csvBlob = (csv: string): Blob => new Blob(["\ufeff", csv], { type: "text/csv;charset=utf-8" });
