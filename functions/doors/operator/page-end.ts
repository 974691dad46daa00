import * as z from "zod";
import { Time } from "../../clock.ts";
import { cursorOf } from "../../store/cursor.ts";
import { Refusal } from "./problems.ts";

/** A page's end that the list of this status gave. DynamoDB fails on any other, so a text of somebody's own is refused here. */
export const endOf = (after: string, status: "parked" | "running"): string => {
  const end = PageEnd.safeParse(cursorOf(after));
  if (end.success && end.data.openStatus === status) return after;
  const errors = [{ path: "after", message: "This is no `next` of a page of this status" }];
  throw new Refusal("unreadable", "The query cannot be used.", { errors });
};

/** DynamoDB's bytes of a key. */
const LARGEST_KEY = 2048;

const isKey = (text: string): boolean => text !== "" && text.isWellFormed() && Buffer.byteLength(text) <= LARGEST_KEY;

const PageEnd = z.strictObject({
  mappingKey: z.string().refine(isKey),
  openStatus: z.enum(["parked", "running"]),
  acceptedAt: Time.max(40),
});
