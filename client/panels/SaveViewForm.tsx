import { Button, Textarea, TextInput } from "@mantine/core";
import { useRef, type ReactElement } from "react";
import { MAX_VIEW_NAME, MAX_VIEW_SENTENCE } from "../../contract/saved-views.ts";
import { useAction } from "./owner-context.tsx";

export interface ViewWords {
  readonly name: string;
  readonly sentence: string | null;
}

interface SaveViewFormProps {
  /** What stands in the fields; the form of a new view begins empty. */
  readonly words?: ViewWords;
  readonly button: string;
  readonly save: (words: ViewWords) => Promise<unknown>;
  readonly onSaved: () => void;
  /** Absent where nothing is given up by it. */
  readonly onCancel?: () => void;
}

/** The name of a view, and what is said with it in the tour. */
export function SaveViewForm({ words, button, save, onSaved, onCancel }: SaveViewFormProps): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const action = useAction(() => {
    form.current?.reset();
    onSaved();
  });
  return (
    <form
      ref={form}
      className="view-form"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const field = (name: string) => String(data.get(name) ?? "").trim();
        action.run(() => save({ name: field("name"), sentence: field("sentence") || null }));
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || onCancel === undefined) return;
        event.preventDefault();
        onCancel();
      }}
    >
      <TextInput name="name" label="Name" required maxLength={MAX_VIEW_NAME} defaultValue={words?.name} dir="auto" />
      <Textarea
        name="sentence"
        label="Sentence"
        description="What is said with it in the tour. You may leave it empty."
        rows={2}
        maxLength={MAX_VIEW_SENTENCE}
        defaultValue={words?.sentence ?? ""}
        dir="auto"
      />
      <div className="view-form-buttons">
        <Button type="submit" size="xs" loading={action.isBusy}>
          {button}
        </Button>
        {onCancel !== undefined && (
          <Button variant="default" size="xs" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <span className="failure" role="status">
          {action.failure}
        </span>
      </div>
    </form>
  );
}
