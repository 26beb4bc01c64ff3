/** A message of the page that contains the embed. */
export interface HostMessage {
  readonly type: "wiregraph:focus";
  readonly version: 1;
  /** The id of a mark; null clears the focus. */
  readonly id: string | null;
}

export interface HostOptions {
  /** The preferred height of the frame, in CSS px. */
  readonly height: () => number;
  readonly focus: (id: string | null) => void;
}

/**
 * Reports the height to the embedding page, in the three formats that hosts understand, and receives focus messages.
 */
export function joinHost(frame: Window, { height, focus }: HostOptions): () => void {
  let sent = 0;
  const tell = (): void => {
    const now = Math.ceil(height());
    if (now === sent || frame.parent === frame) return;
    sent = now;
    const messages = [
      { type: "wiregraph:height", version: 1, height: now },
      { sentinel: "amp", type: "embed-size", height: now },
      JSON.stringify({ context: "iframe.resize", src: frame.location.href, height: now }),
    ];
    // The height is not confidential, and a sandboxed frame cannot know its host's origin.
    for (const message of messages) frame.parent.postMessage(message, "*");
  };
  const hear = ({ source, data }: MessageEvent<unknown>): void => {
    if (source === frame.parent && isHostMessage(data)) focus(data.id);
  };
  const observer = new ResizeObserver(tell);
  observer.observe(frame.document.body);
  frame.addEventListener("message", hear);
  tell();
  return () => {
    observer.disconnect();
    frame.removeEventListener("message", hear);
  };
}

function isHostMessage(data: unknown): data is HostMessage {
  if (typeof data !== "object" || data === null) return false;
  const { type, version, id } = data as Partial<Record<keyof HostMessage, unknown>>;
  return type === "wiregraph:focus" && version === 1 && (id === null || typeof id === "string");
}
