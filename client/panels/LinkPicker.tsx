import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import type { Entity } from "../../model/entity.ts";
import { KIND_WORDS } from "../../model/kinds.ts";
import { foldName, matchName, searchNames } from "../../model/names.ts";
import type { Theme } from "../../picture/palette.ts";
import { Glyph } from "./Glyph.tsx";

export interface LinkPickerProps {
  readonly of: Entity;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly theme: Theme;
  readonly onClose: () => void;
  readonly onPick: (id: string) => void;
}

const MOST = 8;

/** Asks for the name of the second entity of a connection. */
export function LinkPicker({ of, entities, theme, onClose, onPick }: LinkPickerProps): ReactElement {
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox();
  const names = useMemo(
    () =>
      [...entities.values()]
        .filter(({ id, label }) => id !== of.id && label !== "Statement")
        .map((entity) => ({ entity, names: searchNames(entity) })),
    [entities, of.id],
  );
  const hits = useMemo(() => {
    const query = foldName(text);
    return names
      .map(({ entity, names: own }) => ({ entity, quality: Math.max(0, ...own.map((name) => matchName(name, query))) }))
      .filter(({ quality }) => quality > 0)
      .toSorted((one, other) => other.quality - one.quality)
      .slice(0, MOST)
      .map(({ entity }) => entity);
  }, [names, text]);
  useEffect(() => input.current?.focus(), []);
  // The store is a new object in each render; the keyboard selection is kept while the hits are the same.
  const store = useRef(combobox);
  store.current = combobox;
  useEffect(() => {
    if (hits.length > 0) store.current.selectFirstOption();
  }, [hits]);
  const label = `How ${of.name} is linked to`;
  return (
    <Combobox store={combobox} onOptionSubmit={onPick} withinPortal={false}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={input}
          size="xs"
          value={text}
          role="combobox"
          aria-autocomplete="list"
          aria-label={label}
          placeholder="A name, or click somebody"
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            onClose();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === ""}>
        <Combobox.Options aria-label="Linked to">
          {hits.map((entity) => (
            <Combobox.Option key={entity.id} value={entity.id}>
              <span className="hit">
                <Glyph kind={entity.label} theme={theme} />
                <span>
                  <bdi>{entity.name}</bdi>
                  <small>{KIND_WORDS[entity.label].one}</small>
                </span>
              </span>
            </Combobox.Option>
          ))}
          {hits.length === 0 && <Combobox.Empty>No match in this story. Try a part of the name.</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
