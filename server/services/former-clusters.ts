import { partsOfRef, type Clusters, type EntityRef } from "../../model/clusters.ts";
import type { Store, WriteStep } from "../store/store.ts";

/** The writes that keep the ids of clusters that a judgement splits; none where it splits none. */
export function formerClusterSteps(was: Clusters, is: Clusters, moved: Iterable<EntityRef>): WriteStep[] {
  const rows = new Map<EntityRef, { readonly id: EntityRef; readonly members: readonly EntityRef[] }>();
  for (const ref of moved) {
    const id = was.canonicalOf(ref);
    if (!is.membersOf(id).includes(ref)) rows.set(id, { id, members: was.membersOf(id) });
  }
  return rows.size === 0 ? [] : [{ name: "write/set-former-clusters", parameters: { rows: [...rows.values()] } }];
}

/**
 * The members of a cluster id, loaded or not. An id without loaded members, for example of an unloaded story's entity,
 * resolves to what is left of the cluster that it named before the split.
 */
export async function clusterOf(store: Store, clusters: Clusters, ref: EntityRef): Promise<readonly EntityRef[]> {
  // Iterating over a Set includes items that are added meanwhile.
  const meant = new Set([ref]);
  for (const one of meant) {
    const members = clusters.membersOf(one);
    for (const member of members) if (await isLoaded(store, member)) return members;
    for (const member of members) {
      const [former] = await store.read("read/former-cluster", { id: member });
      for (const other of former?.members ?? []) meant.add(other);
    }
  }
  return clusters.membersOf(ref);
}

async function isLoaded(store: Store, ref: EntityRef): Promise<boolean> {
  const parts = partsOfRef(ref);
  return parts !== null && (await store.read("read/entity", parts)).length > 0;
}
