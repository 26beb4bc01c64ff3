import { createContext, useContext } from "react";

/** Returns the address of a claim with its receipts, by the ids of its relations. */
export type ClaimLink = (relations: readonly string[]) => string;

const Context = createContext<ClaimLink>(() => location.href);

export const ClaimLinkProvider = Context.Provider;

/** Outside of a story the address of the current page is used. */
export function useClaimLink(): ClaimLink {
  return useContext(Context);
}
