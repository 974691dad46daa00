/** The vendor's clock: the real one, moved ahead on demand. Its rules count seconds, which pass `scale` times faster. */
export class Clock {
  readonly scale: number;
  #aheadMs: number;
  #pinned: number | undefined;

  constructor(scale: number, aheadMs: number) {
    this.scale = scale;
    this.#aheadMs = aheadMs;
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  now(): number {
    return this.#pinned ?? Date.now() + this.#aheadMs;
  }

  /** The instant at which that many seconds of a rule will have passed. */
  after(seconds: number): number {
    return this.now() + (seconds * 1000) / this.scale;
  }

  secondsSince(instant: number): number {
    return ((this.now() - instant) * this.scale) / 1000;
  }

  /** Lets that many seconds of the rules pass at once. */
  advance(seconds: number): void {
    this.#aheadMs += (seconds * 1000) / this.scale;
  }

  /** Moves the calendar to an instant to come; back it never goes. */
  moveTo(instant: number): void {
    this.#aheadMs += Math.max(0, instant - this.now());
  }

  /** What is due at an instant happens at that instant, however late it is looked at. */
  at<Result>(instant: number, act: () => Result): Result {
    const before = this.#pinned;
    this.#pinned = instant;
    try {
      return act();
    } finally {
      this.#pinned = before;
    }
  }
}

const consoleOffsetHours = -5;

/** As VSPC writes an instant: seven fractional digits, and the offset of the server's own zone (sheet 10.2). */
export function stamp(at: number): string {
  const local = new Date(at + consoleOffsetHours * 3_600_000).toISOString();
  return local.replace("Z", `0000-${String(-consoleOffsetHours).padStart(2, "0")}:00`);
}

export function utc(at: number): string {
  return new Date(at).toISOString().replace("Z", "+00:00");
}

export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

export function startOfMonth(month: string): number {
  return Date.parse(`${month}-01T00:00:00Z`);
}

export function monthAfter(month: string): string {
  const start = new Date(startOfMonth(month));
  return monthOf(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
}
