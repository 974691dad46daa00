import * as z from "zod";

/** Step Functions' limit for what a state is given or gives. */
const PAYLOAD_BYTES = 256 * 1024;

/** A failed call as Step Functions sees it: the error's name, and a JSON text as its cause. */
export class CallFailure extends Error {
  override readonly name: string;

  constructor(type: string, message: string) {
    // No trace, unlike Lambda: nothing reads it here.
    super(JSON.stringify({ errorType: type, errorMessage: message, trace: [] }));
    this.name = type;
  }
}

/** The one failure of a call that neither Retry nor Catch sees, not even by States.ALL. */
class TooLarge extends Error {
  override readonly name = "States.DataLimitExceeded";
  readonly isRetryable = false;
  readonly isCatchable = false;
}

const JsonValue = z.json();
type JsonValue = z.infer<typeof JsonValue>;

/** Calls a function as Lambda does: what goes in and out is JSON text, and what it throws is a name and a text. */
export const call = async (run: (event: unknown) => Promise<unknown>, event: unknown): Promise<JsonValue> => {
  try {
    return throughText(await run(throughText(event)));
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    if (error instanceof Error) throw new CallFailure(error.name, error.message);
    throw new CallFailure(typeof error, String(error));
  }
};

const throughText = (value: unknown): JsonValue => {
  // A function that returns nothing gives null.
  const text = JSON.stringify(value ?? null);
  if (Buffer.byteLength(text) > PAYLOAD_BYTES) throw new TooLarge("a state's data is over 256 KiB");
  return JsonValue.parse(JSON.parse(text));
};
