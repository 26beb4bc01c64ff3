/** A part of the engine that few statements need: a page that only reads fetches it when it is needed, if ever. */
export interface OnDemand<Part> {
  readonly name: string;
  /** Idempotent; the door's `ready` calls it. */
  load(): Promise<void>;
  /** @throws Error when it is not loaded: `ready` was not awaited */
  part(): Part;
  /** null when no statement has needed it. */
  ifLoaded(): Part | null;
}

export function onDemand<Part>(name: string, bring: () => Promise<Part>): OnDemand<Part> {
  let loaded: Part | null = null;
  return {
    name,
    load: async () => {
      loaded ??= await bring();
    },
    part: () => {
      if (loaded === null) throw new Error(`${name} is not loaded: await ready() before run()`);
      return loaded;
    },
    ifLoaded: () => loaded,
  };
}
