/** How many callers may wait for one order beside the one who reserved it. */
const SEATS = 20;

export interface WaitingRoom {
  /** Waits if there is a seat; undefined when there is none. */
  enter<Seen>(subject: string, wait: () => Promise<Seen>): Promise<Seen | undefined>;
}

/** Keeps a crowd of repeats from holding every connection: who finds no seat is answered at once, and the next repeat finds the end. */
export const waitingRoom = (): WaitingRoom => {
  const waiting = new Map<string, number>();
  return {
    enter: async (subject, wait) => {
      const taken = waiting.get(subject) ?? 0;
      if (taken >= SEATS) return undefined;
      waiting.set(subject, taken + 1);
      try {
        return await wait();
      } finally {
        const left = (waiting.get(subject) ?? 1) - 1;
        if (left === 0) waiting.delete(subject);
        else waiting.set(subject, left);
      }
    },
  };
};
