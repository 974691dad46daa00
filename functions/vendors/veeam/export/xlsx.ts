import { mostColumns, mostRows, type Sheet } from "../../../csv.ts";
import { tagsOf } from "./xml.ts";
import { readZip, type ZipFiles } from "./zip.ts";

const mostBytes = 64 * 1024 * 1024;

/** The first sheet of a workbook; undefined for what is none. Enough of the format for a report: texts, numbers, truth values. */
export function readXlsx(bytes: Buffer): Sheet | undefined {
  const files = readZip(bytes);
  const sheet = xmlOf(files, firstSheet(files));
  return sheet === undefined ? undefined : rowsIn(sheet, textsIn(xmlOf(files, "xl/sharedStrings.xml") ?? ""));
}

const firstSheet = (files: ZipFiles): string =>
  [...files.keys()].filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)).toSorted(byNumber)[0] ?? "";

const byNumber = (one: string, other: string): number => one.localeCompare(other, "en", { numeric: true });

/** A part without a document type: entities of one's own are how a small text becomes a huge one. */
function xmlOf(files: ZipFiles, name: string): string | undefined {
  const text = files.get(name)?.(mostBytes)?.toString("utf8");
  return text === undefined || /<!DOCTYPE/i.test(text) ? undefined : text;
}

function rowsIn(xml: string, texts: readonly string[]): Sheet {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = { column: 0, type: "", text: "" };
  for (const { name, isEnd, isEmpty, attributes, before } of tagsOf(xml)) {
    if (name === "row" && !isEnd) row = [];
    if (name === "c" && !isEnd) cell = { column: columnOf(attributes["r"]) ?? row.length, type: attributes["t"] ?? "", text: "" };
    // A value, or a piece of an inline text.
    if (isEnd && (name === "v" || name === "t")) cell.text += before;
    if (name === "c" && (isEnd || isEmpty) && cell.column < mostColumns) {
      while (row.length < cell.column) row.push("");
      row[cell.column] = valueOf(cell, texts).trim();
    }
    if (name === "row" && isEnd && row.some((text) => text !== "")) rows.push(row);
    if (rows.length >= mostRows) break;
  }
  return rows;
}

/** Shared texts in their order; parts of a rich text are put together, its reading aid (`rPh`) left out. */
function textsIn(xml: string): readonly string[] {
  const texts: string[] = [];
  let text = "";
  let isAid = false;
  for (const { name, isEnd, isEmpty, before } of tagsOf(xml)) {
    if (name === "rPh") isAid = !isEnd && !isEmpty;
    if (name === "si" && !isEnd) text = "";
    if (name === "t" && isEnd && !isAid) text += before;
    if (name === "si" && (isEnd || isEmpty)) texts.push(text);
  }
  return texts;
}

function valueOf({ type, text }: { readonly type: string; readonly text: string }, texts: readonly string[]): string {
  switch (type) {
    case "s":
      return texts[Number(text)] ?? "";
    case "b":
      return text === "1" ? "true" : "false";
    default:
      return text;
  }
}

/** `BC12` stands in column 54, counted from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  return letters === undefined ? undefined : letters.split("").reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
