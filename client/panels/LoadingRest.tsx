import { useEffect, useState, type ReactElement } from "react";

/** What takes no longer is not told. */
const PATIENCE_MILLIS = 1_000;

/** Says that more of the story is on its way, where it takes longer than a moment. */
export function LoadingRest({ children }: { readonly children: string }): ReactElement {
  const [isTold, setTold] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTold(true), PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <span role="status" className="loading-rest quiet">
      {isTold && children}
    </span>
  );
}
