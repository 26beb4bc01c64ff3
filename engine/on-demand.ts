/** A part of the engine that few statements need: a page that only reads fetches it when it is needed, if ever. */
export interface OnDemand<Part> {
  readonly name: string;
  /** Idempotent; the door's `prepare` calls it. */
  load(): Promise<void>;
  /** @throws NotLoaded, which `whenLoaded` answers by loading it */
  part(): Part;
  /** null when no statement has needed it. */
  ifLoaded(): Part | null;
}

/** What was asked of a part that is not there yet. */
export class NotLoaded extends Error {
  override readonly name = "NotLoaded";

  constructor(readonly part: OnDemand<unknown>) {
    super(`${part.name} is not loaded: await prepare() before run()`);
  }
}

/** Does what may need a part that is not there yet: loads it, and begins again. */
export async function whenLoaded<T>(work: () => T): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      await error.part.load();
    }
  }
}

export function onDemand<Part>(name: string, bring: () => Promise<Part>): OnDemand<Part> {
  let loaded: Part | null = null;
  const onDemandPart: OnDemand<Part> = {
    name,
    load: async () => {
      loaded ??= await bring();
    },
    part: () => {
      if (loaded === null) throw new NotLoaded(onDemandPart);
      return loaded;
    },
    ifLoaded: () => loaded,
  };
  return onDemandPart;
}
