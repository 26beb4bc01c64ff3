import type { ReactElement } from "react";
import { isOfHeldDocument, type Claim } from "../../model/claim.ts";
import type { Relation } from "../../model/relation.ts";
import { useAction, useOwnerActions, type OwnerActions } from "./owner-context.tsx";

/** A claim that does not stand, or a relation. */
type Decided = Pick<Relation, "id" | "status"> & Partial<Pick<Claim, "inText" | "proposal" | "isDropped">>;

interface Offered {
  readonly label: string;
  readonly act: (desk: OwnerActions) => Promise<unknown>;
}

/**
 * The decisions that the owner may make about a claim; nothing for readers. `of` names the claim where several are
 * listed.
 */
export function ClaimActions({ decided, of }: { readonly decided: Decided; readonly of: string }): ReactElement | null {
  const desk = useOwnerActions();
  const action = useAction(() => desk?.reload());
  if (desk === null) return null;
  const offered = offeredFor(decided);
  return (
    <div className="claim-actions">
      {offered.map(({ label, act }) => (
        <button
          key={label}
          type="button"
          className="as-link"
          aria-label={`${label}: ${of}`}
          aria-disabled={action.isBusy}
          onClick={() => action.run(() => act(desk))}
        >
          {label}
        </button>
      ))}
      <span className="failure" role="status">
        {action.failure}
      </span>
    </div>
  );
}

function offeredFor({ id, status, inText = "stands", proposal = null, isDropped = false }: Decided): Offered[] {
  const decide = (label: string, wanted: "confirmed" | "disputed" | "retracted"): Offered => ({
    label,
    act: ({ client, story }) => client("decide", { params: { story, id }, body: { status: wanted } }),
  });
  if (status === "retracted") return [decide("Restore", "confirmed")];
  const takeBack = decide("Take back", "retracted");
  if (status === "proposed") return [decide("Confirm", "confirmed"), takeBack];
  const sure = status === "disputed" ? decide("Restore", "confirmed") : decide("Dispute", "disputed");
  if (inText === "stands" && !isDropped) return [sure, takeBack];
  if (isOfHeldDocument({ inText }) || proposal === null) return [takeBack];
  const confirm: Offered = {
    label: "It still says this",
    act: ({ client, story }) => client("confirm", { params: { story, id }, body: {} }),
  };
  return [confirm, takeBack];
}
