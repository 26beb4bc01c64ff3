import { useEffect, useRef, useState, type ReactElement } from "react";

export interface CopyTextProps {
  /** Creates the copied text on demand. */
  readonly text: () => string;
  /** The label of the button. */
  readonly children: string;
  /** The accessible description of what is copied. */
  readonly of: string;
}

const TOLD_MILLIS = 2_000;

/** Copies a text; where the browser blocks the clipboard, shows the text for copying by hand. */
export function CopyText({ text, children, of }: CopyTextProps): ReactElement {
  const [isCopied, setCopied] = useState(false);
  const [byHand, setByHand] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), TOLD_MILLIS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  useEffect(() => area.current?.select(), [byHand]);
  const copy = async () => {
    const made = text();
    try {
      // A page without TLS has no clipboard.
      await navigator.clipboard.writeText(made);
      setByHand(null);
      setCopied(true);
    } catch {
      setByHand(made);
    }
  };
  return (
    <>
      <button type="button" className="as-link copy" aria-label={`${children}: ${of}`} onClick={() => void copy()}>
        {isCopied ? "Copied" : children}
      </button>
      <span role="status" className="visually-hidden">
        {isCopied ? "Copied" : ""}
      </span>
      {byHand !== null && (
        <span className="copy-by-hand">
          <span role="alert">The browser does not let this page copy. Copy the text here:</span>
          <textarea ref={area} readOnly rows={4} value={byHand} aria-label={`Text to copy: ${of}`} />
          <button type="button" className="as-link" onClick={() => setByHand(null)}>
            Close
          </button>
        </span>
      )}
    </>
  );
}
