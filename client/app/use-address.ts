import { useEffect, useRef, useState, type Dispatch } from "react";
import { addressOf, bookmarkOf, type Bookmark } from "../state/address.ts";
import { packAddress, unpackSearch } from "../state/packed-address.ts";
import { pageBookmark, type Action, type PageState } from "../state/page-state.ts";

/** Reads the browser's address, also a packed one. */
export async function readAddress(): Promise<Bookmark> {
  return bookmarkOf(location.pathname, await unpackSearch(location));
}

/** Synchronizes the address and the state of the page in both directions. */
export function useAddress(state: PageState, dispatch: Dispatch<Action>): void {
  const address = addressOf(pageBookmark(state));
  const { entry } = state;
  const written = useRef({ address: "", entry });
  useEffect(() => {
    const isNew = entry !== written.current.entry;
    const isThere = written.current.address === address;
    written.current = { address, entry };
    if (isThere || `${location.pathname}${location.search}${location.hash}` === address) return;
    if (isNew) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    void packAddress(address).then((packed) => {
      if (packed !== address && written.current.address === address) history.replaceState(null, "", packed);
    });
  }, [address, entry]);
  useEffect(() => {
    const visit = async () => {
      const { href } = location;
      const bookmark = await readAddress();
      // The browser may have navigated meanwhile.
      if (location.href !== href) return;
      written.current = { ...written.current, address: addressOf(bookmark) };
      dispatch({ type: "visit", bookmark });
    };
    const back = () => void visit();
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, [dispatch]);
}

/** An address as a link to pass on: a long one is packed. */
export function useLink(address: string): string {
  const [packed, setPacked] = useState({ address, link: address });
  useEffect(() => {
    let isWanted = true;
    void packAddress(address).then((link) => isWanted && setPacked({ address, link }));
    return () => {
      isWanted = false;
    };
  }, [address]);
  return `${location.origin}${packed.address === address ? packed.link : address}`;
}
