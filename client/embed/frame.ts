import { sentencesTitle } from "../../picture/embed-document.ts";
import { embedEvidence } from "../../picture/embed-evidence.ts";
import { layoutFrame } from "../../picture/positions.ts";
import type { EmbedStory, FoldedEntity } from "../../picture/embed-story.ts";
import { NOTHING, selectLine, selectMark, type Selection } from "../graph/selection.ts";
import { networkView, type NetworkView } from "../view/network-view.ts";
import { readFrameOptions, type FrameOptions } from "./frame-options.ts";
import { heardStory, quotedArticle, readHearing, type HeardStory } from "./heard-story.ts";
import { joinHost } from "./host.ts";
import { ReceiptPanel } from "./receipts.ts";
import { bindWholeStory } from "./whole-story.ts";

const SERVED = { width: 800, height: 620 };
const PICTURE = { least: 480, most: 760, narrow: { below: 500, height: 580 } };

/**
 * Brings an embed to life. The server's picture stands until the live one does; where no script runs, or `static=1` is
 * asked for, it stays. Uses no storage, no cookies and no request: the story is in the page.
 */
export function openFrame(frame: Window): void {
  const { document } = frame;
  const [picture, data] = [document.getElementById("picture"), document.getElementById("story")];
  const dialog = document.querySelector<HTMLDialogElement>("dialog#receipts");
  if (picture === null || data === null || dialog === null) return;
  const options = readFrameOptions(frame.location.search);
  dress(document.documentElement, options);
  const whole = document.querySelector<HTMLAnchorElement>("a.whole");
  if (whole !== null) bindWholeStory(frame, whole);
  // The server wrote it, from the same type.
  const served = JSON.parse(data.textContent) as EmbedStory;
  const hearing = readHearing(frame.location.search);
  const { article } = hearing;
  const named = article === null ? null : quotedArticle(served, article);
  const heard = heardStory(served, named === null ? { ...hearing, article: null } : hearing);
  if (named !== null) tellArticle(document, named);
  tellWhatIsLeft(document, served, heard);
  const unknown =
    article !== null && named === null ? `“${quoted(article)}” is no article that this picture quotes.` : "";
  const view = options.still ? null : enliven({ picture, dialog, heard, options, frame, unknown });
  joinHost(frame, {
    height: () => wantedHeight(document.body, picture),
    focus: (id) => view?.(id),
  });
}

function dress(root: HTMLElement, { theme, transparent, controls, language, direction }: FrameOptions): void {
  if (theme !== null) root.dataset["theme"] = theme;
  if (transparent) root.dataset["transparent"] = "";
  if (!controls) root.dataset["controls"] = "0";
  if (language !== null) root.lang = language;
  if (direction !== null) root.dir = direction;
}

/** All but the picture as high as it is, and the picture in its own proportion, as far as that is sensible. */
function wantedHeight(body: HTMLElement, picture: HTMLElement): number {
  const others = [...body.children].reduce(
    (sum, child) =>
      sum + (child === picture || child instanceof HTMLDialogElement ? 0 : (child as HTMLElement).offsetHeight),
    0,
  );
  if (picture.clientWidth <= PICTURE.narrow.below) return others + PICTURE.narrow.height;
  const natural = (picture.clientWidth * SERVED.height) / SERVED.width;
  return others + Math.min(PICTURE.most, Math.max(PICTURE.least, natural));
}

/** An embed of one article is called after it. */
function tellArticle(document: Document, { title, date }: { readonly title: string; readonly date: string }): void {
  const heading = document.querySelector("header > h1");
  if (heading !== null) heading.textContent = title;
  const when = document.querySelector("header > .date");
  if (when !== null) when.textContent = date;
  document.title = title;
}

/** The served counts and list, without what the address leaves out. */
function tellWhatIsLeft(document: Document, served: EmbedStory, { story, hidden }: HeardStory): void {
  const left = new Set(story.sentences);
  const changed = document.querySelectorAll<HTMLElement>("details.changes > ul > li");
  for (const [at, change] of served.changes.entries()) {
    const item = changed[at];
    if (item !== undefined) item.hidden = !story.changes.includes(change);
  }
  const { marks, lines } = hidden;
  if (marks.length === 0 && left.size === served.sentences.length) return;
  const hiddenLines = new Set(lines);
  for (const { id, from, to } of story.drawing.lines)
    if (marks.includes(from) || marks.includes(to)) hiddenLines.add(id);
  const drawn = served.sentences.map((sentence) => left.has(sentence) && !hiddenLines.has(sentence.line));
  for (const [at, item] of document.querySelectorAll<HTMLElement>("details.sentences > ol > li").entries())
    item.hidden = drawn[at] !== true;
  const summary = document.querySelector("details.sentences > summary");
  const told = served.sentences.filter((_, at) => drawn[at]);
  if (summary !== null) summary.textContent = sentencesTitle(told.length, drawn.length, embedEvidence(told, story));
  const shown = document.querySelector("footer > span");
  if (shown !== null) shown.textContent = `showing ${story.drawing.marks.length - marks.length} of ${served.of}`;
}

interface Parts {
  readonly picture: HTMLElement;
  readonly dialog: HTMLDialogElement;
  readonly heard: HeardStory;
  readonly options: FrameOptions;
  readonly frame: Window;
  /** What of the address is not in the story, in words; empty where all is. */
  readonly unknown: string;
}

function enliven({ picture, dialog, heard, options, frame, unknown }: Parts): (focus: string | null) => void {
  const { document } = frame;
  const { story } = heard;
  const stage = document.createElement("div");
  stage.className = "stage";
  picture.append(stage);
  const dark = frame.matchMedia("(prefers-color-scheme: dark)");
  const theme = (): "light" | "dark" => options.theme ?? (dark.matches ? "dark" : "light");
  const box = { width: stage.clientWidth, height: stage.clientHeight };
  const fits = layoutFrame(box, 1).width === layoutFrame(SERVED, 1).width;
  const view = networkView(stage, story.drawing, {
    theme: theme(),
    transparent: options.transparent,
    wheel: "after-click",
    label: story.title,
    // What one article says has no positions: it is laid out here.
    ...(fits && Object.keys(story.places).length > 0 && { positions: story.places }),
  });
  view.setHidden(heard.hidden);
  view.setDimmed({ marks: [], lines: heard.pale });
  dark.addEventListener("change", () => view.setTheme(theme()));
  const receipts = new ReceiptPanel(dialog, story, () => {
    view.select(NOTHING);
    view.reset();
  });
  const tell = (selection: Selection, receiptsToo = true): void => {
    if (receiptsToo) receipts.show(selection);
    if (selection.kind !== "nothing") view.fitSelection(receipts.covers(stage));
  };
  const told = { article: unknown, focus: "", picture: "" };
  tellBelow(document, told);
  const focus = (id: string | null): void => {
    const found = id === null ? { selection: NOTHING } : focusOf(id, story);
    told.focus = found === null ? `“${quoted(id ?? "")}” is not in this picture.` : "";
    tellBelow(document, told);
    const { selection, folded } = found ?? { selection: NOTHING };
    view.select(selection);
    if (folded !== undefined) receipts.showFolded(folded);
    tell(selection, folded === undefined);
  };
  view.on("fallback", ({ reason }) => {
    told.picture = reason === "no-webgl" ? "This browser draws no moving pictures (WebGL is off)." : "";
    tellBelow(document, told);
  });
  view.on("select", (selection) => tell(selection));
  view.on("open", ({ kind, id }) => tell(kind === "mark" ? selectMark(id) : { kind, id }));
  const begin = async (): Promise<void> => {
    await view.ready;
    picture.classList.add("live");
    if (options.controls) document.querySelector("footer")?.append(zoomButtons(document, view));
    if (options.focus !== null) focus(options.focus);
  };
  void begin();
  return focus;
}

interface Focus {
  readonly selection: Selection;
  readonly folded?: FoldedEntity;
}

/** What an id stands for in the picture: a mark, a line, or something that lines tell of; null when it is not in it. */
function focusOf(id: string, { drawing, folded }: EmbedStory): Focus | null {
  if (drawing.marks.some((mark) => mark.id === id)) return { selection: selectMark(id) };
  if (drawing.lines.some((line) => line.id === id)) return { selection: selectLine(id) };
  const told = Object.hasOwn(folded, id) ? folded[id] : undefined;
  const [line] = told?.lines ?? [];
  return told === undefined || line === undefined ? null : { selection: selectLine(line), folded: told };
}

/** An id that anybody may have written: of bearable length, and its direction its own. */
function quoted(id: string): string {
  const signs = Array.from(id);
  return `\u2068${signs.length > 60 ? `${signs.slice(0, 59).join("")}…` : id}\u2069`;
}

/** One line in the footer, where it covers no name. */
function tellBelow(
  document: Document,
  { article, focus, picture }: { readonly article: string; readonly focus: string; readonly picture: string },
): void {
  const told = document.querySelector<HTMLElement>("footer .told");
  if (told === null) return;
  told.textContent = [article, focus, picture].filter((words) => words !== "").join(" ");
  told.hidden = told.textContent === "";
}

function zoomButtons(document: Document, view: NetworkView): HTMLElement {
  const bar = document.createElement("span");
  bar.className = "zoom";
  for (const [sign, name, act] of [
    ["+", "Closer", () => view.zoomIn()],
    ["−", "Further away", () => view.zoomOut()],
    ["⤢", "All of it", () => view.reset()],
  ] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    bar.append(button);
  }
  return bar;
}
