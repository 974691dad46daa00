/** How many orders a process remembers. */
const MOST = 1_000;

/** Whose account's row an order is: that never changes, so a process that has looked it up need not ask the index again. */
export const orderMemory = () => {
  const keys = new Map<string, string>();
  return {
    of: (orderId: string): string | undefined => keys.get(orderId),
    remember: (orderId: string, mappingKey: string): void => {
      if (keys.size >= MOST) keys.clear();
      keys.set(orderId, mappingKey);
    },
  };
};
