import { Popover, TextInput } from "@mantine/core";
import { useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { periodWords } from "../../model/period-words.ts";
import { FILTER_FROM, filterStories } from "./filter-stories.ts";
import { StoryLink } from "./StoryLink.tsx";
import type { UsedStories } from "./use-stories.ts";

/** Most stories listed; typing a part of a title finds others. */
const LISTED = 50;

export interface StorySwitchProps {
  readonly stories: UsedStories;
  readonly isOwner: boolean;
  /** The open story. */
  readonly current: string;
  readonly hrefOf: (story: string) => string;
  readonly onOpen: (story: string) => void;
  readonly onAll: () => void;
}

/** Switches to another story. Hidden when there is no other one and nothing to do. */
export function StorySwitch({
  stories: { list, reload },
  isOwner,
  current,
  hrefOf,
  onOpen,
  onAll,
}: StorySwitchProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const panel = useRef<HTMLDivElement>(null);
  const stories = list.kind === "ready" ? list.stories : [];
  const found = filterStories(stories, typed);
  const isOffered = isOwner || stories.length > 1;
  const go = (way: () => void) => {
    setOpen(false);
    way();
  };
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const stops = [...(panel.current?.querySelectorAll<HTMLElement>("input, a") ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops.at((at + step) % stops.length)?.focus();
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      trapFocus
      returnFocus
      withRoles={false}
      shadow="sm"
      width="min(420px, 94vw)"
    >
      <Popover.Target>
        <button
          type="button"
          className="story-switch"
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          data-offered={isOffered}
          onClick={() => {
            if (!isOpen) reload();
            setTyped("");
            setOpen(!isOpen);
          }}
        >
          Stories <span aria-hidden="true">▾</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="switch-panel" role="dialog" aria-label="Stories" onKeyDown={walk}>
        <div ref={panel}>
          {stories.length >= FILTER_FROM && (
            <TextInput
              value={typed}
              placeholder={`Find one of ${stories.length} stories`}
              aria-label={`Find one of ${stories.length} stories`}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <ul className="plain-list switch-list">
            {found.slice(0, LISTED).map(({ id, title, publishedAt, until, visibility }) => (
              <li key={id}>
                <StoryLink href={hrefOf(id)} isCurrent={id === current} onGo={() => go(() => onOpen(id))}>
                  <bdi>{title}</bdi>
                  <small>
                    {periodWords(publishedAt, until)}
                    {isOwner && visibility === "desk" && " · on the desk"}
                    {id === current && " · open now"}
                  </small>
                </StoryLink>
              </li>
            ))}
          </ul>
          <p className="switch-foot quiet" role="status">
            {found.length === 0 && typed !== "" && "No story has that title. Try a part of it."}
            {found.length > LISTED && `the first ${LISTED} of ${found.length}; type a part of the title`}
          </p>
          <p className="switch-foot">
            <StoryLink href="/stories" onGo={() => go(onAll)}>
              {isOwner ? "All stories, load another" : "All stories"}
            </StoryLink>
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
