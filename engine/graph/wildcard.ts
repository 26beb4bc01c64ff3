/** A word pattern: ? matches one character, * any number of them. */
export class Wildcard {
  private readonly signs: readonly string[];
  private readonly isPlain: readonly boolean[];

  /** @param written the pattern; a backslash makes the next character literal */
  constructor(written: string) {
    const signs = written.toLowerCase().match(/\\[^]|[^]/gu) ?? [];
    this.signs = signs.map((sign) => (sign.length > 1 && sign.startsWith("\\") ? sign.slice(1) : sign));
    this.isPlain = signs.map((sign) => sign !== "*" && sign !== "?");
  }

  /** Backtracks only to the last star, so that the time is at most pattern length times word length. */
  matches(word: string): boolean {
    const letters = Array.from(word);
    let [at, sign, star, tried] = [0, 0, -1, 0];
    while (at < letters.length) {
      if (this.isStar(sign)) {
        star = sign;
        tried = at;
        sign += 1;
      } else if (sign < this.signs.length && (!this.isPlain[sign] || this.signs[sign] === letters[at])) {
        at += 1;
        sign += 1;
      } else if (star >= 0) {
        tried += 1;
        at = tried;
        sign = star + 1;
      } else return false;
    }
    while (this.isStar(sign)) sign += 1;
    return sign === this.signs.length;
  }

  private isStar(sign: number): boolean {
    return this.signs[sign] === "*" && this.isPlain[sign] === false;
  }
}
