import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod";
import { Time } from "../../clock.ts";
import { readPriceList, UploadedPriceList } from "../../services/uploaded-price-list.ts";
import { LARGEST_FILE } from "./body.ts";
import { foundAcronis } from "./instances.ts";
import { Refusal } from "./problems.ts";
import { noBody, noQuery, nothingBy, route } from "./route.ts";

const address = "/v1/instances/{instanceId}/price-list";
const mediaTypes = ["text/csv"] as const;

export const PriceListFacts = z.object({
  currency: z.string(),
  savedAt: Time,
  prices: z.int().describe("How many there are."),
});

export const PriceListView = UploadedPriceList;

const fileOf = ({ headers, body = "", isBase64Encoded }: APIGatewayProxyEventV2): Uint8Array => {
  const [type = ""] = (headers["content-type"] ?? "").toLowerCase().split(";");
  if (type.trim() !== "text/csv") throw wrongType();
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  if (bytes.byteLength > LARGEST_FILE) throw new Refusal("tooLarge", "The file is larger than 4 MB.");
  return bytes;
};

const replacePriceList = route({
  method: "PUT",
  path: address,
  operationId: "replacePriceList",
  summary: "Replaces the uploaded price list of an Acronis instance (CSV in UTF-8); the next run uses it where Acronis' own cannot be used",
  status: 200,
  query: noQuery,
  body: z.instanceof(Uint8Array),
  file: { mediaTypes, read: fileOf },
  answer: PriceListFacts,
  refuses: [],
  run: async ({ id, body: bytes }, services) => {
    const { primaryCurrency } = await foundAcronis(id, services);
    const read = readPriceList(textOf(bytes), primaryCurrency);
    if ("problems" in read) {
      throw new Refusal("unreadable", "The file is no price list that can be used; nothing is changed.", {
        errors: read.problems.map((message) => ({ path: "", message })),
      });
    }
    const list = { ...read, savedAt: services.clock.now() };
    await services.servicesWriter.replaceUploadedPriceList(id, list);
    services.log("info", "price list replaced", { instanceId: id });
    return factsOf(list);
  },
});

const readList = route({
  method: "GET",
  path: address,
  operationId: "readPriceList",
  summary: "The uploaded price list of an Acronis instance",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: PriceListView,
  refuses: [],
  run: async ({ id }, services) => {
    await foundAcronis(id, services);
    const list = await services.services.uploadedPriceList(id);
    if (list === undefined) throw noList();
    return list;
  },
});

const removePriceList = route({
  method: "DELETE",
  path: address,
  operationId: "removePriceList",
  summary: "Takes the uploaded price list of an Acronis instance away; answers what was taken away",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: PriceListFacts,
  refuses: [],
  run: async ({ id }, services) => {
    await foundAcronis(id, services);
    const list = await services.services.uploadedPriceList(id);
    if (list === undefined) throw noList();
    await services.servicesWriter.replaceUploadedPriceList(id, undefined);
    services.log("info", "price list removed", { instanceId: id });
    return factsOf(list);
  },
});

export const priceListRoutes = [replacePriceList, readList, removePriceList] as const;

const wrongType = () =>
  new Refusal("wrongContentType", "The file is not said to be text/csv.", { cure: "Send the file as `Content-Type: text/csv`." });

const noList = () => nothingBy("No price list is uploaded for this instance.", "Upload one with PUT, if Acronis' own cannot be used.");

const factsOf = ({ currency, savedAt, prices }: UploadedPriceList): z.infer<typeof PriceListFacts> => ({
  currency,
  savedAt,
  prices: prices.length,
});

const textOf = (bytes: Uint8Array): string => {
  const text = new TextDecoder().decode(bytes);
  // A gateway may have replaced what is no UTF-8 before we see it.
  if (text.includes("\u{FFFD}")) throw new Refusal("unreadable", "The file is not UTF-8: save it as CSV UTF-8.");
  return text;
};
