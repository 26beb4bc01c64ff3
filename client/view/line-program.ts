import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { ARROW, CROSS, LANE } from "../../picture/lines.ts";
import type { LineAttributes, MarkAttributes } from "../graph/graph-model.ts";

/** The edge reducer's attributes of each line in addition to sigma's. */
export interface LineDisplay extends EdgeDisplayData {
  /** Ink and gap in CSS px; a gap of 0 is a solid line. */
  readonly ink: number;
  readonly gap: number;
  readonly arrowFrom: boolean;
  readonly arrowTo: boolean;
  readonly crossed: boolean;
  /** How far it bends aside for other lines of its pair (picture/lines.ts); 0 is straight. */
  readonly lane: number;
}

/** The same parabola as in picture/lines.ts: how far a lane bends out in the middle, and how far aside it starts. */
const BEND = /* glsl */ `
float bowOf(float lane, float far) {
  return lane * min(${LANE.apart.toFixed(1)}, far * ${LANE.share.toFixed(3)});
}
float asideOf(float lane) {
  return clamp(lane * ${LANE.ends.toFixed(1)}, -${LANE.mostAtEnds.toFixed(1)}, ${LANE.mostAtEnds.toFixed(1)});
}
`;

const VERTEX = /* glsl */ `
attribute vec2 a_from;
attribute vec2 a_to;
attribute vec2 a_radii;
attribute vec4 a_shape;
attribute float a_ends;
attribute vec4 a_color;
attribute vec4 a_id;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_viewport;
varying vec4 v_color;
varying vec2 v_at;
varying vec4 v_shape;
varying vec3 v_span;
varying float v_ends;
const float REACH = 7.0;
${BEND}
void main() {
  vec2 from = (u_matrix * vec3(a_from, 1.0)).xy * u_viewport * 0.5;
  vec2 to = (u_matrix * vec3(a_to, 1.0)).xy * u_viewport * 0.5;
  vec2 way = to - from;
  float far = max(length(way), 0.001);
  vec2 along = way / far;
  float reach = REACH + abs(bowOf(a_shape.w, far)) + abs(asideOf(a_shape.w));
  vec2 at = from + along * far * a_corner.x + vec2(-along.y, along.x) * a_corner.y * reach;
  gl_Position = vec4(at * 2.0 / u_viewport, 0.0, 1.0);
  v_at = vec2(far * a_corner.x, a_corner.y * reach);
  v_span = vec3(a_radii.x / u_sizeRatio + 2.0, far - a_radii.y / u_sizeRatio - 2.5, far);
  v_shape = a_shape;
  v_ends = a_ends;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;
uniform float u_pixelRatio;
varying vec4 v_color;
varying vec2 v_at;
varying vec4 v_shape;
varying vec3 v_span;
varying float v_ends;

${BEND}
float head(vec2 tip, vec2 way) {
  vec2 behind = tip - v_at;
  float back = dot(behind, way);
  float beside = abs(behind.x * way.y - behind.y * way.x);
  float half_ = ${(ARROW.width / 2 / ARROW.length).toFixed(3)} * back;
  return back < 0.0 || back > ${ARROW.length.toFixed(1)} ? 0.0 : clamp((half_ - beside) * u_pixelRatio + 0.5, 0.0, 1.0);
}

void main() {
  float start = v_span.x;
  float end = v_span.y;
  if (end <= start || v_at.x < start - 1.0 || v_at.x > end + 1.0) discard;
  float span = max(end - start, 0.001);
  float share = clamp((v_at.x - start) / span, 0.0, 1.0);
  float bow = bowOf(v_shape.w, v_span.z);
  float aside = asideOf(v_shape.w);
  float slope = 4.0 * bow * (1.0 - 2.0 * share) / span;
  float off = (v_at.y - aside - 4.0 * bow * share * (1.0 - share)) / sqrt(1.0 + slope * slope);
  #ifdef PICKING_MODE
  if (abs(off) > 5.0) discard;
  gl_FragColor = v_color;
  #else
  float to = mod(v_ends, 2.0);
  float from = mod(floor(v_ends / 2.0), 2.0);
  float crossed = floor(v_ends / 4.0);
  float first = start + from * ${(ARROW.length - 1).toFixed(1)};
  float last = end - to * ${(ARROW.length - 1).toFixed(1)};
  float stroke = clamp((v_shape.x * 0.5 - abs(off)) * u_pixelRatio + 0.5, 0.0, 1.0);
  stroke *= clamp((v_at.x - first) * u_pixelRatio + 0.5, 0.0, 1.0) * clamp((last - v_at.x) * u_pixelRatio + 0.5, 0.0, 1.0);
  if (v_shape.z > 0.0) {
    float place = mod(v_at.x - first, v_shape.y + v_shape.z);
    float toEdge = min(place, v_shape.y - place);
    stroke *= clamp(toEdge * u_pixelRatio + 0.5, 0.0, 1.0);
  }
  float steep = 4.0 * bow / span;
  vec2 onward = normalize(vec2(1.0, -steep));
  vec2 backward = normalize(vec2(-1.0, -steep));
  float seen = max(stroke, max(to * head(vec2(end, aside), onward), from * head(vec2(start, aside), backward)));
  vec2 mid = vec2(v_at.x - (start + end) * 0.5, off);
  float slant = min(abs(mid.x - mid.y), abs(mid.x + mid.y)) * 0.7071;
  float cross = clamp((0.8 - slant) * u_pixelRatio + 0.5, 0.0, 1.0) * step(abs(mid.x), ${CROSS.toFixed(1)});
  seen = max(seen, crossed * cross);
  gl_FragColor = vec4(v_color.rgb * seen, seen);
  #endif
}
`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_viewport", "u_pixelRatio"] as const;

/**
 * Draws lines from the edge of one mark to the edge of the other: solid, dashed or dotted by certainty, with
 * arrowheads, and a cross on a negated one. One quad per line; the fragment shader draws by the distance along it.
 */
export class LineProgram extends EdgeProgram<(typeof UNIFORMS)[number], MarkAttributes, LineAttributes> {
  override getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGLRenderingContext;
    return {
      VERTICES: 4,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLE_STRIP,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_from", size: 2, type: FLOAT },
        { name: "a_to", size: 2, type: FLOAT },
        { name: "a_radii", size: 2, type: FLOAT },
        { name: "a_shape", size: 4, type: FLOAT },
        { name: "a_ends", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [0, -1],
        [1, -1],
        [0, 1],
        [1, 1],
      ],
    };
  }

  override processVisibleItem(
    id: number,
    start: number,
    from: NodeDisplayData,
    to: NodeDisplayData,
    data: EdgeDisplayData,
  ): void {
    const { size, ink, gap, arrowFrom, arrowTo, crossed, lane, color } = data as LineDisplay;
    const ends = (arrowTo ? 1 : 0) + (arrowFrom ? 2 : 0) + (crossed ? 4 : 0);
    this.array.set(
      [from.x, from.y, to.x, to.y, from.size, to.size, size, ink, gap, lane, ends, floatColor(color), id],
      start,
    );
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
    gl.uniform1f(uniformLocations["u_sizeRatio"] ?? null, params.sizeRatio);
    gl.uniform2f(uniformLocations["u_viewport"] ?? null, params.width, params.height);
    gl.uniform1f(uniformLocations["u_pixelRatio"] ?? null, params.pixelRatio);
  }
}
