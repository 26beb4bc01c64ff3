import { Button, Loader } from "@mantine/core";
import type { ReactElement } from "react";
import { CopyText } from "./CopyText.tsx";
import { count } from "./count.ts";
import { useOwnerActions } from "./owner-context.tsx";
import { SaveViewForm } from "./SaveViewForm.tsx";
import type { OpenableView, UsedViews } from "./use-views.ts";
import { ViewRow } from "./ViewRow.tsx";

export interface ViewsPanelProps {
  readonly views: UsedViews;
  /** The view that is seen as it was saved. */
  readonly shown: OpenableView | null;
  /** What is seen now, as a view keeps it. */
  readonly state: string;
  readonly hrefOf: (view: OpenableView) => string;
  /** The address of a tour that begins with a view. */
  readonly tourOf: (view: OpenableView) => string;
  readonly onOpen: (view: OpenableView) => void;
  readonly onTour: (view: OpenableView) => void;
  readonly onShare: () => void;
}

/** The saved views of a story: opened one by one or as a tour; its owner saves what he sees. */
export function ViewsPanel({
  views: { list, reload },
  shown,
  state,
  hrefOf,
  tourOf,
  onOpen,
  onTour,
  onShare,
}: ViewsPanelProps): ReactElement {
  const owner = useOwnerActions();
  const views = list.kind === "ready" ? list.views : [];
  const [first] = views;
  return (
    <section className="views" aria-labelledby="views-title">
      <h2 id="views-title">Saved views</h2>
      {list.kind === "loading" && <Loader size={24} role="status" aria-label="Reading the saved views" />}
      {list.kind === "failed" && (
        <p role="alert">
          {list.message}{" "}
          <button type="button" className="as-link" onClick={() => void reload()}>
            Try again
          </button>
        </p>
      )}
      {list.kind === "ready" && first === undefined && (
        <p>
          {owner === null ? (
            <>
              No view of this story is saved yet. What you see is in the address of this page: bookmark it, or{" "}
              <button type="button" className="as-link" onClick={onShare}>
                copy the link
              </button>
              .
            </>
          ) : (
            "No view of this story is saved yet. Arrange the picture as readers should see it, name it below, and save it. Several views, each with a sentence, make a tour."
          )}
        </p>
      )}
      {first !== undefined && (
        <>
          <div className="views-tour">
            <Button size="xs" onClick={() => onTour(first)}>
              Start the tour
            </Button>
            <span className="quiet">{count(views.length, "view")}, one after the other, with what is said of each</span>
            <CopyText of="the tour" text={() => `${location.origin}${tourOf(first)}`}>
              Copy link
            </CopyText>
          </div>
          <ol className="views-list">
            {views.map((view) => (
              <ViewRow
                key={view.id}
                view={view}
                of={views.length}
                isShown={view.id === shown?.id}
                href={hrefOf(view)}
                onOpen={() => onOpen(view)}
                state={state}
                onChanged={reload}
              />
            ))}
          </ol>
        </>
      )}
      {owner !== null && list.kind !== "loading" && (
        <section className="views-save" aria-labelledby="save-view-title">
          <h3 id="save-view-title">Save what you see</h3>
          <SaveViewForm
            button="Save view"
            save={(words) =>
              owner.client("saveView", { params: { story: owner.story }, body: { ...words, state } }).finally(reload)
            }
            onSaved={() => undefined}
          />
        </section>
      )}
    </section>
  );
}
