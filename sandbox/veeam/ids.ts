const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const checkLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** An id of Pulse: 15 case-sensitive characters and their checksum; not a UUID (sheet 3.5). */
export function salesforceId(number: number): string {
  const head = `a7m7d00000${digits(number).padStart(5, "0")}`;
  return head + checksum(head);
}

/** For each block of five characters, one letter whose bits tell which of them are capitals (sheet 3.5). */
export function checksum(head: string): string {
  const blocks = [head.slice(0, 5), head.slice(5, 10), head.slice(10, 15)];
  return blocks.map((block) => checkLetters[bitsOf(block)] ?? "").join("");
}

function bitsOf(block: string): number {
  return block.split("").reduce((bits, letter, index) => bits + (/[A-Z]/.test(letter) ? 2 ** index : 0), 0);
}

function digits(number: number): string {
  const rest = Math.floor(number / 62);
  return (rest > 0 ? digits(rest) : "") + (base62[number % 62] ?? "");
}

/** A request number as `SR-00175` (sheet 5.2). */
export function requestNumber(number: number): string {
  return `SR-${String(number).padStart(5, "0")}`;
}

export function registrationNumber(number: number): string {
  return `REG-${String(number).padStart(5, "0")}`;
}
