import { createContext, useContext, type ReactElement } from "react";

/** Opens the panel of a voice. */
export type OpenVoice = (id: string) => void;

const Context = createContext<OpenVoice | null>(null);

export const OpenVoiceProvider = Context.Provider;

interface VoiceNamesProps {
  /** Ids of the voices that make a claim together. */
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => string;
}

/** The names of voices, each a button that opens its panel; plain text where no story is open. */
export function VoiceNames({ ids, nameOf }: VoiceNamesProps): ReactElement {
  const open = useContext(Context);
  return (
    <>
      {ids.map((id, at) => (
        <span key={id}>
          {at > 0 && ", "}
          {open === null ? (
            <bdi>{nameOf(id)}</bdi>
          ) : (
            <button type="button" className="as-link" title="What rests on this voice" onClick={() => open(id)}>
              <bdi>{nameOf(id)}</bdi>
            </button>
          )}
        </span>
      ))}
    </>
  );
}
