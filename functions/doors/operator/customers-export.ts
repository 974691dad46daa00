import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod";
import { Rejected } from "../../errors.ts";
import { readExport } from "../../vendors/veeam/export/read-export.ts";
import { importCustomers } from "../../veeam/import-customers.ts";
import { LARGEST_FILE } from "./body.ts";
import { Refusal } from "./problems.ts";
import { route } from "./route.ts";
import { foundVeeam } from "./veeam-instances.ts";

/** What browsers and command lines say of such a file; an unnamed one is judged by its content. */
const mediaTypes = ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream"] as const;

const fileOf = ({ headers, body = "", isBase64Encoded }: APIGatewayProxyEventV2): Uint8Array => {
  const [type = ""] = (headers["content-type"] ?? "").toLowerCase().split(";");
  if (!mediaTypes.some((known) => known === type.trim()))
    throw new Refusal("wrongContentType", `The file is none of ${mediaTypes.join(", ")}.`);
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  if (bytes.byteLength > LARGEST_FILE) throw new Refusal("tooLarge", "The file is larger than 4 MB.");
  return bytes;
};

export const CustomersImport = z.object({
  customers: z.int().describe("Customers in the file."),
  skipped: z.int().describe("Rows that could not be read."),
  resumed: z.array(z.string()).describe("Orders that went on."),
  undecided: z
    .array(z.string())
    .describe("Orders whose customer may be in the file, without our mark, its id, or its registration: confirm them by hand."),
});

export const importExport = route({
  method: "POST",
  path: "/v1/instances/{instanceId}/customers-export",
  operationId: "importCustomersExport",
  summary: "Takes Pulse's report All Customers (CSV, ISO-8859-1 unless told, or XLSX) and resumes the orders that it decides",
  status: 200,
  query: z.strictObject({ encoding: z.enum(["latin1", "utf-8"]).default("latin1") }),
  body: z.instanceof(Uint8Array),
  file: { mediaTypes, read: fileOf },
  answer: CustomersImport,
  refuses: [],
  run: async ({ id, query: { encoding }, body: bytes }, services) => {
    await foundVeeam(id, services);
    const file = readable(bytes, encoding);
    const { resumed, undecided } = await importCustomers(file, id, services);
    services.log("info", "customers' export imported", { instanceId: id });
    return { customers: file.customers.length, skipped: file.skipped, resumed: [...resumed], undecided: [...undecided] };
  },
});

const readable = (bytes: Uint8Array, encoding: "latin1" | "utf-8") => {
  try {
    return readExport(bytes, encoding);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    throw new Refusal("unreadable", "The file is no export of Pulse's customers that can be read: send All Customers as CSV or XLSX.");
  }
};
