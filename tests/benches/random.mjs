/** Chance that is the same every time: the seed decides it all. */
export class Random {
  #state = 2166136261;

  /** @param {string} seed */
  constructor(seed) {
    for (const character of seed) this.#state = Math.imul(this.#state ^ character.charCodeAt(0), 16777619);
  }

  /** A whole number from 0 up to, but not including, the limit (mulberry32). @param {number} limit */
  below(limit) {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), 1 | mixed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** @template T @param {ArrayLike<T>} list not empty @returns {T} */
  pick(list) {
    return list[this.below(list.length)];
  }

  /** Some of the list, in random order. @template T @param {T[]} list @param {number} size at most its length */
  sample(list, size) {
    const rest = list.slice();
    for (let i = 0; i < size; i++) {
      const j = i + this.below(rest.length - i);
      [rest[i], rest[j]] = [rest[j], rest[i]];
    }
    return rest.slice(0, size);
  }
}
