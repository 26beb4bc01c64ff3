import { strict, type FunctionDefinition } from "../function.ts";
import { distance, point, within } from "../operations/spatial.ts";

/** Spatial functions. */
export const SPATIAL: readonly FunctionDefinition[] = [
  strict("Spatial", "point", "MAP -> POINT", "A point of a map", ([map = null], { graph }) => point(map, graph)),
  strict("Spatial", "point.distance", "ANY, ANY -> FLOAT", "How far apart two points are", ([from = null, to = null]) =>
    distance(from, to),
  ),
  strict(
    "Spatial",
    "point.withinBBox",
    "ANY, ANY, ANY -> BOOLEAN",
    "Whether a point lies in a box",
    ([at = null, low = null, high = null]) => within(at, low, high),
  ),
];
