import type { ReactElement } from "react";
import { copyWords, type CopyInfo } from "../../model/copies.ts";
import type { Speaker, SourceRemoval } from "../../model/speakers.ts";

export interface SpeakersPanelProps {
  readonly speakers: readonly Speaker[];
  /** The number of sentences in the picture per source. */
  readonly counts: ReadonlyMap<string, number>;
  /** Articles that copy another one, by id. */
  readonly copies: ReadonlyMap<string, CopyInfo>;
  readonly disabledSources: ReadonlySet<string>;
  /** The effect of the disabled sources, and what remains. */
  readonly removal: SourceRemoval;
  /** Names of the isolated marks, by id. */
  readonly nameOf: (id: string) => string;
  readonly onToggle: (id: string) => void;
  readonly onOnly: (id: string) => void;
  readonly onEnableAll: () => void;
  /** Opens the panel of a voice. */
  readonly onOpen: (id: string) => void;
  readonly onLine: (id: string) => void;
  readonly onMark: (id: string) => void;
}

/** The list of sources: disabling one shows what rests on it. */
export function SpeakersPanel(props: SpeakersPanelProps): ReactElement {
  const { speakers, counts, copies, disabledSources, removal, onToggle, onOnly, onEnableAll, onOpen } = props;
  const isOnly = (id: string) => !disabledSources.has(id) && disabledSources.size === speakers.length - 1;
  return (
    <section className="panel" aria-labelledby="speakers-title">
      <h2 id="speakers-title">Who says it</h2>
      <p className="quiet">Switch a voice off and see what falls. The numbers are sentences in the picture.</p>
      <ul className="plain-list">
        {speakers.map(({ id, name, relations, unnamed }, index) => (
          <li key={id} className="speaker">
            <div className="speaker-row">
              <input
                type="checkbox"
                aria-labelledby={`speaker-${index}`}
                checked={!disabledSources.has(id)}
                onChange={() => onToggle(id)}
              />
              <button
                type="button"
                id={`speaker-${index}`}
                className={unnamed ? "speaker-name unnamed" : "speaker-name"}
                title="What rests on this voice"
                onClick={() => onOpen(id)}
              >
                <bdi>{name}</bdi>
                <CopyNote copied={copies.get(id)} />
              </button>
              <span
                className="count"
                title={`${relations} ${relations === 1 ? "relation" : "relations"} in the whole story`}
              >
                {counts.get(id) ?? 0}
              </span>
            </div>
            {speakers.length > 1 && (
              <button
                type="button"
                className="only"
                aria-describedby={`speaker-${index}`}
                title={`Only ${name}`}
                aria-pressed={isOnly(id)}
                onClick={() => onOnly(id)}
              >
                only
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className="told" role="status">
        {removal.summary}{" "}
        {disabledSources.size > 0 && (
          <button type="button" className="as-link" onClick={onEnableAll}>
            Switch everyone on again
          </button>
        )}
      </p>
      <RemovalList {...props} />
    </section>
  );
}

/** A note that an article is a copy and no second source. */
function CopyNote({ copied }: { readonly copied: CopyInfo | undefined }): ReactElement | null {
  return copied === undefined ? null : (
    <span className="copy-note">
      {" "}
      <bdi>{copyWords(copied)}</bdi>
    </span>
  );
}

/** The removed sentences, the remaining ones with their sources, and the isolated marks. */
function RemovalList({ speakers, copies, removal, nameOf, onLine, onMark }: SpeakersPanelProps): ReactElement {
  const speakerOf = (id: string) => {
    const name = speakers.find((speaker) => speaker.id === id)?.name ?? id;
    const copied = copies.get(id);
    return copied === undefined ? name : `${name} (${copyWords(copied)})`;
  };
  const { removedSentences, remaining, isolatedMarks } = removal;
  return (
    <>
      {removedSentences.length > 0 && (
        <details className="fell" open>
          <summary>
            {removedSentences.length === 1 ? "1 sentence falls" : `${removedSentences.length} sentences fall`}
          </summary>
          <ul className="plain-list">
            {removedSentences.map(({ line, text }, at) => (
              // Two voices may say the same in the same words, so the index is the key.
              <li key={at}>
                <button type="button" className="fell-row fallen" onClick={() => onLine(line)}>
                  <bdi>{text}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {remaining.length > 0 && (
        <details className="fell" open>
          <summary>
            {remaining.length === 1 ? "1 sentence stands beside it" : `${remaining.length} sentences stand beside them`}
          </summary>
          <ul className="plain-list">
            {remaining.map(({ line, text, voices }) => (
              <li key={`${line} ${text}`}>
                <button type="button" className="fell-row" onClick={() => onLine(line)}>
                  <bdi>{text}</bdi> <span className="quiet">stands on {voices.map(speakerOf).join(", ")}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {isolatedMarks.length > 0 && (
        <details className="fell" open>
          <summary>No longer joined to what is shown</summary>
          <ul className="plain-list">
            {isolatedMarks.map((id) => (
              <li key={id}>
                <button type="button" className="fell-row" onClick={() => onMark(id)}>
                  <bdi>{nameOf(id)}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
