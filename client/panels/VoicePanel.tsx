import { useId, useMemo, useState, type ReactElement, type ReactNode } from "react";
import { claimsMarkdown } from "../../model/citation.ts";
import { claimRows, type ClaimRow } from "../../model/claim-table.ts";
import type { ReadingView } from "../../model/reading.ts";
import { speakersOf } from "../../model/speakers.ts";
import type { StoryGraph } from "../../model/story.ts";
import { voicesOf, type VoiceClaim, type Voices } from "../../model/voices.ts";
import type { Client } from "../api/client.ts";
import { citedClaim } from "./citations.ts";
import { ClaimReceipts } from "./ClaimReceipts.tsx";
import { useClaimLink } from "./claim-link.tsx";
import { CopyText } from "./CopyText.tsx";
import { count } from "./count.ts";
import { SidesOf } from "./Disagreements.tsx";
import type { QuotedPlace } from "./Receipt.tsx";
import type { ReceiptLookup } from "./receipt-lookup.ts";
import { usePrinting } from "./use-printing.ts";

/** The actions on the voices of a story. */
export interface VoiceActions {
  /** Shows these voices in the panel; an empty list closes it. */
  readonly onVoices: (ids: readonly string[]) => void;
  /** Disables every other voice; null enables all. */
  readonly onOnly: (id: string | null) => void;
  readonly onToggle: (id: string) => void;
  readonly onMark: (id: string) => void;
}

export interface VoicePanelProps extends VoiceActions {
  readonly client: Client;
  readonly graph: StoryGraph;
  readonly view: ReadingView;
  /** The id of one voice, or of two voices to compare. */
  readonly ids: readonly string[];
  readonly lookup: ReceiptLookup;
  readonly disabledSources: ReadonlySet<string>;
  readonly onShow: (place: QuotedPlace) => void;
}

/** The claims of one voice, or a comparison of two voices. */
export function VoicePanel(props: VoicePanelProps): ReactElement {
  const { graph, view, ids, lookup, disabledSources, onVoices, onOnly, onToggle, onMark } = props;
  const title = useId();
  const speakers = useMemo(() => speakersOf(graph), [graph]);
  const voices = useMemo(() => voicesOf(claimRows(graph, view), graph.relations), [graph, view]);
  const [first = "", second] = ids.filter((id) => speakers.some((speaker) => speaker.id === id));
  const nameOf = lookup.speakerOf;
  if (first === "")
    return (
      <p>
        Nobody with that name says anything in this story. <BackButton {...props} />
      </p>
    );
  const others = speakers.filter(({ id }) => id !== first);
  const isOnly = !disabledSources.has(first) && others.every(({ id }) => disabledSources.has(id));
  return (
    <section className="voice" aria-labelledby={title}>
      <header className="about">
        <h2 id={title}>
          <bdi>{nameOf(first)}</bdi>
          {second !== undefined && (
            <>
              {" and "}
              <bdi>{nameOf(second)}</bdi>
            </>
          )}
        </h2>
      </header>
      <p className="slot-actions">
        {second === undefined && (
          <>
            <button type="button" className="as-link" onClick={() => onOnly(isOnly ? null : first)}>
              {isOnly ? "All voices again" : "Only this voice"}
            </button>
            <button type="button" className="as-link" onClick={() => onToggle(first)}>
              {disabledSources.has(first) ? "Switch it on again" : "Switch it off"}
            </button>
            {lookup.entities.has(first) && (
              <button type="button" className="as-link" onClick={() => onMark(first)}>
                What is said of them
              </button>
            )}
          </>
        )}
        {others.length > 0 && (
          <label>
            {second === undefined ? "Compare with " : "Compared with "}
            <select
              value={second ?? ""}
              onChange={({ currentTarget: { value } }) => onVoices(value === "" ? [first] : [first, value])}
            >
              <option value="">{second === undefined ? "somebody …" : "nobody"}</option>
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <BackButton {...props} />
      </p>
      {second === undefined ? (
        <OneVoice key={first} voices={voices} id={first} {...props} />
      ) : (
        <TwoVoices key={`${first} ${second}`} voices={voices} first={first} second={second} {...props} />
      )}
    </section>
  );
}

function BackButton({ onVoices }: Pick<VoiceActions, "onVoices">): ReactElement {
  return (
    <button type="button" className="as-link" onClick={() => onVoices([])}>
      Back to the picture
    </button>
  );
}

type PartProps = VoicePanelProps & { readonly voices: Voices };

function OneVoice({ voices, id, ...props }: PartProps & { readonly id: string }): ReactElement {
  const { alone, shared, contradicted } = useMemo(() => voices.claimsOf(id), [voices, id]);
  const names = (ids: readonly string[]) => ids.map(props.lookup.speakerOf).join(", ");
  const all = [...contradicted, ...alone, ...shared];
  const remark = ({ row, others, against }: VoiceClaim) =>
    [
      row.sources.length > 1 ? row.who : "",
      others.length > 0 ? `also ${names(others)}` : "",
      against.length > 0 ? `≠ ${names(against)}` : "",
    ].filter((words) => words !== "");
  const rows = (claims: readonly VoiceClaim[]) =>
    claims.map((one): RowOf => ({ row: one.row, relations: one.row.relations, remarks: remark(one) }));
  return (
    <>
      <p className="quiet">
        {count(all.length, "claim")}
        {all.length > 0 && `: ${count(alone.length, "rests", "rest")} on this voice alone`}
        {shared.length > 0 && `, ${count(shared.length, "is", "are")} said by others, too`}
        {contradicted.length > 0 && `, ${count(contradicted.length, "is", "are")} contradicted`}.{" "}
        <CopyClaims rows={all.map(({ row }) => row)} {...props} />
      </p>
      <ClaimGroup heading="Others say otherwise" rows={rows(contradicted)} {...props} />
      <ClaimGroup heading="Rests on this voice alone" rows={rows(alone)} {...props} />
      <ClaimGroup heading="Others say it, too" rows={rows(shared)} {...props} />
    </>
  );
}

interface Pair {
  readonly first: string;
  readonly second: string;
}

function TwoVoices({ voices, first, second, ...props }: PartProps & Pair): ReactElement {
  const compared = useMemo(() => voices.compare(first, second), [voices, first, second]);
  const { agreed, contradicted, together, onlyFirst, onlySecond } = compared;
  const { graph, lookup, onShow } = props;
  const [one, other] = [lookup.speakerOf(first), lookup.speakerOf(second)];
  const plain = (rows: readonly ClaimRow[]) =>
    rows.map((row): RowOf => ({ row, relations: row.relations, remarks: [] }));
  const both = agreed.map(([row, same]): RowOf => ({
    row,
    relations: [...row.relations, ...same.relations],
    remarks: [],
  }));
  return (
    <>
      <p className="quiet">
        They agree on {count(agreed.length, "claim")} and contradict one another on{" "}
        {contradicted.length === 0 ? "none" : contradicted.length}.{" "}
        <CopyClaims rows={[...agreed.flat(), ...together, ...onlyFirst, ...onlySecond]} {...props} />
      </p>
      {contradicted.length > 0 && (
        <Group heading="They contradict one another" size={contradicted.length}>
          {contradicted.map((disagreement) => (
            <SidesOf
              key={disagreement.sides[0]?.[0]?.id}
              disagreement={disagreement}
              graph={graph}
              lookup={lookup}
              onShow={onShow}
            />
          ))}
        </Group>
      )}
      <ClaimGroup heading="Both say" rows={both} {...props} />
      <ClaimGroup heading="Put together from both" rows={plain(together)} {...props} />
      <ClaimGroup heading={`Said by ${one}, not by ${other}`} rows={plain(onlyFirst)} {...props} />
      <ClaimGroup heading={`Said by ${other}, not by ${one}`} rows={plain(onlySecond)} {...props} />
    </>
  );
}

function CopyClaims({ rows, lookup }: VoicePanelProps & { readonly rows: readonly ClaimRow[] }): ReactElement | null {
  const linkOf = useClaimLink();
  if (rows.length === 0) return null;
  return (
    <CopyText
      of={count(rows.length, "claim")}
      text={() => claimsMarkdown(rows.map((row) => citedClaim(row, lookup, linkOf)))}
    >
      Copy with footnotes
    </CopyText>
  );
}

interface RowOf {
  readonly row: ClaimRow;
  readonly relations: readonly string[];
  readonly remarks: readonly string[];
}

interface GroupProps {
  readonly heading: string;
  readonly size: number;
  readonly children: ReactNode;
}

function Group({ heading, size, children }: GroupProps): ReactElement {
  const title = useId();
  return (
    <section aria-labelledby={title}>
      <h3 id={title} dir="auto">
        {heading} <span className="quiet">({size})</span>
      </h3>
      {children}
    </section>
  );
}

/** The number of rows shown at first, and added by each "Show more". */
const ROWS_AT_ONCE = 40;

type ClaimGroupProps = VoicePanelProps & Pick<GroupProps, "heading"> & { readonly rows: readonly RowOf[] };

function ClaimGroup({ heading, rows, lookup, ...props }: ClaimGroupProps): ReactElement | null {
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const printing = usePrinting();
  if (rows.length === 0) return null;
  return (
    <Group heading={heading} size={rows.length}>
      {rows.slice(0, printing ? rows.length : limit).map(({ row, relations, remarks }) => (
        <ClaimReceipts
          key={row.key}
          client={props.client}
          graph={props.graph}
          lookup={lookup}
          disabledSources={props.disabledSources}
          text={row.says}
          head={[row.sure, ...remarks].join(" · ")}
          relations={relations.flatMap((id) => lookup.relations.get(id) ?? [])}
          startsOpen={false}
          onShow={props.onShow}
        />
      ))}
      {rows.length > limit && !printing && (
        <p>
          <button type="button" className="as-link" onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
            Show more
          </button>{" "}
          <span className="quiet">
            {limit} of {rows.length}
          </span>
        </p>
      )}
    </Group>
  );
}
