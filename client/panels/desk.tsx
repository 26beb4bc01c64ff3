import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { InstanceAnswer } from "../../contract/instance.ts";
import { CallError, type Client } from "../api/client.ts";

/** Who reads, and what he may change. */
export interface Owner {
  /** Asks as the owner, where the reader is. */
  readonly client: Client;
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

/** What the owner may do to the claims and changes of the story that is open. */
export interface Desk {
  readonly client: Client;
  readonly story: string;
  /** Reads the story again. */
  readonly reload: () => void;
}

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

/** Null to readers: nothing is offered to them that only the owner may do. */
export function useDesk(): Desk | null {
  return useContext(DeskContext);
}

interface Action {
  readonly isBusy: boolean;
  /** Why it was not done; empty where it was. */
  readonly failure: string;
  run(work: () => Promise<unknown>): void;
}

/** One thing at a time, and in words what hindered it. */
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

/** What hindered a call, and what to do about it. */
export function failureWords(error: unknown): string {
  if (!(error instanceof CallError)) return String(error);
  return [error.message, error.problem?.remedy].filter(Boolean).join(". ");
}
