import { lazy, Suspense, type ReactElement } from "react";
import { claimsOnLine } from "../../model/claims-about.ts";
import type { StoryTexts } from "../api/story-texts.ts";
import type { Selection } from "../graph/selection.ts";
import { Disagreements } from "./Disagreements.tsx";
import { EvidenceOfSeveral } from "./EvidenceOfSeveral.tsx";
import { claimsOf, LineClaims } from "./LineClaims.tsx";
import { LoadingRest } from "./LoadingRest.tsx";
import { MarkClaims, type MarkClaimsProps } from "./MarkClaims.tsx";
import { useReceiptLookup } from "./receipt-lookup.ts";
import type { ShownConnection } from "./use-connection.ts";
import { WhatChanged } from "./WhatChanged.tsx";

const ConnectionPanel = lazy(() =>
  import("./ConnectionPanel.tsx").then(
    (module) => ({ default: module.ConnectionPanel }),
    () => ({ default: NoConnection }),
  ),
);

const VoicePanel = lazy(() =>
  import("./VoicePanel.tsx").then(
    (module) => ({ default: module.VoicePanel }),
    () => ({ default: NoVoices }),
  ),
);

function NoVoices(): ReactElement {
  return (
    <p role="alert">
      What rests on this voice cannot be shown: a part of this page could not be loaded. Reload the page to try again.
    </p>
  );
}

function NoConnection(): ReactElement {
  return (
    <p role="alert">
      How they are linked cannot be shown: a part of this page could not be loaded. Reload the page to try again.
    </p>
  );
}

export interface SelectionPanelProps extends Omit<MarkClaimsProps, "id" | "lookup" | "isAlone"> {
  readonly selection: Selection;
  readonly texts: StoryTexts;
  /** What stands here while nothing is selected. */
  readonly start: ReactElement;
  /** How two selected marks are linked. */
  readonly connection: ShownConnection | null;
  /** What finds it could not be loaded. */
  readonly isConnectionMissing: boolean;
  /** Ids of the voices that are looked at. */
  readonly voices: readonly string[];
}

/** What is selected, with every receipt. */
export function SelectionPanel(props: SelectionPanelProps): ReactElement {
  const { graph, view, selection } = props;
  const lookup = useReceiptLookup(graph, props.texts);
  if (props.voices.length > 0) {
    return (
      <div className="selection">
        {props.part !== null && <LoadingRest>Loading what this voice says …</LoadingRest>}
        {props.part === null && (
          <Suspense fallback={null}>
            <VoicePanel
              {...props.voice}
              client={props.client}
              graph={graph}
              view={view}
              ids={props.voices}
              lookup={lookup}
              disabledSources={props.disabledSources}
              onShow={props.onShow}
            />
          </Suspense>
        )}
      </div>
    );
  }
  if (selection.kind === "nothing") {
    return (
      <div className="selection empty">
        {props.start}
        {props.part !== null && <LoadingRest>Loading where they disagree …</LoadingRest>}
        {props.part === null && (
          <Disagreements graph={graph} lookup={lookup} disabledSources={props.disabledSources} onShow={props.onShow} />
        )}
      </div>
    );
  }
  if (selection.kind === "line") {
    const line = view.lines.find(({ id }) => id === selection.id);
    return (
      <div className="selection">
        {line === undefined ? (
          <p className="quiet" role="status">
            {props.part === null ? "That line is not in this view." : "Loading the line …"}
          </p>
        ) : (
          <>
            <EvidenceOfSeveral claims={claimsOf(line)} lookup={lookup} disabledSources={props.disabledSources} />
            <LineClaims
              line={line}
              startsOpen="all"
              client={props.client}
              graph={graph}
              lookup={lookup}
              disabledSources={props.disabledSources}
              onShow={props.onShow}
            />
            <WhatChanged graph={graph} claims={claimsOnLine(line, graph)} />
          </>
        )}
      </div>
    );
  }
  return (
    <div className="selection">
      {props.isConnectionMissing && <NoConnection />}
      {props.part !== null && selection.ids.length === 2 && (
        <p className="quiet" role="status">
          Loading how they are linked …
        </p>
      )}
      {props.connection !== null && (
        <Suspense fallback={null}>
          <ConnectionPanel
            shown={props.connection}
            lookup={lookup}
            texts={props.texts}
            disabledSources={props.disabledSources}
            onShow={props.onShow}
          />
        </Suspense>
      )}
      {selection.ids.map((id) => (
        <MarkClaims key={id} id={id} isAlone={selection.ids.length === 1} lookup={lookup} {...props} />
      ))}
    </div>
  );
}
