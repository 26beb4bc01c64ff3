import { Button, PasswordInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useAction } from "./owner-context.tsx";

/** The sign-in with the owner's token. */
export function SignIn({ onToken }: { readonly onToken: (token: string) => Promise<void> }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const action = useAction(() => undefined);
  if (!isOpen)
    return (
      <p className="sign-in">
        <button type="button" className="as-link" onClick={() => setOpen(true)}>
          I am the owner
        </button>
      </p>
    );
  return (
    <form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        const token = String(new FormData(event.currentTarget).get("token") ?? "");
        action.run(() => onToken(token));
      }}
    >
      <PasswordInput name="token" aria-label="The owner's token" autoComplete="off" required data-autofocus />
      <Button type="submit" size="xs">
        Sign in as the owner
      </Button>
      <span className="failure" role="status">
        {action.failure}
      </span>
    </form>
  );
}
