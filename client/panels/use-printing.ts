import { useSyncExternalStore } from "react";

let isPrinting = false;

/** Whether the page is being printed. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isPrinting);
}

function subscribe(tell: () => void): () => void {
  const listeners = new AbortController();
  const set = (now: boolean) => () => {
    isPrinting = now;
    tell();
  };
  addEventListener("beforeprint", set(true), listeners);
  addEventListener("afterprint", set(false), listeners);
  return () => listeners.abort();
}
