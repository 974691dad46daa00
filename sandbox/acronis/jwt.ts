import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";

interface Keys {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

// One pair for the process: making one takes longer than all else a start does, and nobody keeps a token's signature.
let keys: Keys | undefined;

function signingKeys(): Keys {
  keys ??= { id: randomUUID(), ...generateKeyPairSync("rsa", { modulusLength: 2048 }) };
  return keys;
}

/** A signed token that looks as the platform's do: RS256, with `kid` (sheet 2.3). */
export function signedToken(claims: Readonly<Record<string, unknown>>): string {
  const { id, privateKey } = signingKeys();
  const content = `${encode({ alg: "RS256", typ: "JWT", kid: id })}.${encode(claims)}`;
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url")}`;
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

export function publicKeys(): object {
  const { id, publicKey } = signingKeys();
  return { keys: [{ ...publicKey.export({ format: "jwk" }), kid: id, alg: "RS256", use: "sig" }] };
}
