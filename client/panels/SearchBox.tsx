import { Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue, useHotkeys } from "@mantine/hooks";
import { useEffect, useRef, useState, type ReactElement } from "react";
import type { SearchAnswer, SearchHit } from "../../contract/browse.ts";
import { MAX_SEARCH } from "../../contract/operations.ts";
import { partsOfRef } from "../../model/clusters.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Client } from "../api/client.ts";
import { isTransient, RETRY_MILLIS } from "../api/transient-error.ts";
import { failureWords } from "./owner-context.tsx";
import { useNamedPair } from "./use-named-pair.ts";
import { HitGroups, refOf } from "./HitGroups.tsx";

export interface SearchBoxProps {
  readonly client: Client;
  readonly theme: Theme;
  /** The open story: its hits come first, and open there. */
  readonly current: string | undefined;
  readonly onFind: (place: FoundPlace) => void;
  /** Two entities of the open story, typed with a comma in between. */
  readonly onPair: (ids: readonly [string, string]) => void;
}

/** An entity in one story, and whether other stories have it too. */
export interface FoundPlace extends Pick<SearchHit["in"][number], "story" | "id"> {
  readonly isInSeveral: boolean;
}

/** Hits requested; each section keeps a minimum of them. */
const MOST = "30";

/** The value of the option for two names; no story id contains these characters. */
const PAIR = "(pair)";

type Found =
  | { readonly kind: "nothing" }
  | { readonly kind: "looking" }
  | { readonly kind: "hits"; readonly query: string; readonly answer: SearchAnswer }
  | { readonly kind: "failed"; readonly message: string };

/** Type-ahead search over all names in any script; `/` focuses it. */
export function SearchBox({ client, theme, current, onFind, onPair }: SearchBoxProps): ReactElement {
  const [text, setText] = useState("");
  const [query] = useDebouncedValue(text.trim(), 150);
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<Found>({ kind: "nothing" });
  const input = useRef<HTMLInputElement>(null);
  /** The text for which Enter was pressed before its hits arrived. */
  const entered = useRef<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  useHotkeys([["/", () => input.current?.focus()]]);

  useEffect(() => {
    if (query === "") {
      setFound({ kind: "nothing" });
      return;
    }
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    setFound((before) => (before.kind === "nothing" ? { kind: "looking" } : before));
    const asked = { q: query, limit: MOST, ...(current !== undefined && { current }) };
    client("search", { query: asked, signal: controller.signal }).then(
      (answer) => setFound({ kind: "hits", query, answer }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setFound({ kind: "failed", message: failureWords(error) });
        // Retries when the database is available again.
        if (isTransient(error)) timer = setTimeout(() => setAttempt((before) => before + 1), RETRY_MILLIS);
      },
    );
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [client, current, query, attempt]);

  const pair = useNamedPair(client, current, query);

  const choose = (ref: string) => {
    if (ref === PAIR && pair != null) {
      onPair(pair.ids);
      setText("");
      combobox.closeDropdown();
      focusPicture();
      return;
    }
    const place = partsOfRef(ref);
    if (place === null) return;
    const hit = found.kind === "hits" ? found.answer.hits.find((one) => refOf(one, current) === ref) : undefined;
    onFind({ ...place, isInSeveral: (hit?.in.length ?? 1) > 1 });
    setText("");
    combobox.closeDropdown();
    // The picture of another story is not loaded yet.
    if (place.story !== current) return;
    // Focuses the picture, where the arrow keys continue from the hit.
    focusPicture();
  };

  const focusPicture = () => {
    const picture = document.querySelector<HTMLElement>('[aria-roledescription="network"]');
    if (picture === null) input.current?.blur();
    else picture.focus({ preventScroll: true });
  };

  const chooseFirst = () => {
    if (found.kind !== "hits" || found.query !== text.trim() || pair === undefined) {
      entered.current = text.trim();
      return;
    }
    entered.current = null;
    const [first] = found.answer.hits;
    if (pair !== null) choose(PAIR);
    else if (first !== undefined) choose(refOf(first, current));
  };
  useEffect(() => {
    if (entered.current === null || found.kind !== "hits") return;
    if (entered.current !== text.trim()) entered.current = null;
    else if (found.query === entered.current) chooseFirst();
  });

  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={input}
          value={text}
          maxLength={MAX_SEARCH}
          placeholder="Search people, places, events"
          role="combobox"
          aria-autocomplete="list"
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
            // The first Escape closes the list, as in every combobox; the next one clears the field.
            if (event.key === "Escape" && !combobox.dropdownOpened) setText("");
            if (event.key === "Enter" && combobox.getSelectedOptionIndex() === -1 && text.trim() !== "") chooseFirst();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim() === ""}>
        <Combobox.Options mah="min(560px, 70dvh)" className="hit-groups" aria-label="Results">
          {pair != null && (
            <Combobox.Option value={PAIR}>
              How <bdi>{pair.names[0]}</bdi> is linked to <bdi>{pair.names[1]}</bdi>
            </Combobox.Option>
          )}
          {found.kind === "hits" && <HitGroups answer={found.answer} current={current} theme={theme} />}
          {found.kind === "hits" && found.answer.hits.length === 0 && pair == null && (
            <Combobox.Empty>No match. Try a part of the name.</Combobox.Empty>
          )}
          {found.kind === "failed" && <Combobox.Empty>{found.message}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
