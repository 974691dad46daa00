import type { BssServices } from "./services.ts";

/** A call of the BSS, free of any server: a laptop's HTTP server and a Lambda event both become this. */
export interface DoorRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The full address: the 404 answer names it. */
  readonly url: string;
  /** Names in lower case; repeated headers joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Decoded as UTF-8. */
  readonly body: string;
  /** When it came, in milliseconds of a clock that only goes forward (`performance.now()`): its answer has a deadline. */
  readonly receivedAt: number;
  /** The server stopped reading the body, because it is over `largestBody`. */
  readonly tooLarge?: boolean | undefined;
}

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a route answers from: an authorised call, and the vendor it is about. */
export interface Call {
  readonly services: BssServices;
  /** Lower case, with hyphens; empty on anonymous routes. */
  readonly applicationId: string;
  readonly request: DoorRequest;
}

/** Bytes of the largest body that is read. */
export const largestBody = 1_048_576;
