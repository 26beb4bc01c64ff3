import type { ReactElement, ReactNode } from "react";
import { ClaimLinkProvider, type ClaimLink } from "./claim-link.tsx";
import { OpenVoiceProvider, type OpenVoice } from "./voice-link.tsx";

export interface StoryLinksProps {
  readonly linkOf: ClaimLink;
  readonly openVoice: OpenVoice;
  readonly children: ReactNode;
}

/** Gives every receipt below it the way to its claim and to its speaker. */
export function StoryLinks({ linkOf, openVoice, children }: StoryLinksProps): ReactElement {
  return (
    <ClaimLinkProvider value={linkOf}>
      <OpenVoiceProvider value={openVoice}>{children}</OpenVoiceProvider>
    </ClaimLinkProvider>
  );
}
