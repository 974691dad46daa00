import type { IncomingHttpHeaders } from "node:http";
import { badRequest, RefusedWith } from "./errors.ts";
import type { Site } from "./exchange.ts";

const newest = "3.7";
const known = new Set(["3.5.1", "3.6", "3.6.1", "3.6.2", newest]);

/**
 * The REST version that the client speaks (sheet 9.1). Without the header, an upgraded server refuses in a form of its own;
 * a version it does not know is an ordinary error.
 */
export function versionOf({ rules }: Site, headers: IncomingHttpHeaders): string {
  const given = headers["x-client-version"];
  if (typeof given !== "string" || given === "") {
    if (rules.versionHeader === "optional") return newest;
    const error = {
      code: "UnsupportedApiVersion",
      message: "The HTTP resource does not support an unspecified API version.",
      innerError: null,
    };
    throw new RefusedWith(400, { error });
  }
  if (!known.has(given)) throw badRequest(`The REST API version '${given}' is not supported.`, "X-Client-Version");
  return given;
}
