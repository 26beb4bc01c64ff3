import { evidenceWords } from "../../model/evidence.ts";
import { sourceLine } from "../../picture/embed-document.ts";
import { embedEvidence } from "../../picture/embed-evidence.ts";
import type { DrawnMark } from "../../picture/drawing.ts";
import type { EmbedChange, EmbedReceipt, EmbedSentence, EmbedStory, FoldedEntity } from "../../picture/embed-story.ts";
import type { Selection } from "../graph/selection.ts";

/** Shows the receipts of the selection in the embed's dialog beside the picture. */
export class ReceiptPanel {
  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly story: EmbedStory,
    private readonly closed: () => void,
  ) {
    dialog.addEventListener("close", this.closed);
  }

  show(selection: Selection): void {
    if (selection.kind === "nothing") this.dialog.close();
    else
      this.open(
        this.titleOf(selection),
        this.captionOf(selection),
        this.sentencesOf(selection),
        this.changesOf(selection),
      );
  }

  /** Shows the lines of a folded entity. */
  showFolded({ name, lines }: FoldedEntity): void {
    this.open(
      name,
      "",
      this.story.sentences.filter(({ line }) => lines.includes(line)),
    );
  }

  private open(
    title: string,
    caption: string,
    sentences: readonly EmbedSentence[],
    changes: readonly EmbedChange[] = [],
  ): void {
    this.dialog.replaceChildren(this.head(title, caption, sentences), ...sentences.map(sentenceElement));
    if (changes.length > 0) this.dialog.append(changesElement(changes));
    this.dialog.scrollTop = 0;
    if (!this.dialog.open) this.dialog.show();
    // Focuses the title and not the close button; an embed without focus does not take it.
    if (document.hasFocus()) this.dialog.querySelector("h2")?.focus({ preventScroll: true });
  }

  /** How far the open panel covers an element. */
  covers(element: HTMLElement): { left: number; right: number; bottom: number } {
    const [under, over] = [element.getBoundingClientRect(), this.dialog.getBoundingClientRect()];
    if (!this.dialog.open) return { left: 0, right: 0, bottom: 0 };
    if (over.width > under.width * 0.8) return { left: 0, right: 0, bottom: Math.max(0, under.bottom - over.top) };
    const fromRight = over.left > under.left;
    return { left: fromRight ? 0 : over.right - under.left, right: fromRight ? under.right - over.left : 0, bottom: 0 };
  }

  private sentencesOf(selection: Selection): readonly EmbedSentence[] {
    const { drawing, sentences } = this.story;
    if (selection.kind === "line") return sentences.filter(({ line }) => line === selection.id);
    const chosen = new Set(selection.kind === "marks" ? selection.ids : []);
    const lines = new Set(
      drawing.lines.flatMap(({ id, from, to }) => (chosen.has(from) || chosen.has(to) ? [id] : [])),
    );
    return sentences.filter(({ line }) => lines.has(line));
  }

  /** Claims that no longer stand, about the selected marks or between the ends of the line. */
  private changesOf(selection: Selection): readonly EmbedChange[] {
    const { drawing, changes } = this.story;
    if (selection.kind === "marks")
      return changes.filter(({ ends }) => selection.ids.some((chosen) => ends.includes(chosen)));
    const line = selection.kind === "line" ? drawing.lines.find(({ id }) => id === selection.id) : undefined;
    return changes.filter(({ ends }) => line !== undefined && ends.includes(line.from) && ends.includes(line.to));
  }

  private namesOf(selection: Selection): readonly DrawnMark[] {
    const { marks, lines } = this.story.drawing;
    const line = selection.kind === "line" ? lines.find(({ id }) => id === selection.id) : undefined;
    const ids = selection.kind === "marks" ? selection.ids : [line?.from ?? "", line?.to ?? ""];
    return ids.flatMap((id) => marks.find((mark) => mark.id === id) ?? []);
  }

  private titleOf(selection: Selection): string {
    const names = this.namesOf(selection).map(({ label }) => label);
    return names.join(selection.kind === "line" ? " – " : ", ");
  }

  private captionOf(selection: Selection): string {
    const [only, ...others] = this.namesOf(selection);
    return others.length === 0 ? (only?.caption ?? "") : "";
  }

  private head(name: string, caption: string, sentences: readonly EmbedSentence[]): HTMLElement {
    const close = element("button", "close", "×");
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => this.dialog.close());
    const head = element("header", "", "");
    const title = element("h2", "", name);
    title.tabIndex = -1;
    const words = evidenceWords(embedEvidence(sentences, this.story));
    head.append(title, element("p", "source", [caption, words].filter((part) => part !== "").join(" · ")), close);
    return head;
  }

  destroy(): void {
    this.dialog.removeEventListener("close", this.closed);
    this.dialog.close();
  }
}

function sentenceElement({ text, receipts }: EmbedSentence): HTMLElement {
  const article = element("article", "", "");
  article.append(element("h3", "", text), ...receipts.flatMap(receiptElements));
  return article;
}

function receiptElements(receipt: EmbedReceipt): HTMLElement[] {
  const quote = element("blockquote", "", "");
  for (const { text, marked } of receipt.parts) quote.append(marked ? element("mark", "", text) : text);
  const elements = [quote, element("p", "source", sourceLine(receipt))];
  if (receipt.reason !== undefined) elements.push(element("p", "reason", receipt.reason));
  for (const note of receipt.notes ?? []) elements.push(element("p", "source", note));
  return elements;
}

function changesElement(changes: readonly EmbedChange[]): HTMLElement {
  const section = element("article", "changed", "");
  section.append(element("h3", "", "What changed"));
  for (const { text, was, words, instead, document: title } of changes) {
    if (text !== "") {
      const said = element("p", "", "");
      said.append(element("s", "", text));
      section.append(said);
    }
    section.append(...was.map((sentence) => element("blockquote", "", sentence)), element("p", "became", words));
    if (instead !== "") section.append(element("p", "became", `Now: ${instead}`));
    section.append(element("p", "source", title));
  }
  return section;
}

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  if (name !== "article" && name !== "header") made.dir = "auto";
  made.textContent = text;
  return made;
}
