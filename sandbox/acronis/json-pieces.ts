/** A list inside an answer that may be long: its text is made while it is sent. */
export class Many {
  readonly things: Iterable<object>;
  constructor(things: Iterable<object>) {
    this.things = things;
  }
}

const pieceLength = 64 * 1024;

/** The JSON text of a value in pieces of some 64 KiB. Only what lies in a `Many` is walked thing by thing. */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = "";
  for (const part of parts(value)) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

function* parts(value: unknown): Generator<string> {
  if (value instanceof Many) {
    yield* between(
      "[",
      mapped(value.things, (thing) => [JSON.stringify(thing)]),
      "]",
    );
  } else if (Array.isArray(value)) {
    yield* between("[", mapped(value, parts), "]");
  } else if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    yield* between("{", mapped(fields, keyed), "}");
  } else {
    yield JSON.stringify(value ?? null);
  }
}

function* keyed([key, field]: readonly [string, unknown]): Generator<string> {
  yield `${JSON.stringify(key)}:`;
  yield* parts(field);
}

function* mapped<Thing>(things: Iterable<Thing>, textOf: (thing: Thing) => Iterable<string>): Generator<Iterable<string>> {
  for (const thing of things) yield textOf(thing);
}

function* between(open: string, texts: Iterable<Iterable<string>>, close: string): Generator<string> {
  yield open;
  let first = true;
  for (const text of texts) {
    if (!first) yield ",";
    first = false;
    yield* text;
  }
  yield close;
}
