import { Button } from "@mantine/core";
import { useEffect, useRef, useState, type DragEvent, type ReactElement, type RefObject } from "react";
import type { Client } from "../api/client.ts";
import { filesOfInput, filesOfDrop } from "./input-files.ts";
import { unavailable } from "./unavailable.ts";
import { LoadReportView, RefusedLoad } from "./LoadReportView.tsx";
import { useLoad, type LoadProgress } from "./use-load.ts";

export interface LoadPanelProps {
  readonly client: Client;
  readonly onLoad: () => void;
  readonly onLoaded: () => void;
  readonly hrefOf: (story: string) => string;
  readonly onOpen: (story: string) => void;
}

/** Loads a story file with its texts, dropped or selected. */
export function LoadPanel({ client, onLoad, onLoaded, hrefOf, onOpen }: LoadPanelProps): ReactElement {
  const { state, load: begin, cancel } = useLoad(client, onLoaded);
  const [isJoining, setJoining] = useState(false);
  const load = (given: Parameters<typeof begin>[0]) => {
    onLoad();
    begin(given, { isJoining });
  };
  const [isOver, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const told = useRef<HTMLDivElement>(null);
  const isRunning = state.kind === "running";
  useIgnoredDrops();
  // On a phone the result is below the list.
  useEffect(() => {
    if (state.kind === "loaded" || state.kind === "refused") told.current?.scrollIntoView({ block: "nearest" });
  }, [state.kind]);
  const take = (input: HTMLInputElement) => {
    const chosen = filesOfInput(input.files);
    // Allows selecting the same file again.
    input.value = "";
    if (chosen.length > 0) load(chosen);
  };
  const choose = (input: RefObject<HTMLInputElement | null>) => {
    if (!isRunning) input.current?.click();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!isRunning) load(filesOfDrop(event.dataTransfer));
  };
  return (
    <section className="load" aria-labelledby="load-title">
      <h2 id="load-title">Load a story</h2>
      <div
        className={isOver ? "drop-zone over" : "drop-zone"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>Drop a story file here together with the texts it names, or the folder they are in.</p>
        <p className="drop-buttons">
          <Button variant="default" size="xs" {...unavailable(isRunning)} onClick={() => choose(files)}>
            Choose files
          </Button>
          <Button variant="default" size="xs" {...unavailable(isRunning)} onClick={() => choose(folder)}>
            Choose a folder
          </Button>
        </p>
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept=".json,.txt,.cypher"
          aria-label="Story file and texts"
          onChange={(event) => take(event.currentTarget)}
        />
        <input
          ref={(input) => {
            folder.current = input;
            if (input !== null) input.webkitdirectory = true;
          }}
          type="file"
          hidden
          multiple
          aria-label="Folder of a story"
          onChange={(event) => take(event.currentTarget)}
        />
      </div>
      <label className="load-joining">
        <input type="checkbox" checked={isJoining} onChange={(event) => setJoining(event.currentTarget.checked)} />
        Join it to other stories as the file says
      </label>
      <p className="quiet">
        A new story is on your desk: only you see it until you make it public. A story that is already here is updated
        to the file; your decisions stay.
      </p>
      {isRunning && <Progress progress={state.progress} isCancelling={state.isCancelling} onCancel={cancel} />}
      <div ref={told} role="status" className="load-told">
        {state.kind === "loaded" && <LoadReportView report={state.report} hrefOf={hrefOf} onOpen={onOpen} />}
        {state.kind === "refused" && <RefusedLoad error={state.error} />}
      </div>
    </section>
  );
}

/** Otherwise the browser would open a file that is dropped beside the field. */
function useIgnoredDrops(): void {
  useEffect(() => {
    const ignore = (event: Event) => event.preventDefault();
    addEventListener("dragover", ignore);
    addEventListener("drop", ignore);
    return () => {
      removeEventListener("dragover", ignore);
      removeEventListener("drop", ignore);
    };
  }, []);
}

/** The stages of a load in the readers' words. */
const WORDS: Readonly<Record<string, string>> = {
  "checked record": "Checking",
  "compared part": "Comparing with what is there",
  batch: "Writing",
};

interface ProgressProps {
  readonly progress: LoadProgress | null;
  readonly isCancelling: boolean;
  readonly onCancel: () => void;
}

function Progress({ progress, isCancelling, onCancel }: ProgressProps): ReactElement {
  const words = progress === null ? "Sending" : (WORDS[progress.what] ?? progress.what);
  const far =
    progress === null ? "" : `: ${progress.done.toLocaleString("en")} of ${progress.total.toLocaleString("en")}`;
  return (
    <div className="load-progress">
      <label>
        <span>{isCancelling ? "Cancelling …" : `${words}${far}${progress === null ? " …" : ""}`}</span>
        <progress {...(progress !== null && { value: progress.done, max: Math.max(progress.total, 1) })} />
      </label>
      <Button variant="default" size="xs" {...unavailable(isCancelling)} onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
