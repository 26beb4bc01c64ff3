import { Button, CopyButton } from "@mantine/core";
import { useState, type ReactElement } from "react";

export interface SharePanelProps {
  readonly story: { readonly id: string; readonly title: string };
  /** Whether only the owner sees the story. */
  readonly isOnDesk: boolean;
  /** The link to the current picture. */
  readonly link: string;
  /** The address of the current embed. */
  readonly frame: string;
  /** The open article, where the story has several: the embed can show only this one. */
  readonly article: { readonly id: string; readonly title: string } | null;
  /** Whether the picture has other marks than at first sight. */
  readonly isMore: boolean;
}

/** The link to the current picture, and the frame for another page. */
export function SharePanel({ story, isOnDesk, link, frame: whole, article, isMore }: SharePanelProps): ReactElement {
  const [isAlone, setAlone] = useState(false);
  const frame = isAlone && article !== null ? `${whole}&article=${encodeURIComponent(article.id)}` : whole;
  const snippet = `<iframe src="${escapeAttribute(frame)}" title="${escapeAttribute(story.title)}" width="100%" height="640" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" style="border:0"></iframe>`;
  return (
    <div className="share">
      {isOnDesk && (
        <p className="desk-note" role="note">
          This story is on your desk: the link, the embed and the files work only for you. To share them, make it public
          in the list of stories.
        </p>
      )}
      <section aria-labelledby="link-title">
        <h2 id="link-title">A link to what you see</h2>
        <Copied of="the link" text={link} />
      </section>
      <section aria-labelledby="embed-title">
        <h2 id="embed-title">The network in your own page</h2>
        <p>
          Paste this where the network should appear. It loads nothing from anywhere else, sets no cookie, and shows the
          picture even without a script.
        </p>
        {article !== null && (
          <label className="share-article">
            <input type="checkbox" checked={isAlone} onChange={(event) => setAlone(event.currentTarget.checked)} />
            <span>
              Only what <bdi>“{article.title}”</bdi> says
            </span>
          </label>
        )}
        {isMore && (
          <p className="quiet">The frame shows the story as it opens; the link above shows everything you see now.</p>
        )}
        <Copied of="the frame" text={snippet} />
        <iframe
          className="embed-preview"
          // Changing a frame's address would add an entry to the page's history.
          key={frame}
          src={frame}
          title={`Preview: ${story.title}`}
          sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
          loading="lazy"
        />
      </section>
      <section aria-labelledby="files-title">
        <h2 id="files-title">As files</h2>
        <ul>
          <li>
            <a href={`/e/${story.id}/picture.svg`} download={`${story.id}.svg`}>
              The picture (SVG)
            </a>
          </li>
          <li>
            <a href={`/e/${story.id}/sentences.txt`}>Every sentence with its receipts (text)</a>
          </li>
        </ul>
      </section>
    </div>
  );
}

function Copied({ of, text }: { readonly of: string; readonly text: string }): ReactElement {
  return (
    <div className="copied">
      <textarea
        readOnly
        value={text}
        rows={text.length > 120 ? 4 : text.length > 60 ? 2 : 1}
        aria-label={`Text to copy: ${of}`}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button aria-label={copied ? undefined : `Copy: ${of}`} onClick={copy}>
            {copied ? "Copied" : "Copy"}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
