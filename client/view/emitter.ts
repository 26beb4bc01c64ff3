/** Delivers events to their listeners. */
export class Emitter<Events> {
  private readonly handlers = new Map<keyof Events, Set<(payload: never) => void>>();

  /** Adds a listener; returns the function that removes it. */
  on<Name extends keyof Events>(name: Name, handler: (payload: Events[Name]) => void): () => void {
    const there = this.handlers.get(name) ?? new Set();
    this.handlers.set(name, there);
    there.add(handler);
    return () => there.delete(handler);
  }

  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    for (const handler of this.handlers.get(name) ?? []) (handler as (payload: Events[Name]) => void)(payload);
  }

  clear(): void {
    this.handlers.clear();
  }
}
