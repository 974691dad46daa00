import { inflateRawSync } from "node:zlib";

/** A file inside a zip, unpacked only when it is asked for, and never beyond its bound. */
export type ZipFiles = ReadonlyMap<string, (mostBytes: number) => Buffer | undefined>;

const mostFiles = 1_000;

/** Reads a zip's directory at its end; what is no zip, is encrypted or packed otherwise gives nothing. Sizes that it claims are not trusted. */
export function readZip(bytes: Buffer): ZipFiles {
  const files = new Map<string, (mostBytes: number) => Buffer | undefined>();
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end === -1 || end + 22 > bytes.length) return files;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < Math.min(count, mostFiles); index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return files;
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, nameEnd);
    const entry = {
      isPlain: (bytes.readUInt16LE(at + 8) & 1) === 0,
      method: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 20),
    };
    const local = bytes.readUInt32LE(at + 42);
    files.set(name, (most) => (entry.isPlain ? unpacked(bytes, { ...entry, local }, most) : undefined));
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

function unpacked(
  bytes: Buffer,
  { method, size, local }: { method: number; size: number; local: number },
  most: number,
): Buffer | undefined {
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50) return undefined;
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(from, from + size);
  if (method === 0) return packed.length <= most ? packed : undefined;
  if (method !== 8) return undefined;
  try {
    // A bomb stops here, however small it is packed.
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch {
    return undefined;
  }
}
