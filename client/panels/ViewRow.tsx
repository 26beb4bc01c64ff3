import { useState, type ReactElement } from "react";
import type { ChangeViewRequest } from "../../contract/saved-views.ts";
import { missingWords } from "../derive/missing-parts.ts";
import { useAction, useOwnerActions } from "./owner-context.tsx";
import { SaveViewForm } from "./SaveViewForm.tsx";
import { StoryLink } from "./StoryLink.tsx";
import type { OpenableView } from "./use-views.ts";

interface ViewRowProps {
  readonly view: OpenableView;
  /** How many views there are. */
  readonly of: number;
  readonly isShown: boolean;
  readonly href: string;
  readonly onOpen: () => void;
  /** What is seen now, as a view keeps it. */
  readonly state: string;
  readonly onChanged: () => void;
}

/** A saved view: what it is called and says, and for the owner what may be done with it. */
export function ViewRow({ view, of, isShown, href, onOpen, state, onChanged }: ViewRowProps): ReactElement {
  const isOwner = useOwnerActions() !== null;
  return (
    <li className="view-row" aria-current={isShown ? "true" : undefined}>
      <StoryLink href={href} onGo={onOpen}>
        <bdi>{view.name}</bdi>
      </StoryLink>
      {isShown && <span className="quiet"> · this is what you see</span>}
      {view.sentence !== null && (
        <p className="view-sentence" dir="auto">
          {view.sentence}
        </p>
      )}
      {view.missing > 0 && <p className="quiet">{missingWords(view.missing)} The rest opens.</p>}
      {isOwner && <ViewActions view={view} of={of} state={state} isShown={isShown} onChanged={onChanged} />}
    </li>
  );
}

function ViewActions({
  view,
  of,
  isShown,
  state,
  onChanged,
}: Pick<ViewRowProps, "view" | "of" | "isShown" | "state" | "onChanged">): ReactElement | null {
  const owner = useOwnerActions();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const action = useAction(() => undefined);
  if (owner === null) return null;
  const { id, name, sentence, position, revision } = view;
  const params = { story: owner.story, id };
  /** Also behind a refusal: another tab may have been quicker, and then its words are to be seen. */
  const reloaded = <T,>(work: Promise<T>): Promise<T> => work.finally(onChanged);
  const change = (body: Omit<ChangeViewRequest, "revision">) =>
    reloaded(owner.client("changeView", { params, body: { revision, ...body } }));
  const close = () => setOpen(null);
  if (open === "edit")
    return <SaveViewForm words={{ name, sentence }} button="Save" save={change} onSaved={close} onCancel={close} />;
  const button = (does: string, isOff: boolean, work: () => void, label = does) => (
    <button
      type="button"
      className="as-link"
      aria-label={`${label}: ${name}`}
      aria-disabled={isOff || action.isBusy}
      onClick={() => !isOff && work()}
    >
      {does}
    </button>
  );
  return (
    <div className="view-actions">
      {button("Up", position === 1, () => action.run(() => change({ position: position - 1 })), "Move up")}
      {button("Down", position === of, () => action.run(() => change({ position: position + 1 })), "Move down")}
      {button("Edit", false, () => setOpen("edit"))}
      {button("Replace by what you see", isShown, () => action.run(() => change({ state })))}
      {open === "delete" ? (
        <span role="group" aria-label={`Delete: ${name}`}>
          It cannot be brought back.{" "}
          {button("Delete it", false, () =>
            action.run(() => reloaded(owner.client("deleteView", { params, query: { revision: String(revision) } }))),
          )}{" "}
          {button("Keep it", false, close)}
        </span>
      ) : (
        button("Delete …", false, () => setOpen("delete"))
      )}
      <span className="failure" role="status">
        {action.failure}
      </span>
    </div>
  );
}
