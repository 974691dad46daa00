import { crc32, deflateRawSync } from "node:zlib";

/** A zip of texts, packed. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [label, plain] = [Buffer.from(name), Buffer.from(text)];
    const packed = deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, label, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, place, label]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A workbook of one sheet whose texts are shared, as a report's are. */
export function workbookOf(rows: readonly (readonly (string | boolean | number | undefined)[])[]): Buffer {
  const texts: string[] = [];
  const cell = (value: string | boolean | number | undefined, column: number, row: number): string => {
    const at = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
    if (value === undefined) return "";
    if (typeof value === "boolean") return `<c ${at} t="b"><v>${Number(value)}</v></c>`;
    if (typeof value === "number") return `<c ${at}><v>${value}</v></c>`;
    return `<c ${at} s="1" t="s"><v>${texts.push(value) - 1}</v></c>`;
  };
  const body = rows.map((row, index) => `<row r="${index + 1}">${row.map((value, column) => cell(value, column, index)).join("")}</row>`);
  const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const shared = texts.map(
    (text) =>
      `<si><r><t>${escaped(text.slice(0, 1))}</t></r><r><t xml:space="preserve">${escaped(text.slice(1))}</t></r><rPh><t>ignored</t></rPh></si>`,
  );
  return zipOf({
    "[Content_Types].xml": "<Types/>",
    "xl/sharedStrings.xml": `<?xml version="1.0"?><sst xmlns="x">${shared.join("")}</sst>`,
    "xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet><sheetData>${body.join("")}</sheetData></worksheet>`,
  });
}
