import * as z from "zod";

const Content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }));
const Operation = z.looseObject({ operationId: z.string(), responses: z.record(z.string(), z.looseObject({ content: Content })) });

/** The parts of an OpenAPI document that answers are held against. */
export const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

/** Throws when an answer of a described address is not as the document says. */
export const judgeOf = ({ paths, components }: z.infer<typeof Document>) => {
  const definitions = JSON.stringify(components.schemas);
  const schemas = new Map<string, z.ZodType>();
  const schemaOf = (schema: Record<string, unknown>): z.ZodType => {
    // Zod reads references below `$defs` only.
    const text = `{"$defs":${definitions},"allOf":[${JSON.stringify(schema)}]}`.replaceAll("#/components/schemas/", "#/$defs/");
    const read = schemas.get(text) ?? z.fromJSONSchema(JSON.parse(text));
    schemas.set(text, read);
    return read;
  };
  return (method: string, path: string, status: number, body: unknown): void => {
    const described = Object.entries(paths).find(([template]) =>
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[\\w.~-]+")}$`).test(path),
    );
    const operation = described?.[1][method.toLowerCase()];
    if (operation === undefined) return;
    const content = operation.responses[String(status)]?.content;
    if (content === undefined) throw new Error(`${operation.operationId} answered ${status}, which the document does not describe`);
    for (const [type, { schema }] of Object.entries(content)) if (type.endsWith("json")) schemaOf(schema).parse(body);
  };
};
