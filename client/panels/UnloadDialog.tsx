import { Button } from "@mantine/core";
import { useEffect, useRef, useState, type ReactElement } from "react";
import type { StorySummary } from "../../contract/browse.ts";
import type { UnloadReport } from "../../contract/query.ts";
import type { Client } from "../api/client.ts";
import { count } from "./count.ts";
import { failureWords, useAction } from "./owner-context.tsx";

export interface UnloadDialogProps {
  readonly client: Client;
  readonly story: Pick<StorySummary, "id" | "title">;
  readonly onClose: (isGone: boolean) => void;
}

/** Shows what would be removed with a story before it is removed. */
export function UnloadDialog({ client, story, onClose }: UnloadDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [found, setFound] = useState<UnloadReport | null>(null);
  const [failure, setFailure] = useState("");
  const action = useAction(() => onClose(true));
  useEffect(() => {
    const stop = new AbortController();
    // The browser restores the focus when the dialog closes.
    if (dialog.current?.open === false) dialog.current.showModal();
    client("unload", { params: { story: story.id }, query: { dryRun: "1" }, signal: stop.signal }).then(
      setFound,
      (error: unknown) => !stop.signal.aborted && setFailure(failureWords(error)),
    );
    return () => stop.abort();
  }, [client, story.id]);
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby="unload-title"
      onClose={() => onClose(false)}
      onCancel={(event) => action.isBusy && event.preventDefault()}
    >
      <h2 id="unload-title">
        Unload <bdi>“{story.title}”</bdi>?
      </h2>
      <p aria-live="polite" className="confirm-counts">
        {found === null
          ? failure === "" && "Counting what will be removed …"
          : `${count(found.nodes, "entity or article", "entities and articles")}, ${count(found.relations, "relation")} and ${count(found.mentions, "mention")} go, and with them what was decided and changed here. The file it was loaded from stays where it is; other stories stay as they are.`}
        {failure}
      </p>
      <div className="confirm-actions">
        <Button
          disabled={found === null}
          loading={action.isBusy}
          onClick={() => action.run(() => client("unload", { params: { story: story.id }, query: {} }))}
        >
          Unload it
        </Button>
        <Button variant="default" onClick={() => dialog.current?.close()}>
          Keep it
        </Button>
      </div>
      <p className="failure" role="status">
        {action.failure}
      </p>
    </dialog>
  );
}
