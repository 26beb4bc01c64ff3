import { useEffect, useRef, useState, type ReactElement } from "react";
import { isTyping } from "./typing.ts";

const GROUPS: readonly { readonly title: string; readonly keys: readonly (readonly [keys: string, does: string])[] }[] =
  [
    {
      title: "Anywhere",
      keys: [
        ["/", "search people, places, events"],
        ["?", "these keys"],
        ["Ctrl Z", "undo what was done to the picture"],
        ["Ctrl Shift Z", "redo it"],
      ],
    },
    {
      title: "In the picture",
      keys: [
        ["← → ↑ ↓", "go from mark to mark"],
        ["Enter", "open, and expand, what is selected"],
        ["Menu, Shift F10", "what can be done with it"],
        ["Escape", "let go of what is selected"],
        ["+ − 0", "nearer, further, everything"],
      ],
    },
    {
      title: "In a tour",
      keys: [
        ["← →, Page Up Page Down", "the stop before, the next"],
        ["Escape", "leave the tour"],
      ],
    },
    {
      title: "In the table of claims",
      keys: [
        ["↑ ↓", "from claim to claim"],
        ["Enter", "show it in the picture"],
        ["Home, End", "the first, the last"],
      ],
    },
  ];

/** The keys of the page, opened by “?” or its button. */
export function KeysHelp(): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target, defaultPrevented } = event;
      if (key !== "?" || ctrlKey || metaKey || altKey || defaultPrevented || isTyping(target)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  useEffect(() => {
    // The browser gives the focus back to what had it when the dialog closes.
    if (isOpen && dialog.current?.open === false) dialog.current.showModal();
  }, [isOpen]);
  return (
    <>
      <button type="button" aria-label="Keys" title="Keys (?)" onClick={() => setOpen(true)}>
        ?
      </button>
      {isOpen && (
        <dialog ref={dialog} className="confirm keys" aria-labelledby="keys-title" onClose={() => setOpen(false)}>
          <h2 id="keys-title">Keys</h2>
          {GROUPS.map(({ title, keys }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {keys.map(([key, does]) => (
                  <div key={key}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <button type="button" className="as-link" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </dialog>
      )}
    </>
  );
}
