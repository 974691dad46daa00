import { createPublicKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";

// One key for the process: making one takes longer than all else a start does, and nobody keeps a token's signature.
let keys: { readonly id: string; readonly privateKey: string } | undefined;

function signingKey(): { readonly id: string; readonly privateKey: string } {
  keys ??= {
    id: randomUUID(),
    privateKey: generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    }).privateKey,
  };
  return keys;
}

/** A signed token that looks as the platform's do: RS256, with `kid` (sheet 2.3). */
export function signedToken(claims: Readonly<Record<string, unknown>>): string {
  const { id, privateKey } = signingKey();
  const content = `${encode({ alg: "RS256", typ: "JWT", kid: id })}.${encode(claims)}`;
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url")}`;
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

export function publicKeys(): object {
  const { id, privateKey } = signingKey();
  return { keys: [{ ...createPublicKey(privateKey).export({ format: "jwk" }), kid: id, alg: "RS256", use: "sig" }] };
}
