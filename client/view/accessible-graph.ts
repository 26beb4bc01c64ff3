import { CERTAINTY_WORDS } from "../../model/certainty.ts";
import { evidenceWords } from "../../model/evidence.ts";
import { KIND_WORDS } from "../../model/kinds.ts";
import type { DrawnLine, DrawnMark } from "../../picture/drawing.ts";
import type { GraphModel } from "../graph/graph-model.ts";
import type { Selection } from "../graph/selection.ts";
import { isDrawn, type ViewState, type Target } from "./view-state.ts";

const MOST_LISTED = 300;

/**
 * The graph for screen readers: a visually hidden list of every mark with its lines, in words, and an aria-live region
 * that announces the selection.
 */
export class AccessibleGraph {
  private readonly list = document.createElement("ul");
  private readonly liveRegion = document.createElement("div");

  constructor(
    host: HTMLElement,
    private readonly choose: (target: Target) => void,
  ) {
    for (const element of [this.list, this.liveRegion]) {
      Object.assign(element.style, {
        position: "absolute",
        width: "1px",
        height: "1px",
        margin: "0",
        padding: "0",
        overflow: "hidden",
        clipPath: "inset(50%)",
        whiteSpace: "nowrap",
      });
    }
    this.list.addEventListener("click", this.chosen);
    this.liveRegion.setAttribute("aria-live", "polite");
    host.append(this.list, this.liveRegion);
  }

  private readonly chosen = (event: MouseEvent): void => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const { mark, line } = button?.dataset ?? {};
    if (mark !== undefined) this.choose({ kind: "mark", id: mark });
    else if (line !== undefined) this.choose({ kind: "line", id: line });
  };

  show(model: GraphModel, viewState: ViewState): void {
    const marks = model.drawing.marks.filter(({ id }) => !viewState.hidden.marks.has(id));
    const items = marks.slice(0, MOST_LISTED).map((mark) => {
      const item = document.createElement("li");
      const lines = document.createElement("ul");
      const drawn = model
        .incidentLines(mark.id)
        .filter(({ line: { id, from, to } }) => isDrawn(id, from, to, viewState));
      for (const { line } of drawn) {
        const entry = document.createElement("li");
        entry.append(button("line", line.id, describeLine(line)));
        lines.append(entry);
      }
      item.append(button("mark", mark.id, describeMark(mark, drawn.length)), lines);
      return item;
    });
    if (marks.length > MOST_LISTED) {
      const rest = document.createElement("li");
      rest.textContent = `and ${marks.length - MOST_LISTED} more`;
      items.push(rest);
    }
    this.list.replaceChildren(...items);
  }

  announce(words: string): void {
    this.liveRegion.textContent = words;
  }

  destroy(): void {
    this.list.removeEventListener("click", this.chosen);
    this.list.remove();
    this.liveRegion.remove();
  }
}

/** Describes the mark or line selected last; empty when nothing is selected. */
export function describeSelection(selection: Selection, model: GraphModel | null, viewState: ViewState): string {
  if (model === null || selection.kind === "nothing") return "";
  if (selection.kind === "marks") {
    const key = model.markKey(selection.ids.at(-1) ?? "");
    if (key === undefined) return "";
    const mark = model.mark(key);
    const drawn = model.incidentLines(mark.id).filter(({ line: { id, from, to } }) => isDrawn(id, from, to, viewState));
    return describeMark(mark, drawn.length);
  }
  const key = model.lineKey(selection.id);
  return key === undefined ? "" : describeLine(model.line(key));
}

function button(name: "mark" | "line", id: string, words: string): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  // The picture is one Tab stop; a screen reader moves through the list with its own keys.
  element.tabIndex = -1;
  element.dataset[name] = id;
  element.textContent = words;
  return element;
}

/** For example "Qasem Soleimani, person, Iran · military officer, 9 lines", with the number of visible lines. */
function describeMark({ label, kind, caption }: DrawnMark, lines: number): string {
  const what = KIND_WORDS[kind].one;
  const parts = [label, caption.includes(what) ? "" : what, caption, lines === 1 ? "1 line" : `${lines} lines`];
  return parts.filter((part) => part !== "").join(", ");
}

/** For example "Qasem Soleimani leads the Quds Force (said)": the whole sentence, which also gives the direction. */
function describeLine(line: DrawnLine): string {
  const { text, certainty, negative, contradicted, composed, count, evidence } = line;
  const sure = `${CERTAINTY_WORDS[certainty].word}${negative ? ", says not" : ""}`;
  const remarks = [
    sure,
    evidence === undefined ? (count > 1 ? `${count} sentences` : "") : evidenceWords(evidence),
    composed ? "put together: nobody says this whole" : "",
    contradicted ? "others say otherwise" : "",
  ];
  return `${text} (${remarks.filter((remark) => remark !== "").join(", ")})`;
}
