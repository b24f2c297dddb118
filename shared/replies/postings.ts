/** Where a trigram stands; grown by doubling, so that 5,000 replies cost no 400,000 boxed numbers. */
type List = { slots: Uint16Array; length: number };

/** An inverted index: for every trigram the slots of the texts that hold it. Slots are 0 to 65,534. */
export class Postings {
  readonly #lists = new Map<string, List>();
  #counts = new Uint16Array(16);

  add(gram: string, slot: number): void {
    if (slot >= this.#counts.length) this.#counts = new Uint16Array(2 * slot);
    const list = this.#lists.get(gram);
    if (!list) {
      this.#lists.set(gram, { slots: Uint16Array.of(slot), length: 1 });
      return;
    }
    if (list.length === list.slots.length) {
      const slots = new Uint16Array(2 * list.length);
      slots.set(list.slots);
      list.slots = slots;
    }
    list.slots[list.length++] = slot;
  }

  remove(gram: string, slot: number): void {
    const list = this.#lists.get(gram);
    const found = list ? list.slots.subarray(0, list.length).indexOf(slot) : -1;
    if (!list || found < 0) return;
    list.slots[found] = list.slots[--list.length]!;
    if (list.length === 0) this.#lists.delete(gram);
  }

  /** How many of the trigrams each slot holds; good until the next call. */
  counts(grams: Iterable<string>): Uint16Array {
    const counts = this.#counts.fill(0);
    for (const gram of grams) {
      const list = this.#lists.get(gram);
      if (!list) continue;
      const { slots, length } = list;
      for (let at = 0; at < length; at++) counts[slots[at]!]!++;
    }
    return counts;
  }

  /** In how many slots a trigram stands. */
  size(gram: string): number {
    return this.#lists.get(gram)?.length ?? 0;
  }
}
