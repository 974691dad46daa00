import { type Clock, monthAfter, monthOf, startOfMonth } from "./clock.ts";

/** Veeam's clock in the hands of a test: what is due by then happens at once. */
export interface Timepiece {
  now(): Date;
  /** Lets that many seconds of Veeam's rules pass. */
  advance(seconds: number): void;
  moveTo(instant: Date): void;
  /** To the first day of the next month, when the usage of this one is closed. */
  toNextMonth(): void;
}

export function timepieceOf(clock: Clock, settled: () => void): Timepiece {
  const then = (move: () => void): void => {
    move();
    settled();
  };
  return {
    now: () => new Date(clock.now()),
    advance: (seconds) => then(() => clock.advance(seconds)),
    moveTo: (instant) => then(() => clock.moveTo(instant.getTime())),
    toNextMonth: () => then(() => clock.moveTo(startOfMonth(monthAfter(monthOf(clock.now()))))),
  };
}
