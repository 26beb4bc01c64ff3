const MARKS = /[“”„«»「」『』"]/g;

/** Whether a quotation that began in a text goes on: what is said of it in front holds for all of its sentences. */
export class OpenSpeech {
  private counts = new Map<string, number>();

  get isOpen(): boolean {
    const of = (mark: string) => this.counts.get(mark) ?? 0;
    return (
      of('"') % 2 === 1 ||
      (of("„") > 0 ? of("„") > of("“") + of("”") : isUnclosed(of("“"), of("”"))) ||
      isUnclosed(of("«"), of("»")) ||
      of("「") > of("」") ||
      of("『") > of("』")
    );
  }

  add(words: string): void {
    for (const [mark] of words.matchAll(MARKS)) this.counts.set(mark, (this.counts.get(mark) ?? 0) + 1);
  }

  /** A new paragraph begins a sentence whatever is open: many papers close a quotation in the last one alone. */
  clear(): void {
    this.counts.clear();
  }
}

/** Swedish and Finnish begin with the mark that ends a quotation elsewhere, and German and Danish may turn both. */
function isUnclosed(begun: number, ended: number): boolean {
  return begun === 0 ? ended % 2 === 1 : begun !== ended;
}
