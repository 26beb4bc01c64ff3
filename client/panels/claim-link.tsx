import { createContext, useContext } from "react";

/** The address at which a claim is shown with its receipts, by the ids of its relations. */
export type ClaimLink = (relations: readonly string[]) => string;

const Context = createContext<ClaimLink>(() => location.href);

export const ClaimLinkProvider = Context.Provider;

/** Outside a story a claim is found where it stands. */
export function useClaimLink(): ClaimLink {
  return useContext(Context);
}
