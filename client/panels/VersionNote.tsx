import { useState, type ReactElement } from "react";
import type { Article } from "../../model/article.ts";
import type { TextChange } from "../../model/corrected-article.ts";
import { versionLine } from "../../model/version-words.ts";
import { useAction, useOwnerActions, type OwnerActions } from "./owner-context.tsx";

/** An article's correction, and for the owner the difference to the previous text. */
export function VersionNote({ article }: { readonly article: Article }): ReactElement | null {
  const desk = useOwnerActions();
  const line = versionLine(article);
  const { version = 1 } = article;
  if (line === null && (desk === null || version === 1)) return null;
  return (
    <div className="version-note" lang="en" dir="ltr">
      {line !== null && <p>{line}</p>}
      {desk !== null && version > 1 && <TextChanges key={version} desk={desk} article={article} before={version - 1} />}
    </div>
  );
}

const KIND_WORDS: Readonly<Record<TextChange["kind"], string>> = { added: "New", removed: "Gone", moved: "Moved" };

interface TextChangesProps {
  readonly desk: OwnerActions;
  readonly article: Article;
  /** The number of the replaced version. */
  readonly before: number;
}

function TextChanges({ desk, article, before }: TextChangesProps): ReactElement {
  const [changes, setChanges] = useState<readonly TextChange[] | "not kept" | null>(null);
  const action = useAction(() => undefined);
  const open = () =>
    action.run(async () => {
      const { client, story } = desk;
      const params = { story, id: article.id, number: String(before) };
      const [old, { CorrectedArticle }] = await Promise.all([
        client("version", { params }),
        // Loaded on demand: comparing texts is much code, and few readers use it.
        import("../../model/corrected-article.ts"),
      ]);
      if (old.text === undefined) setChanges("not kept");
      else if (old.text === article.text) setChanges([]);
      else setChanges(new CorrectedArticle({ ...old, text: old.text }, article, () => []).changes());
    });
  return (
    <details onToggle={(event) => event.currentTarget.open && changes === null && open()}>
      <summary>What changed in the text</summary>
      {changes === "not kept" && <p className="quiet">The earlier text is not kept.</p>}
      {changes !== null && changes !== "not kept" && changes.length === 0 && (
        <p className="quiet">The text is the same.</p>
      )}
      {changes !== null && changes !== "not kept" && (
        <ul className="plain-list">
          {changes.map(({ kind, text }, index) => (
            // The sentences of two texts stand in their order and never move.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className="text-change">
              <span className="quiet">{KIND_WORDS[kind]}</span>{" "}
              <span lang={article.language} dir="auto">
                {kind === "removed" ? <del>{text}</del> : kind === "added" ? <ins>{text}</ins> : text}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="failure" role="status">
        {action.failure}
      </p>
    </details>
  );
}
