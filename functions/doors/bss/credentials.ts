import { createHash, timingSafeEqual } from "node:crypto";
import type { DoorRequest } from "./request.ts";
import type { BssServices } from "./services.ts";

/**
 * The id of the application that calls, or undefined when its credentials are missing, wrong or cannot be decoded
 * (bss-service-management-api.md, 3): a GUID in any of its spellings, and the Base64 of the key's UTF-8 text.
 */
export const authorise = async ({ headers }: DoorRequest, services: BssServices): Promise<string | undefined> => {
  const applicationId = guid(first(headers["x-cloudplatform-applicationid"]));
  const key = base64Bytes(first(headers["x-cloudplatform-apikey"]));
  if (applicationId === undefined || key === undefined) return undefined;
  const applications = await services.applications();
  const expected = applications.get(applicationId);
  // An unknown application takes as long as a wrong key.
  const matches = timingSafeEqual(digest(key), digest(Buffer.from(expected ?? "", "utf8")));
  return matches && expected !== undefined && expected !== "" ? applicationId : undefined;
};

/** Servers join repeated headers by commas, which neither value can hold; the first counts. */
const first = (header: string | undefined): string => (header ?? "").split(",", 1).join("").trim();

/** The spellings that .NET parses: digits alone, with hyphens, and these in braces or parentheses. */
const guid = (header: string): string | undefined => {
  const bare = /^\{(.*)\}$/u.exec(header)?.[1] ?? /^\((.*)\)$/u.exec(header)?.[1];
  const hyphened = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/iu;
  const digits = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/iu;
  const parts = hyphened.exec(bare ?? header) ?? (bare === undefined ? digits.exec(header) : null);
  return parts?.slice(1).join("-").toLowerCase();
};

const base64Bytes = (header: string): Buffer | undefined => {
  const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;
  return header !== "" && base64.test(header) ? Buffer.from(header, "base64") : undefined;
};

const digest = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
