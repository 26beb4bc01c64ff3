import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { InstanceAnswer } from "../../contract/instance.ts";
import { CallError, type Client } from "../api/client.ts";

/** Whether the reader is the owner, and how to sign in. */
export interface Owner {
  /** Asks as the owner, where the reader is. */
  readonly client: Client;
  /** What the reader signed in with; empty where he did not. */
  readonly token: string;
  readonly isOwner: boolean;
  /** The server has said whom it takes for its owner, or cannot. */
  readonly isKnown: boolean;
  /** A token would make the reader the owner. */
  readonly takesToken: boolean;
  /** @throws CallError where the token is not the owner's */
  signIn(token: string): Promise<void>;
}

/** Asks the server who its owner is. A token is kept as long as the page is open and nowhere else. */
export function useOwner(client: Client): Owner {
  const [instance, setInstance] = useState<InstanceAnswer | null>(null);
  const [isKnown, setKnown] = useState(false);
  const [token, setToken] = useState("");
  useEffect(() => {
    // Where it cannot be asked the page is a reader's.
    client("instance", {})
      .then(setInstance, () => setInstance(null))
      .finally(() => setKnown(true));
  }, [client]);
  return useMemo(() => {
    const own: Client = token === "" ? client : (name, input) => client(name, { ownerToken: token, ...input });
    const mayChange = instance !== null && !instance.readOnly;
    return {
      client: own,
      token,
      isKnown,
      isOwner: mayChange && (instance.owner === "machine" || (instance.owner === "token" && token !== "")),
      takesToken: mayChange && instance.owner === "token" && token === "",
      signIn: async (given) => {
        await client("judgements", { ownerToken: given });
        setToken(given);
      },
    };
  }, [client, instance, isKnown, token]);
}

/** What the owner needs to change claims of the open story. */
export interface OwnerActions {
  readonly client: Client;
  readonly story: string;
  /** Reads the story again. */
  readonly reload: () => void;
}

const OwnerActionsContext = createContext<OwnerActions | null>(null);
export const OwnerActionsProvider = OwnerActionsContext.Provider;

/** Null for readers, who get no actions of the owner. */
export function useOwnerActions(): OwnerActions | null {
  return useContext(OwnerActionsContext);
}

interface Action {
  readonly isBusy: boolean;
  /** Why it was not done; empty where it was. */
  readonly failure: string;
  run(work: () => Promise<unknown>): void;
}

/** Runs one action at a time and reports its failure in words. */
export function useAction(done: () => void): Action {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setFailure("");
    try {
      await work();
      done();
    } catch (error) {
      setFailure(failureWords(error));
    } finally {
      setBusy(false);
    }
  };
  const run = (work: () => Promise<unknown>): void => {
    if (!isBusy) void attempt(work);
  };
  return { isBusy, failure, run };
}

/** The message of a failed call, with its remedy. */
export function failureWords(error: unknown): string {
  if (!(error instanceof CallError)) return String(error);
  return [error.message, error.problem?.remedy].filter(Boolean).join(". ");
}
