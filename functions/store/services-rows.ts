import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { bookOf, type SavedBook, ServicesHead } from "../services/head.ts";
import { partHash } from "../services/parts.ts";
import type { ServicesWriter } from "../services/ports.ts";
import { priceBookOf } from "../services/price-book-of.ts";
import type { PriceBook } from "../services/price-book.ts";
import { Difference } from "../services/recorded-difference.ts";
import { readDefinition, readStored } from "../services/stored-definition.ts";
import { UploadedPriceList } from "../services/uploaded-price-list.ts";
import { documents, written } from "./row.ts";

const compressed = promisify(gzip);
const expanded = promisify(gunzip);

const HeadRow = z.object({ head: ServicesHead });
const PartRow = z.object({ content: z.instanceof(Uint8Array) });
/** The list stands in parts; null once it was taken away. */
const UploadRow = z.object({ parts: z.array(z.string()).nullable() });

/** Characters of a part of an uploaded list. */
const UPLOAD_PART = 300_000;

/** The rows of what instances sell: a head an instance, parts that never change, and the uploaded price list. Nothing is ever deleted. */
export const servicesRows = (client: DynamoDBClient, table: string): ServicesWriter => {
  const store = documents(client);

  const row = async (servicesKey: string): Promise<unknown> =>
    (await store.send(new GetCommand({ TableName: table, Key: { servicesKey }, ConsistentRead: true }))).Item;

  const head: ServicesWriter["head"] = async (instanceId) => {
    const found = await row(`${instanceId}#head`);
    return found === undefined ? undefined : HeadRow.parse(found).head;
  };

  const part: ServicesWriter["part"] = async (instanceId, hash) => {
    const found = await row(`${instanceId}#part#${hash}`);
    return found === undefined ? undefined : (await expanded(PartRow.parse(found).content)).toString("utf8");
  };
  const needed = async (instanceId: string, hash: string): Promise<string> => {
    const text = await part(instanceId, hash);
    if (text === undefined) throw new Error("a part of what an instance sells is missing");
    return text;
  };

  const keepPart: ServicesWriter["keepPart"] = async (instanceId, hash, text) => {
    const Item = { servicesKey: `${instanceId}#part#${hash}`, content: await compressed(text) };
    // The same hash is the same content: one that is there is left alone.
    await written(store.send(new PutCommand({ TableName: table, Item, ConditionExpression: "attribute_not_exists(servicesKey)" })));
  };

  const definition: ServicesWriter["definition"] = (instanceId, { root, takenAt }) =>
    readDefinition(root, takenAt, (hash) => part(instanceId, hash));

  const readBook = async (instanceId: string, { root, month, savedAt }: SavedBook): Promise<PriceBook> => {
    const read = (hash: string) => part(instanceId, hash);
    const { digits } = await readStored(root, read);
    return priceBookOf(await readDefinition(root, savedAt, read), { instanceId, month, digits });
  };
  // A root names its content, which never changes; bills of many accounts and months ask for the same prices one after another.
  let lastBook: { readonly root: string; readonly book: PriceBook } | undefined;

  return {
    head,
    part,
    keepPart,
    definition,

    saveHead: (read, next) => {
      const Item = { servicesKey: `${read.instanceId}#head`, head: { ...next, revision: read.revision + 1 } };
      const condition =
        read.revision === 0
          ? { ConditionExpression: "attribute_not_exists(servicesKey)" }
          : {
              ConditionExpression: "#head.#revision = :read",
              ExpressionAttributeNames: { "#head": "head", "#revision": "revision" },
              ExpressionAttributeValues: { ":read": read.revision },
            };
      return written(store.send(new PutCommand({ TableName: table, Item, ...condition })));
    },

    difference: async (instanceId, hash) => Difference.parse(JSON.parse(await needed(instanceId, hash))),

    published: async (instanceId) => {
      const found = (await head(instanceId))?.published;
      return found === undefined ? undefined : definition(instanceId, found);
    },

    priceBook: async (instanceId, month) => {
      const found = await head(instanceId);
      const saved = found === undefined ? undefined : bookOf(found, month);
      if (saved === undefined) return undefined;
      const { root, savedAt } = saved;
      const book = lastBook?.root === root ? lastBook.book : await readBook(instanceId, saved);
      lastBook = { root, book };
      return { ...book, instanceId, month, savedAt };
    },

    uploadedPriceList: async (instanceId) => {
      const found = await row(`${instanceId}#upload`);
      const parts = found === undefined ? null : UploadRow.parse(found).parts;
      if (parts === null) return undefined;
      const texts = await Promise.all(parts.map((hash) => needed(instanceId, hash)));
      return UploadedPriceList.parse(JSON.parse(texts.join("")));
    },

    replaceUploadedPriceList: async (instanceId, list) => {
      const parts = list === undefined ? null : cut(JSON.stringify(list));
      for (const text of parts ?? []) await keepPart(instanceId, partHash(text), text);
      const Item = { servicesKey: `${instanceId}#upload`, parts: parts?.map(partHash) ?? null };
      await store.send(new PutCommand({ TableName: table, Item }));
    },
  };
};

/** In parts, none of which ends in half a character. */
const cut = (text: string): readonly string[] => {
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const end = from + UPLOAD_PART;
    const to = /[\uDC00-\uDFFF]/.test(text.charAt(end)) ? end + 1 : end;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
};
