import { useState, type ReactElement } from "react";
import type { NetworkView } from "../view/network-view.ts";

export interface SavePictureProps {
  readonly view: NetworkView | null;
  /** Of the picture; the file is named after it. */
  readonly title: string;
}

const FORMATS = ["png", "svg"] as const;
type Format = (typeof FORMATS)[number];

/** Characters of a file's name, without its suffix. */
const NAME_LENGTH = 60;

/** Saves the picture as it is seen: for a document as pixels, for a designer as paths and text. */
export function SavePicture({ view, title }: SavePictureProps): ReactElement {
  const [failure, setFailure] = useState("");
  const save = async (format: Format): Promise<void> => {
    if (view === null) return;
    try {
      const file =
        format === "png"
          ? await view.picturePng(title)
          : new Blob([await view.picture(title)], { type: "image/svg+xml" });
      download(file, `${title.slice(0, NAME_LENGTH).trim()}.${format}`);
      setFailure("");
    } catch (error) {
      setFailure(`The picture cannot be saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <span className="save-picture" role="group" aria-label="Save the picture">
      {failure !== "" && <span role="alert">{failure}</span>}
      {FORMATS.map((format) => (
        <button
          key={format}
          type="button"
          aria-label={`Save the picture as ${format.toUpperCase()}`}
          title={`Save the picture as ${format.toUpperCase()}`}
          onClick={() => void save(format)}
        >
          {format.toUpperCase()}
        </button>
      ))}
    </span>
  );
}

function download(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has its own reference to the bytes.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
