/** A word with ? for any one sign and * for any number of them. */
export class Wildcard {
  private readonly signs: readonly string[];
  private readonly isPlain: readonly boolean[];

  /** @param written with a backslash before a sign that stands for itself */
  constructor(written: string) {
    const signs = written.toLowerCase().match(/\\[^]|[^]/gu) ?? [];
    this.signs = signs.map((sign) => (sign.length > 1 && sign.startsWith("\\") ? sign.slice(1) : sign));
    this.isPlain = signs.map((sign) => sign !== "*" && sign !== "?");
  }

  /** Going back to the last star only, so that no pattern makes it slow. */
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
