import { onDemand } from "../../on-demand.ts";
import { strict, type FunctionDefinition } from "../function.ts";

/** What makes points and measures between them. */
export const spatialCalls = onDemand("Spatial functions", () => import("./spatial-calls.ts"));

/** Points. */
export const SPATIAL: readonly FunctionDefinition[] = [
  strict("Spatial", "point", "MAP -> POINT", "A point of a map", ([map = null], { graph }) =>
    spatialCalls.part().point(map, graph),
  ),
  strict("Spatial", "point.distance", "ANY, ANY -> FLOAT", "How far apart two points are", ([from = null, to = null]) =>
    spatialCalls.part().distance(from, to),
  ),
  strict(
    "Spatial",
    "point.withinBBox",
    "ANY, ANY, ANY -> BOOLEAN",
    "Whether a point lies in a box",
    ([at = null, low = null, high = null]) => spatialCalls.part().within(at, low, high),
  ),
];
