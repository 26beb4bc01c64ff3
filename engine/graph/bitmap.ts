/** A set of small integers, one bit each, that knows how many it holds. */
export class Bitmap {
  private words = new Uint32Array(16);
  size = 0;

  has(number: number): boolean {
    return ((this.words[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  /** Answers whether it was new. */
  add(number: number): boolean {
    if (this.has(number)) return false;
    const word = number >>> 5;
    if (word >= this.words.length) {
      const larger = new Uint32Array(Math.max(word + 1, this.words.length * 2));
      larger.set(this.words);
      this.words = larger;
    }
    this.words[word] = (this.words[word] ?? 0) | (1 << (number & 31));
    this.size += 1;
    return true;
  }

  /** Answers whether it was there. */
  delete(number: number): boolean {
    if (!this.has(number)) return false;
    const word = number >>> 5;
    this.words[word] = (this.words[word] ?? 0) & ~(1 << (number & 31));
    this.size -= 1;
    return true;
  }

  /** Ascending; false from `visit` ends it, and is answered. */
  forEach(visit: (number: number) => boolean): boolean {
    for (let word = 0; word < this.words.length; word += 1) {
      let bits = this.words[word] ?? 0;
      while (bits !== 0) {
        const low = bits & -bits;
        if (!visit(word * 32 + (31 - Math.clz32(low)))) return false;
        bits ^= low;
      }
    }
    return true;
  }
}
