import type { ReactElement } from "react";
import type { Speaker } from "../../model/speakers.ts";

export interface SpeakersPanelProps {
  readonly speakers: readonly Speaker[];
  readonly off: ReadonlySet<string>;
  /** What fell with those that are off, in words; empty when none is. */
  readonly told: string;
  readonly onToggle: (id: string) => void;
  readonly onHearAll: () => void;
}

/** Who says it: switching a voice off shows what rests on it. */
export function SpeakersPanel({ speakers, off, told, onToggle, onHearAll }: SpeakersPanelProps): ReactElement {
  return (
    <section className="panel" aria-labelledby="speakers-title">
      <h2 id="speakers-title">Who says it</h2>
      <p className="quiet">Switch a voice off and see what falls.</p>
      <ul className="plain-list">
        {speakers.map(({ id, name, relations, unnamed }) => (
          <li key={id}>
            <label className="speaker-row">
              <input type="checkbox" checked={!off.has(id)} onChange={() => onToggle(id)} />
              <span className={unnamed ? "unnamed" : undefined}>
                <bdi>{name}</bdi>
              </span>
              <span className="count" title={`${relations} ${relations === 1 ? "relation" : "relations"}`}>
                {relations}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p className="told" role="status">
        {told}{" "}
        {off.size > 0 && (
          <button type="button" className="as-link" onClick={onHearAll}>
            Hear everyone again
          </button>
        )}
      </p>
    </section>
  );
}
