import type { IncomingMessage, ServerResponse } from "node:http";

/** How long a caller that sends too much may take to read the answer. */
const LINGER_MILLISECONDS = 500;

/** Reads the body; stops at the limit, and does not begin when the caller says that it will be over. */
export const readBody = async (
  request: IncomingMessage,
  response: ServerResponse,
  limit: number,
): Promise<Buffer | "too long" | "gone"> => {
  if (Number(request.headers["content-length"] ?? 0) > limit) return "too long";
  if (request.headers.expect !== undefined) response.writeContinue();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) return chunks.push(chunk);
      request.removeAllListeners("data").pause();
      return resolve("too long");
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", () => resolve("gone"));
    request.on("close", () => resolve("gone"));
  });
};

/** Answers 413 past Node's own response, which would read the rest of the body first. */
export const answerTooLong = ({ socket }: IncomingMessage): void => {
  const body = JSON.stringify({ message: "Request Too Long" });
  const head = ["HTTP/1.1 413 Payload Too Large", "content-type: application/json", `content-length: ${body.length}`, "connection: close"];
  socket.end([...head, "", body].join("\r\n"));
  // Closed at once, the system would answer what still comes in with a reset, and the caller might never read why.
  setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref();
};
