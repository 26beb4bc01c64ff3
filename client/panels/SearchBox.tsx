import { Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue, useHotkeys } from "@mantine/hooks";
import { useEffect, useRef, useState, type ReactElement } from "react";
import type { SearchHit } from "../../contract/browse.ts";
import { MAX_SEARCH } from "../../contract/operations.ts";
import { KIND_WORDS } from "../../model/kinds.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Client } from "../api/client.ts";
import { Glyph } from "./Glyph.tsx";

export interface SearchBoxProps {
  readonly client: Client;
  readonly theme: Theme;
  /** The story that is searched; all of them while none is open. */
  readonly story: string | undefined;
  readonly onFind: (id: string) => void;
}

type Found =
  | { readonly kind: "nothing" }
  | { readonly kind: "looking" }
  | { readonly kind: "hits"; readonly hits: readonly SearchHit[]; readonly total: number }
  | { readonly kind: "failed"; readonly message: string };

/** Type-ahead over every name in any script; `/` goes there. */
export function SearchBox({ client, theme, story, onFind }: SearchBoxProps): ReactElement {
  const [text, setText] = useState("");
  const [query] = useDebouncedValue(text.trim(), 150);
  const [found, setFound] = useState<Found>({ kind: "nothing" });
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  useHotkeys([["/", () => input.current?.focus()]]);

  useEffect(() => {
    if (query === "") {
      setFound({ kind: "nothing" });
      return;
    }
    const controller = new AbortController();
    setFound((before) => (before.kind === "hits" ? before : { kind: "looking" }));
    client("search", { query: { q: query, ...(story !== undefined && { story }) }, signal: controller.signal }).then(
      ({ hits, total }) => setFound({ kind: "hits", hits, total }),
      (error: unknown) => {
        if (!controller.signal.aborted)
          setFound({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => controller.abort();
  }, [client, story, query]);

  const choose = (id: string) => {
    onFind(id);
    setText("");
    combobox.closeDropdown();
    // To the picture, where the arrow keys go on from what was found.
    const picture = document.querySelector<HTMLElement>('[aria-roledescription="network"]');
    if (picture === null) input.current?.blur();
    else picture.focus({ preventScroll: true });
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target>
        <TextInput
          ref={input}
          value={text}
          maxLength={MAX_SEARCH}
          placeholder="Search people, places, events"
          aria-label="Search people, places, events"
          rightSection={found.kind === "looking" ? <Loader size={14} /> : <kbd>/</kbd>}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={() => text !== "" && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            // The first Escape closes the list, as in every combobox; the next one empties the field.
            if (event.key === "Escape" && !combobox.dropdownOpened) setText("");
            if (
              event.key === "Enter" &&
              combobox.getSelectedOptionIndex() === -1 &&
              found.kind === "hits" &&
              found.hits[0] !== undefined
            )
              choose(found.hits[0].entity.id);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === ""}>
        <Combobox.Options>
          {found.kind === "hits" &&
            found.hits.map(({ entity, matched }) => (
              <Combobox.Option key={entity.id} value={entity.id}>
                <span className="hit">
                  <Glyph kind={entity.label} theme={theme} />
                  <span>
                    <bdi>{entity.name}</bdi>
                    <small>
                      {KIND_WORDS[entity.label].one}
                      {matched !== entity.name && (
                        <>
                          {" · "}
                          <bdi>{matched}</bdi>
                        </>
                      )}
                    </small>
                  </span>
                </span>
              </Combobox.Option>
            ))}
          {found.kind === "hits" && found.hits.length === 0 && (
            <Combobox.Empty>No one in this story is called so. Try a part of the name.</Combobox.Empty>
          )}
          {found.kind === "hits" && found.total > found.hits.length && (
            <Combobox.Footer>{`the best ${found.hits.length} of ${found.total}`}</Combobox.Footer>
          )}
          {found.kind === "failed" && <Combobox.Empty>{found.message}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
