import { describe, expect, it } from "vitest";
import { type Export, findInExport, readExport } from "../../../../functions/vendors/veeam/export/read-export.ts";
import { workbookOf, zipOf } from "./a-zip.ts";
import { answerOf, causeOf, first, marker, newCustomer, query, scene } from "./scene.ts";

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
const namesOf = ({ customers }: Export) => customers.map(({ name }) => name);
const causeOfReading = (file: Uint8Array) => causeOf(Promise.resolve().then(() => readExport(file)));
const header = "Verified End Customer Status,VCSP Tenant Account: Customer Name,Country,VDC Registered,Tenant Account CRM ID";

describe("an export of Pulse's customers", () => {
  it("is what the simulated Pulse exports, and shows a registration that support finished", async () => {
    const { contract, simulator, pass } = await scene();
    const { tenantId = "" } = await answerOf(contract.createCustomer(newCustomer, first));
    pass(700);
    const isRegistered = () => readExport(simulator.exportAllCustomers({ checkBox: "true" })).customers[0]?.vdcRegistered;
    expect(isRegistered()).toBe(false);
    simulator.people.finishSupportCase({ customerId: tenantId });
    expect(isRegistered()).toBe(true);
    const found = findInExport(readExport(simulator.exportAllCustomers()), query);
    expect(found.ours).toMatchObject([{ marker, name: "Zoë & Söhne", type: "EndCustomer", status: "Active", vdcRegistered: true }]);
  });

  it("is ISO-8859-1 unless a mark says otherwise", () => {
    const text = `${header}\r\nVerified,Zoë & Söhne,Germany,1,m`;
    expect(namesOf(readExport(latin(text)))).toEqual(["Zoë & Söhne"]);
    expect(namesOf(readExport(Buffer.from(`\u{feff}${text}`)))).toEqual(["Zoë & Söhne"]);
    expect(namesOf(readExport(Buffer.from(`\u{feff}${text}`, "utf16le")))).toEqual(["Zoë & Söhne"]);
    expect(namesOf(readExport(Buffer.from(text), "utf-8"))).toEqual(["Zoë & Söhne"]);
    expect(namesOf(readExport(Buffer.from(text)))).toEqual(["ZoÃ« & SÃ¶hne"]);
  });

  it.each([",", ";", "\t"])("is read whichever delimiter it has: %j", (delimiter) => {
    const lines = [
      ["Customer Name", "VDC Registered", "Domain"],
      [`"Doe; Söhne, ""and"" \tsons\r\nLtd"`, "0", '"a.example"'],
      ["", "", ""],
      ['Un"quoted"', "1", ""],
    ];
    const file = latin(lines.map((line) => line.join(delimiter)).join("\r\n"));
    expect(namesOf(readExport(file))).toEqual(['Doe; Söhne, "and" \tsons\r\nLtd', 'Un"quoted"']);
    expect(namesOf(readExport(Buffer.concat([latin(`sep=${delimiter}\r\n`), file])))).toHaveLength(2);
  });

  it("finds columns by their names, wherever they stand and whatever stands above them", () => {
    const text = [
      "All Customers",
      "Filtered by: Type equals End Customer",
      "",
      "domain;vdc registered;CUSTOMER NAME;Tenant Account CRM ID;Something else",
      `a.example;checked;Anna GmbH;${marker};x`,
      "b.example;maybe;Bert AG;;y",
      "Total;;2;;",
    ].join("\n");
    const read = readExport(latin(text));
    expect(read.customers.map(({ name, vdcRegistered, marker: own }) => [name, vdcRegistered, own])).toEqual([
      ["Anna GmbH", true, marker],
      ["Bert AG", undefined, ""],
    ]);
    expect(findInExport(read, { marker: "other", name: "bert ag", domain: "" })).toMatchObject({ ours: [], alike: [{ name: "Bert AG" }] });
    expect(findInExport(read, { marker: "other", name: "", domain: "A.example" })).toMatchObject({ alike: [{ name: "Anna GmbH" }] });
  });

  it("keeps what nobody has heard of out of its way", () => {
    const text = `Customer Name,Status,Type,Verified End Customer Status\nA,Hibernating,Galactic Customer,Half verified\nB,Active,End Customer,Unverified`;
    expect(readExport(latin(text)).customers.map(({ status, type, verification }) => [status, type, verification])).toEqual([
      ["Unknown", "Unknown", "Unknown"],
      ["Active", "EndCustomer", "Unverified"],
    ]);
  });

  it("takes rows of one customer's subscriptions for one customer, and their status for none of its own", () => {
    const text = [
      "Customer,Tenant ID,Subscription,Product,Status,Start Date,End Date",
      "A,a7m7d0000000I31,SR-00175,VDC for Microsoft 365 Foundation,Pending Cancelation,12-Aug-2025,2025-10-09",
      "A,a7m7d0000000I31AAE,SR-00176,VDC for Microsoft Entra ID,Pending Cancellation,1-July-2025,soon",
    ].join("\n");
    expect(readExport(latin(text)).customers).toMatchObject([{ tenantId: "a7m7d0000000I31AAE", status: "Active" }]);
  });

  it("may be a workbook, with its title, its groups and its totals", () => {
    const file = workbookOf([
      ["All Customers"],
      [],
      [undefined, "Verified End Customer Status ↑", "VCSP Tenant Account: Customer Name", "VDC Registered", "Tenant Account CRM ID"],
      [undefined, "Unverified", "Zoë <& Söhne>", true, marker],
      [undefined, undefined, "Bert AG", false, 102],
      [undefined, "Subtotal", "Count", 2],
    ]);
    expect(readExport(file).customers).toMatchObject([
      { name: "Zoë <& Söhne>", vdcRegistered: true, marker, verification: "Unverified" },
      { name: "Bert AG", vdcRegistered: false, marker: "102", verification: "Unverified" },
    ]);
  });

  it("is refused when it is anything else, however it is packed", async () => {
    const bomb = zipOf({ "xl/worksheets/sheet1.xml": " ".repeat(70 * 1024 * 1024) });
    const entities = zipOf({ "xl/worksheets/sheet1.xml": '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><row/></worksheet>' });
    const others = [
      latin(""),
      latin("hello"),
      latin("Customer Name\nA"),
      latin("<html><body>Sign in</body></html>"),
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.from([1, 0, 2, 0]),
      latin("PK\u0003\u0004 and no directory"),
      zipOf({ "word/document.xml": "<x/>" }),
      bomb,
      entities,
      workbookOf([["hello"]]),
    ];
    for (const file of others) expect(await causeOfReading(file)).toBe("exportUnreadable");
  });

  it("is read in one pass, however it is made", () => {
    const hostile = [
      `Customer Name,Country\n${'"'.repeat(40_001)}`,
      `Customer Name,Country\n${'a"'.repeat(40_000)}`,
      `Customer Name,Country\n${",".repeat(80_000)}`,
    ];
    for (const text of hostile) expect(() => readExport(latin(text))).not.toThrow();
    const sheet = zipOf({ "xl/worksheets/sheet1.xml": `<row>${"<c><v>".repeat(40_000)}${"<".repeat(40_000)}${"&".repeat(40_000)}` });
    expect(() => readExport(sheet)).toThrow(/exportUnreadable/);
  });
});
