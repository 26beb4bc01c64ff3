import { Popover } from "@mantine/core";
import { useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { typeWords } from "../../model/ontology.ts";
import type { Neighbours, Surroundings } from "../derive/expand.ts";

/** Adding more marks than this at once asks for confirmation. */
export const ASK_ABOVE = 100;
/** The number offered instead. */
const FEWER = 30;

export interface MarkMenuProps {
  readonly name: string;
  readonly around: Surroundings;
  /** Its position in the page. */
  readonly x: number;
  readonly y: number;
  /** Whether it opens with the confirmation to add all neighbours. */
  readonly asks: boolean;
  readonly onAdd: (ids: readonly string[]) => void;
  readonly onExclude: (ids: readonly string[]) => void;
  readonly onHide: () => void;
  readonly onKeep: () => void;
  readonly onClose: () => void;
}

/** The actions on a mark: add neighbours, remove marks. */
export function MarkMenu(props: MarkMenuProps): ReactElement {
  const { name, around, x, y, asks, onAdd, onExclude, onHide, onKeep, onClose } = props;
  const [asked, setAsked] = useState<readonly string[] | null>(asks ? around.fresh : null);
  const list = useRef<HTMLDivElement>(null);
  const act = (run: () => void) => () => {
    run();
    onClose();
  };
  const add = (ids: readonly string[]) => (ids.length > ASK_ABOVE ? setAsked(ids) : act(() => onAdd(ids))());
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items = [...(list.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    items.at((items.indexOf(document.activeElement as HTMLElement) + step) % items.length)?.focus();
  };
  return (
    <Popover
      opened
      onChange={(isOpen) => !isOpen && onClose()}
      position="bottom-start"
      trapFocus
      returnFocus
      withRoles={false}
      shadow="sm"
    >
      <Popover.Target>
        <span className="menu-anchor" style={{ left: x, top: y }} />
      </Popover.Target>
      <Popover.Dropdown className="mark-menu" onKeyDown={walk}>
        <div ref={list} role="menu" aria-label={name}>
          {asked !== null ? (
            <>
              <p className="quiet">{numberWords(asked.length)} would come into the picture.</p>
              <Item
                words={`Add the ${FEWER} that are joined to most`}
                onClick={act(() => onAdd(asked.slice(0, FEWER)))}
              />
              <Item words={`Add all ${numberWords(asked.length)}`} onClick={act(() => onAdd(asked))} />
            </>
          ) : (
            <>
              <Item
                words={
                  around.fresh.length === 0 ? "Everybody it is joined to is shown" : "Expand: everybody it is joined to"
                }
                count={added(around.fresh.length)}
                isOff={around.fresh.length === 0}
                onClick={() => add(around.fresh)}
              />
              {around.groups.map((group) => (
                <Item
                  key={`${group.direction} ${group.type}`}
                  words={groupWords(group, name)}
                  count={
                    group.fresh.length === group.count
                      ? added(group.count)
                      : `${added(group.fresh.length)} of ${numberWords(group.count)}`
                  }
                  isOff={group.fresh.length === 0}
                  onClick={() => add(group.fresh)}
                />
              ))}
              <hr />
              <Item
                words="Collapse: take away whom only this joins"
                count={`−${numberWords(around.leaves.length)}`}
                isOff={around.leaves.length === 0}
                onClick={act(() => onExclude(around.leaves))}
              />
              <Item words="Keep only this and whom it is joined to" onClick={act(onKeep)} />
              <Item words="Hide" onClick={act(onHide)} />
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ItemProps {
  readonly words: string;
  readonly count?: string;
  readonly isOff?: boolean;
  readonly onClick: () => void;
}

function Item({ words, count: told, isOff = false, onClick }: ItemProps): ReactElement {
  return (
    <button type="button" role="menuitem" aria-disabled={isOff} onClick={() => !isOff && onClick()}>
      <bdi>{words}</bdi>
      {told !== undefined && <span className="count">{told}</span>}
    </button>
  );
}

function groupWords({ type, direction }: Neighbours, name: string): string {
  return direction === "out" ? `${name} ${typeWords(type)} …` : `… ${typeWords(type)} ${name}`;
}

function numberWords(of: number): string {
  return of.toLocaleString("en");
}

function added(of: number): string {
  return `+${numberWords(of)}`;
}
