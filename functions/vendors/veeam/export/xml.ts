/** A tag, with the text that stood before it. Prefixes (`x:row`) are left out. */
export interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly isEmpty: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  /** Decoded. */
  readonly before: string;
}

/** The tags of an XML text, one after another, in one pass: no text is read twice, however it is made. */
export function* tagsOf(xml: string): Generator<Tag> {
  let end = 0;
  for (const found of xml.matchAll(/<(\/?)(?:[\w-]{1,40}:)?([\w-]{1,40})([^<>]*)>/g)) {
    const [whole, slash, name = "", rest = ""] = found;
    yield {
      name,
      isEnd: slash === "/",
      isEmpty: rest.endsWith("/"),
      attributes: Object.fromEntries([...rest.matchAll(/\s([\w:-]{1,40})="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value])),
      before: decoded(xml.slice(end, found.index)),
    };
    end = found.index + whole.length;
  }
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

const decoded = (text: string): string =>
  text.includes("&") ? text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,10}));/gi, decodedOne) : text;

function decodedOne(whole: string, decimal?: string, hex?: string, name = ""): string {
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
}
