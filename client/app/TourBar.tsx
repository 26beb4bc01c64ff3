import { useEffect, useId, useRef, type ReactElement, type RefObject } from "react";
import { missingWords } from "../derive/missing-parts.ts";
import { isTyping } from "../panels/typing.ts";
import type { Tour } from "./use-tour.ts";

/** How long the picture of the next stop takes to appear. */
const FADE_MILLIS = 240;
const NETWORK = '[aria-roledescription="network"]';

/** Where a reader is in a tour, what is said there, and the way on. A screen reader is told each stop. */
export function TourBar({ tour }: { readonly tour: Tour | null }): ReactElement {
  const stop = tour === null ? undefined : tour.views[tour.at];
  useFade(stop?.id);
  const words = tour === null || stop === undefined ? "" : `${tour.at + 1} of ${tour.views.length}. ${stop.name}. `;
  return (
    <>
      {/* It stands before its words do: else they are not read out. */}
      <p className="visually-hidden" role="status">
        {words}
        {stop?.sentence} {stop !== undefined && missingWords(stop.missing)}
      </p>
      {tour !== null && <Stop tour={tour} />}
    </>
  );
}

function Stop({ tour }: { readonly tour: Tour }): ReactElement {
  const { views, at, isOther, isStarted, goTo, leave } = tour;
  const bar = useRef<HTMLElement>(null);
  const title = useId();
  const stop = views[at];
  const before = views[at - 1];
  const next = at === -1 ? views[0] : views[at + 1];
  useEffect(() => {
    if (isStarted) bar.current?.focus();
  }, [isStarted]);
  useTourKeys(bar, {
    onNext: () => next && goTo(next),
    onBefore: () => before && goTo(before),
    onLeave: leave,
  });
  return (
    <section className="tour" ref={bar} tabIndex={-1} aria-labelledby={title}>
      <h2 id={title}>
        <span className="tour-count">{stop === undefined ? "Tour" : `${at + 1} of ${views.length}`}</span>{" "}
        <bdi>{stop?.name ?? "This view is no longer there"}</bdi>
      </h2>
      <div className="tour-buttons" role="group" aria-label="Tour">
        {isOther && stop !== undefined && (
          <button type="button" onClick={() => goTo(stop)}>
            Show again
          </button>
        )}
        <button type="button" aria-disabled={before === undefined} onClick={() => before && goTo(before)}>
          Previous
        </button>
        <button
          type="button"
          className="tour-next"
          aria-disabled={next === undefined}
          onClick={() => next && goTo(next)}
        >
          {stop === undefined ? "Start" : "Next"}
        </button>
        <button type="button" onClick={leave}>
          Leave
        </button>
      </div>
      <div className="tour-words" role="group" aria-label="What is said here" tabIndex={0}>
        {stop?.sentence != null && <p dir="auto">{stop.sentence}</p>}
        {stop !== undefined && stop.missing > 0 && <p className="tour-missing">{missingWords(stop.missing)}</p>}
      </div>
    </section>
  );
}

interface TourKeys {
  readonly onNext: () => void;
  readonly onBefore: () => void;
  readonly onLeave: () => void;
}

/**
 * Arrows and page keys lead on and Escape leaves, where nothing else has the focus that takes them: in the picture the
 * arrows go from mark to mark, and Escape lets go of a selection first.
 */
function useTourKeys(bar: RefObject<HTMLElement | null>, keys: TourKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, target, defaultPrevented } = event;
      if (ctrlKey || metaKey || altKey || shiftKey || defaultPrevented || isTyping(target)) return;
      if (document.querySelector("dialog[open], [role=menu]") !== null) return;
      const isOwn = target === document.body || (target instanceof Node && bar.current?.contains(target) === true);
      const isInPicture = target instanceof Element && target.closest(NETWORK) !== null;
      if (!isOwn && !isInPicture) return;
      const { onNext, onBefore, onLeave } = latest.current;
      if (key === "Escape") onLeave();
      else if (key === "PageDown" || (isOwn && key === "ArrowRight")) onNext();
      else if (key === "PageUp" || (isOwn && key === "ArrowLeft")) onBefore();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [bar]);
}

/** Lets the picture of a stop appear softly, unless the reader wants no motion. */
function useFade(stop: string | undefined): void {
  const before = useRef(stop);
  useEffect(() => {
    const isMove = stop !== undefined && before.current !== undefined && before.current !== stop;
    before.current = stop;
    if (!isMove || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    document.querySelector(".canvas")?.animate([{ opacity: 0.2 }, { opacity: 1 }], FADE_MILLIS);
  }, [stop]);
}
