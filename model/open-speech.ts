const MARKS = /[“”„«»「」『』"]/g;

/** Whether a quotation that started in a text continues, so that the words before it apply to all of its sentences. */
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

  /**
   * A new paragraph starts a sentence even inside a quotation: many papers close a quotation only in its last
   * paragraph.
   */
  clear(): void {
    this.counts.clear();
  }
}

/** Swedish and Finnish open a quotation with the mark that closes it elsewhere; German and Danish may reverse both. */
function isUnclosed(begun: number, ended: number): boolean {
  return begun === 0 ? ended % 2 === 1 : begun !== ended;
}
