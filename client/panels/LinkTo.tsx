import { lazy, Suspense, useRef, type ReactElement } from "react";
import type { LinkPickerProps } from "./LinkPicker.tsx";

/** Loaded on demand, because few readers search for connections. Without it the second entity can still be clicked. */
const LinkPicker = lazy(() =>
  import("./LinkPicker.tsx").then(
    (module) => ({ default: module.LinkPicker }),
    () => ({ default: ClickHint }),
  ),
);

interface LinkToProps extends Omit<LinkPickerProps, "onClose"> {
  /** Whether the second entity is being asked for: the next click selects it. */
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** "How linked to …": asks for the second entity by name; a click in the picture or the article selects it too. */
export function LinkTo({ isOpen, onOpen, ...picker }: LinkToProps): ReactElement {
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    onOpen(false);
    button.current?.focus();
  };
  return (
    <div className="link-to">
      <button
        ref={button}
        type="button"
        className="as-link"
        aria-expanded={isOpen}
        onClick={() => onOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !isOpen) return;
          event.stopPropagation();
          onOpen(false);
        }}
      >
        How linked to …
      </button>
      {isOpen && (
        <Suspense fallback={<ClickHint />}>
          <LinkPicker {...picker} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

function ClickHint(): ReactElement {
  return <p className="quiet">Click somebody in the picture or in the article.</p>;
}
