import { createContext, useContext, type ReactElement } from "react";

/** Opens what rests on a voice, by its id. */
export type OpenVoice = (id: string) => void;

const Context = createContext<OpenVoice | null>(null);

export const OpenVoiceProvider = Context.Provider;

interface VoiceNamesProps {
  /** Ids of those who say something together. */
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => string;
}

/** Who says it, each a way to all that rests on them; plain names where no story is open. */
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
