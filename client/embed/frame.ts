import { sentencesTitle } from "../../picture/embed-document.ts";
import { embedEvidence } from "../../picture/embed-evidence.ts";
import { layoutFrame } from "../../picture/positions.ts";
import type { EmbedStory, FoldedEntity } from "../../picture/embed-story.ts";
import { NOTHING, selectLine, selectMark, type Selection } from "../graph/selection.ts";
import { networkView, type NetworkView } from "../view/network-view.ts";
import { readFrameOptions, type FrameOptions } from "./frame-options.ts";
import { filterStory, quotedArticle, readFilter, type FilteredStory } from "./filtered-story.ts";
import { joinHost } from "./host.ts";
import { ReceiptPanel } from "./receipts.ts";
import { bindStoryLink } from "./story-link.ts";

const SERVED = { width: 800, height: 620 };
const PICTURE = { least: 480, most: 760, narrow: { below: 500, height: 580 } };

/**
 * Makes an embed interactive. The server's SVG stays until the WebGL view is ready, and for good with `static=1` or
 * without scripts. Uses no storage, cookies or requests: the story is in the page.
 */
export function openFrame(frame: Window): void {
  const { document } = frame;
  const [picture, data] = [document.getElementById("picture"), document.getElementById("story")];
  const dialog = document.querySelector<HTMLDialogElement>("dialog#receipts");
  if (picture === null || data === null || dialog === null) return;
  const options = readFrameOptions(frame.location.search);
  applyOptions(document.documentElement, options);
  const whole = document.querySelector<HTMLAnchorElement>("a.whole");
  if (whole !== null) bindStoryLink(frame, whole);
  // The server wrote it, from the same type.
  const served = JSON.parse(data.textContent) as EmbedStory;
  const filter = readFilter(frame.location.search);
  const { article } = filter;
  const named = article === null ? null : quotedArticle(served, article);
  const filtered = filterStory(served, named === null ? { ...filter, article: null } : filter);
  if (named !== null) showArticle(document, named);
  updateText(document, served, filtered);
  const unknown =
    article !== null && named === null ? `“${quoted(article)}” is no article that this picture quotes.` : "";
  const view = options.isStatic ? null : openView({ picture, dialog, filtered, options, frame, unknown });
  joinHost(frame, {
    height: () => wantedHeight(document.body, picture),
    focus: (id) => view?.(id),
  });
}

function applyOptions(root: HTMLElement, { theme, transparent, controls, language, direction }: FrameOptions): void {
  if (theme !== null) root.dataset["theme"] = theme;
  if (transparent) root.dataset["transparent"] = "";
  if (!controls) root.dataset["controls"] = "0";
  if (language !== null) root.lang = language;
  if (direction !== null) root.dir = direction;
}

/** The height of everything but the picture, plus the picture in its aspect ratio, within limits. */
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

/** Titles an embed of one article after the article. */
function showArticle(document: Document, { title, date }: { readonly title: string; readonly date: string }): void {
  const heading = document.querySelector("header > h1");
  if (heading !== null) heading.textContent = title;
  const when = document.querySelector("header > .date");
  if (when !== null) when.textContent = date;
  document.title = title;
}

/** Updates the served counts and lists to the filtered story. */
function updateText(document: Document, served: EmbedStory, { story, hidden }: FilteredStory): void {
  const remaining = new Set(story.sentences);
  const changed = document.querySelectorAll<HTMLElement>("details.changes > ul > li");
  for (const [at, change] of served.changes.entries()) {
    const item = changed[at];
    if (item !== undefined) item.hidden = !story.changes.includes(change);
  }
  const { marks, lines } = hidden;
  if (marks.length === 0 && remaining.size === served.sentences.length) return;
  const hiddenLines = new Set(lines);
  for (const { id, from, to } of story.drawing.lines)
    if (marks.includes(from) || marks.includes(to)) hiddenLines.add(id);
  const drawn = served.sentences.map((sentence) => remaining.has(sentence) && !hiddenLines.has(sentence.line));
  for (const [at, item] of document.querySelectorAll<HTMLElement>("details.sentences > ol > li").entries())
    item.hidden = drawn[at] !== true;
  const summary = document.querySelector("details.sentences > summary");
  const left = served.sentences.filter((_, at) => drawn[at]);
  if (summary !== null) summary.textContent = sentencesTitle(left.length, drawn.length, embedEvidence(left, story));
  const shown = document.querySelector("footer > span");
  if (shown !== null) shown.textContent = `showing ${story.drawing.marks.length - marks.length} of ${served.of}`;
}

interface ViewInput {
  readonly picture: HTMLElement;
  readonly dialog: HTMLDialogElement;
  readonly filtered: FilteredStory;
  readonly options: FrameOptions;
  readonly frame: Window;
  /** In words, what the address names and the story does not contain; empty if nothing. */
  readonly unknown: string;
}

function openView({ picture, dialog, filtered, options, frame, unknown }: ViewInput): (focus: string | null) => void {
  const { document } = frame;
  const { story } = filtered;
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
    // A single article has no stored positions, so a layout is computed.
    ...(fits && Object.keys(story.places).length > 0 && { positions: story.places }),
  });
  view.setHidden(filtered.hidden);
  view.setDimmed({ marks: [], lines: filtered.dimmedLines });
  dark.addEventListener("change", () => view.setTheme(theme()));
  const receipts = new ReceiptPanel(dialog, story, () => {
    view.select(NOTHING);
    view.reset();
  });
  const tell = (selection: Selection, receiptsToo = true): void => {
    if (receiptsToo) receipts.show(selection);
    if (selection.kind !== "nothing") view.fitSelection(receipts.covers(stage));
  };
  const messages = { article: unknown, focus: "", picture: "" };
  showMessages(document, messages);
  const focus = (id: string | null): void => {
    const found = id === null ? { selection: NOTHING } : focusOf(id, story);
    messages.focus = found === null ? `“${quoted(id ?? "")}” is not in this picture.` : "";
    showMessages(document, messages);
    const { selection, folded } = found ?? { selection: NOTHING };
    view.select(selection);
    if (folded !== undefined) receipts.showFolded(folded);
    tell(selection, folded === undefined);
  };
  view.on("fallback", ({ reason }) => {
    messages.picture = reason === "no-webgl" ? "The picture cannot be moved: WebGL is off in this browser." : "";
    showMessages(document, messages);
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

/** The target of an id in the picture: a mark, a line, or a folded entity; null when it is not in it. */
function focusOf(id: string, { drawing, folded }: EmbedStory): Focus | null {
  if (drawing.marks.some((mark) => mark.id === id)) return { selection: selectMark(id) };
  if (drawing.lines.some((line) => line.id === id)) return { selection: selectLine(id) };
  const entity = Object.hasOwn(folded, id) ? folded[id] : undefined;
  const [line] = entity?.lines ?? [];
  return entity === undefined || line === undefined ? null : { selection: selectLine(line), folded: entity };
}

/** Quotes an untrusted id: shortened, with an isolated text direction. */
function quoted(id: string): string {
  const signs = Array.from(id);
  return `\u2068${signs.length > 60 ? `${signs.slice(0, 59).join("")}…` : id}\u2069`;
}

/** Shows one message in the footer, where it covers no label. */
function showMessages(
  document: Document,
  { article, focus, picture }: { readonly article: string; readonly focus: string; readonly picture: string },
): void {
  const element = document.querySelector<HTMLElement>("footer .told");
  if (element === null) return;
  element.textContent = [article, focus, picture].filter((words) => words !== "").join(" ");
  element.hidden = element.textContent === "";
}

function zoomButtons(document: Document, view: NetworkView): HTMLElement {
  const bar = document.createElement("span");
  bar.className = "zoom";
  for (const [sign, name, act] of [
    ["+", "Zoom in", () => view.zoomIn()],
    ["−", "Zoom out", () => view.zoomOut()],
    ["⤢", "Show everything", () => view.reset()],
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
