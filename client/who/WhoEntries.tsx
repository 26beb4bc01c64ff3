import type { ReactElement } from "react";
import type { WhoAnswer } from "../../contract/who.ts";
import { entityRef } from "../../model/clusters.ts";
import type { Entity } from "../../model/entity.ts";
import { KIND_WORDS } from "../../model/kinds.ts";
import { foldName } from "../../model/names.ts";
import type { Client } from "../api/client.ts";
import { useAction } from "../panels/owner-context.tsx";
import { StoryLink } from "../panels/StoryLink.tsx";

/** The address and the link of an entry in its story. */
export interface WhoLinks {
  readonly hrefOf: (story: string, id: string) => string;
  readonly onOpen: (story: string, id: string) => void;
}

export interface WhoEntriesProps {
  readonly who: WhoAnswer;
  readonly client: Client;
  readonly isOwner: boolean;
  readonly links: WhoLinks;
  /** Reloads everything after a change. */
  readonly reload: () => void;
}

/** The joined entries of stories, with a button to separate each. */
export function WhoEntries({ who, client, isOwner, links, reload }: WhoEntriesProps): ReactElement {
  const { members, judgements } = who;
  const joins = judgements.filter(({ verdict }) => verdict === "same");
  return (
    <section className="panel" aria-labelledby="entries-title">
      <h2 id="entries-title">{members.length === 1 ? "In one story" : `Joined from ${members.length} entries`}</h2>
      <ul className="plain-list">
        {members.map(({ story, entity }) => (
          <li key={entityRef(story.id, entity.id)} className="who-entry">
            <EntryLink entry={{ story, entity }} links={links} />
            {entity.description !== undefined && <span dir="auto">{entity.description}</span>}
          </li>
        ))}
      </ul>
      {joins.length > 0 && (
        <>
          <h3>Why they are the same</h3>
          <ul className="plain-list">
            {joins.map((join) => (
              <li key={`${join.a} ${join.b}`} className="who-entry">
                <span>
                  <bdi>“{titleOf(who, join.a)}”</bdi> and <bdi>“{titleOf(who, join.b)}”</bdi>
                </span>
                <span className="quiet" dir="auto">
                  {join.reason ?? "judged to be the same"}
                  {join.who !== null && ` · ${join.who}`}
                </span>
                {isOwner && <TakeBackJudgement of={join} words="Take apart" client={client} reload={reload} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface EntryLinkProps extends Pick<WhoEntriesProps, "links"> {
  readonly entry: Pick<WhoAnswer["members"][number], "story" | "entity">;
}

/** The name of an entity in a story, and the story. */
function EntryLink({ entry: { story, entity }, links }: EntryLinkProps): ReactElement {
  const { hrefOf, onOpen } = links;
  return (
    <>
      <StoryLink className="as-link" href={hrefOf(story.id, entity.id)} onGo={() => onOpen(story.id, entity.id)}>
        <bdi>{entity.name}</bdi>
      </StoryLink>
      <span className="quiet">
        {KIND_WORDS[entity.label].one} in <bdi>“{story.title}”</bdi>
      </span>
    </>
  );
}

function titleOf({ members }: WhoAnswer, ref: string): string {
  return members.find(({ story, entity }) => entityRef(story.id, entity.id) === ref)?.story.title ?? ref;
}

interface TakeBackJudgementProps extends Pick<WhoEntriesProps, "client" | "reload"> {
  readonly of: WhoAnswer["judgements"][number];
  /** The label of the button. */
  readonly words: string;
  readonly label?: string;
}

function TakeBackJudgement({
  of: { a, b },
  words,
  label = words,
  client,
  reload,
}: TakeBackJudgementProps): ReactElement {
  const action = useAction(reload);
  return (
    <span className="claim-actions">
      <button
        type="button"
        className="as-link"
        aria-label={label}
        aria-disabled={action.isBusy}
        onClick={() => action.run(() => client("takeBack", { query: { a, b } }))}
      >
        {words}
      </button>
      <span className="failure" role="status">
        {action.failure}
      </span>
    </span>
  );
}

/** Entries that were judged different, with a button to retract that. */
export function JudgedDifferent({ who, client, isOwner, links, reload }: WhoEntriesProps): ReactElement | null {
  if (who.different.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="different-title">
      <h2 id="different-title">Judged to be somebody else</h2>
      <ul className="plain-list">
        {who.different.map(({ story, entity, judgement }) => (
          <li key={`${judgement.a} ${judgement.b}`} className="who-entry">
            <EntryLink entry={{ story, entity }} links={links} />
            {(judgement.reason !== null || judgement.who !== null) && (
              <span className="quiet" dir="auto">
                {[judgement.reason, judgement.who].filter(Boolean).join(" · ")}
              </span>
            )}
            {isOwner && (
              <TakeBackJudgement
                of={judgement}
                words="Take back"
                label={`Take back that it is somebody else: ${entity.name} in ${story.title}`}
                client={client}
                reload={reload}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const VERDICTS = [
  ["same", "Same"],
  ["different", "Different"],
  ["unsure", "Not sure"],
] as const;

/** Proposals of further members, with reasons for and against: never joined without a judgement. */
export function PossiblySame(props: WhoEntriesProps): ReactElement | null {
  const { proposals } = props.who;
  if (proposals.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="proposals-title">
      <h2 id="proposals-title">Possibly the same</h2>
      <ul className="plain-list">
        {proposals.map((proposal) => (
          <Proposal key={entityRef(proposal.story.id, proposal.entity.id)} proposal={proposal} {...props} />
        ))}
      </ul>
    </section>
  );
}

/** A folded name in the entity's own spelling. */
function spelled(folded: string, { name, aliases, otherNames }: Entity): string {
  return [name, ...aliases, ...otherNames].find((one) => foldName(one) === folded) ?? folded;
}

function Proposal({
  proposal,
  client,
  isOwner,
  links,
  reload,
}: WhoEntriesProps & { readonly proposal: WhoAnswer["proposals"][number] }): ReactElement {
  const { story, entity, like, names, sameWikidata, sharedNeighbours, against, judged } = proposal;
  const action = useAction(reload);
  const other = entityRef(story.id, entity.id);
  const evidence = [
    ...(sameWikidata ? ["the same Wikidata id"] : []),
    ...(names.length > 0 ? [`both called ${names.map((name) => `“${spelled(name, entity)}”`).join(", ")}`] : []),
    ...(sharedNeighbours.length > 0 ? [`both named with ${sharedNeighbours.join(", ")}`] : []),
  ];
  return (
    <li className="who-entry">
      <EntryLink entry={proposal} links={links} />
      <span dir="auto">For it: {evidence.join("; ")}.</span>
      {against.length > 0 && <span dir="auto">Against it: {against.join("; ")}.</span>}
      {judged === "unsure" && <span className="quiet">Somebody has looked and was not sure.</span>}
      {isOwner && (
        <span className="claim-actions">
          {VERDICTS.map(([verdict, words]) => (
            <button
              key={verdict}
              type="button"
              className="as-link"
              aria-label={`${words}: ${entity.name} in ${story.title}`}
              aria-disabled={action.isBusy}
              onClick={() => action.run(() => client("judge", { body: { a: like, b: other, verdict } }))}
            >
              {words}
            </button>
          ))}
          <span className="failure" role="status">
            {action.failure}
          </span>
        </span>
      )}
    </li>
  );
}
