import { useEffect, useRef, type Dispatch } from "react";
import { addressOf, bookmarkOf } from "../state/address.ts";
import { pageBookmark, type Action, type PageState } from "../state/page-state.ts";

/** Keeps the address and the state of the page the same, whichever of them changes. */
export function useAddress(state: PageState, dispatch: Dispatch<Action>): void {
  const address = addressOf(pageBookmark(state));
  const { entry } = state;
  const written = useRef(entry);
  useEffect(() => {
    const isNew = entry !== written.current;
    written.current = entry;
    if (`${location.pathname}${location.search}` === address) return;
    if (isNew) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }, [address, entry]);
  useEffect(() => {
    const visit = () => dispatch({ type: "visit", bookmark: bookmarkOf(location.pathname, location.search) });
    addEventListener("popstate", visit);
    return () => removeEventListener("popstate", visit);
  }, [dispatch]);
}
