import { connectionGraph, type ConnectionGraph } from "../../model/connection-graph.ts";
import { findConnections, type Connections, type ConnectionsRequest } from "../../model/connections.ts";
import type { StoryGraph } from "../../model/story.ts";

export interface FoundConnection {
  readonly connections: ConnectionGraph;
  readonly result: Connections;
}

const graphs = new WeakMap<StoryGraph, ConnectionGraph>();

/** How two entities of a story are linked; null where it does not contain both. Caches the graph index per story. */
export function findConnection(graph: StoryGraph, request: ConnectionsRequest): FoundConnection | null {
  const connections = graphs.get(graph) ?? connectionGraph(graph);
  graphs.set(graph, connections);
  const { entities } = connections.index;
  if (!entities.has(request.from) || !entities.has(request.to)) return null;
  return { connections, result: findConnections(connections, request) };
}
