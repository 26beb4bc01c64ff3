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
  /** Ends when the list is read again: until then its revisions are not those of the server. */
  readonly onChanged: () => Promise<void>;
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
  const [open, setOpen] = useState<"edit" | "replace" | "delete" | null>(null);
  const action = useAction(() => setOpen(null));
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
  const sure = (words: string, does: string, work: () => Promise<unknown>) => (
    <span role="group" aria-label={`${does}: ${name}`}>
      {words} {button(does, false, () => action.run(work))} {button("Keep it", false, close)}
    </span>
  );
  return (
    <div className="view-actions">
      {button("Up", position === 1, () => action.run(() => change({ position: position - 1 })), "Move up")}
      {button("Down", position === of, () => action.run(() => change({ position: position + 1 })), "Move down")}
      {button("Edit", false, () => setOpen("edit"))}
      {open === "replace"
        ? sure("It will show what you see now.", "Replace it", () => change({ state }))
        : button("Replace …", isShown, () => setOpen("replace"), "Replace with what you see")}
      {open === "delete"
        ? sure("It cannot be brought back.", "Delete it", () =>
            reloaded(owner.client("deleteView", { params, query: { revision: String(revision) } })),
          )
        : button("Delete …", false, () => setOpen("delete"), "Delete")}
      <span className="failure" role="status">
        {action.failure}
      </span>
    </div>
  );
}
