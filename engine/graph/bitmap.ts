const PAGE_BITS = 12;
const PAGE_WORDS = 2 ** PAGE_BITS / 32;
const IN_PAGE = 2 ** PAGE_BITS - 1;

/** A set of small integers, one bit each, in pages that are allocated on demand. It keeps count of its members. */
export class Bitmap {
  private readonly pages: (Uint32Array | undefined)[] = [];
  size = 0;

  has(number: number): boolean {
    const page = this.pages[number >>> PAGE_BITS];
    return page !== undefined && ((page[(number & IN_PAGE) >>> 5] as number) & (1 << (number & 31))) !== 0;
  }

  /** Returns whether the number was new. */
  add(number: number): boolean {
    const at = number >>> PAGE_BITS;
    while (this.pages.length <= at) this.pages.push(undefined);
    const page = (this.pages[at] ??= new Uint32Array(PAGE_WORDS));
    const word = (number & IN_PAGE) >>> 5;
    const bit = 1 << (number & 31);
    if (((page[word] as number) & bit) !== 0) return false;
    page[word] = (page[word] as number) | bit;
    this.size += 1;
    return true;
  }

  /** Returns whether the number was a member. */
  delete(number: number): boolean {
    const page = this.pages[number >>> PAGE_BITS];
    if (page === undefined || !this.has(number)) return false;
    const word = (number & IN_PAGE) >>> 5;
    page[word] = (page[word] as number) & ~(1 << (number & 31));
    this.size -= 1;
    return true;
  }

  /** Visits the members in ascending order. A `visit` that returns false ends the iteration, and false is returned. */
  forEach(visit: (number: number) => boolean): boolean {
    for (let at = 0; at < this.pages.length; at += 1) {
      const page = this.pages[at];
      if (page !== undefined && !forEachInPage(page, at << PAGE_BITS, visit)) return false;
    }
    return true;
  }

  get bytes(): number {
    return this.pages.reduce((bytes, page) => bytes + 8 + (page?.byteLength ?? 0), 0);
  }
}

function forEachInPage(page: Uint32Array, base: number, visit: (number: number) => boolean): boolean {
  for (let word = 0; word < PAGE_WORDS; word += 1) {
    let bits = page[word] as number;
    while (bits !== 0) {
      const low = bits & -bits;
      if (!visit(base + word * 32 + (31 - Math.clz32(low)))) return false;
      bits ^= low;
    }
  }
  return true;
}
