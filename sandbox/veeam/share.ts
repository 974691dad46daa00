/** Tells for one write after the other whether it is among the share; one in two means every second one, without a die. */
export function sharer(share: number): () => boolean {
  let due = 0;
  return () => {
    due += share;
    if (due < 1) return false;
    due -= 1;
    return true;
  };
}
