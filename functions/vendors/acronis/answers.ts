import * as z from "zod";

/** A text as JSON; undefined when it is none, as an HTML page of a gateway on the way. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a body may be Acronis' where none is promised (204): a page of something in between is not. */
export const isEmptyOrJson = (text: string): boolean => text.trim() === "" || jsonOf(text) !== undefined;

const Code = z.union([z.string(), z.number()]).transform(String);

// The platform's envelope (acronis-api.md, 4.1), the token endpoint's flat body (2.4), and newer services' flat body (4.4).
const ErrorBody = z.union([
  z.object({ error: z.object({ code: Code }) }).transform(({ error }) => error.code),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ code: Code }).transform(({ code }) => code),
]);

/** The code of an error's body, in whichever of the shapes it comes; undefined when there is none. */
export const codeOf = (text: string): string | undefined => ErrorBody.safeParse(jsonOf(text)).data;

/**
 * What stands under `items`. One odd object stops no reader: it is left out, since all that we look for in lists carries what we
 * demand of it.
 */
export const listOf = <Item>(item: z.ZodType<Item>) => z.object({ items: readable(item) });

/** A list, without what cannot be read of it. */
export const readable = <Item>(item: z.ZodType<Item>) =>
  z.array(z.unknown()).transform((given) =>
    given.flatMap((each) => {
      const read = item.safeParse(each);
      return read.success ? [read.data] : [];
    }),
  );
