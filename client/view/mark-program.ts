import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { LineAttributes, MarkAttributes } from "../graph/graph-model.ts";
import { ATLAS_SIDE, CELL_SPREAD, drawGlyphAtlas } from "./glyph-atlas.ts";

/** The node reducer's attributes of each mark in addition to sigma's. */
export interface MarkDisplay extends NodeDisplayData {
  readonly cell: number;
  /** The colour of the sign, the halo and the paper between mark and ring. */
  readonly paper: string;
  /** Colour of the ring around it; null for no ring. */
  readonly ring: string | null;
}

const VERTEX = /* glsl */ `
attribute vec2 a_position;
attribute float a_size;
attribute float a_cell;
attribute float a_ringed;
attribute vec4 a_color;
attribute vec4 a_paper;
attribute vec4 a_ring;
attribute vec4 a_id;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_viewport;
varying vec4 v_color;
varying vec4 v_paper;
varying vec4 v_ring;
varying vec2 v_at;
varying float v_size;
varying float v_ringed;
varying vec2 v_cell;

void main() {
  float size = a_size / u_sizeRatio;
  float reach = size * ${CELL_SPREAD.toFixed(2)} + 6.0;
  vec2 place = (u_matrix * vec3(a_position, 1.0)).xy;
  gl_Position = vec4(place + a_corner * reach * 2.0 / u_viewport, 0.0, 1.0);
  v_at = a_corner * reach;
  v_size = size;
  v_ringed = a_ringed;
  v_cell = vec2(mod(a_cell, ${ATLAS_SIDE.toFixed(1)}), floor(a_cell / ${ATLAS_SIDE.toFixed(1)}));
  v_paper = a_paper;
  v_ring = a_ring;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}
`;

const FRAGMENT = /* glsl */ `
precision mediump float;
uniform sampler2D u_atlas;
uniform float u_pixelRatio;
varying vec4 v_color;
varying vec4 v_paper;
varying vec4 v_ring;
varying vec2 v_at;
varying float v_size;
varying float v_ringed;
varying vec2 v_cell;

void main() {
  vec2 inCell = v_at / (v_size * ${CELL_SPREAD.toFixed(2)}) * vec2(0.5, -0.5) + 0.5;
  float inside = step(0.0, inCell.x) * step(inCell.x, 1.0) * step(0.0, inCell.y) * step(inCell.y, 1.0);
  vec3 glyph = texture2D(u_atlas, (v_cell + clamp(inCell, 0.01, 0.99)) / ${ATLAS_SIDE.toFixed(1)}).rgb * inside;
  #ifdef PICKING_MODE
  if (glyph.r < 0.5 && length(v_at) > max(v_size, 11.0)) discard;
  gl_FragColor = v_color;
  #else
  vec3 ink = mix(v_color.rgb, v_paper.rgb, glyph.g);
  vec4 mark = vec4(mix(v_paper.rgb, ink, glyph.r), 1.0) * max(glyph.b, glyph.r);
  float soft = 0.75 / u_pixelRatio;
  float ring = v_ringed * (1.0 - smoothstep(1.1 - soft, 1.1 + soft, abs(length(v_at) - v_size - 4.0)));
  gl_FragColor = mark + vec4(v_ring.rgb, 1.0) * ring * (1.0 - mark.a);
  #endif
}
`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_viewport", "u_atlas", "u_pixelRatio"] as const;

/**
 * Draws marks: the kind's glyph in its hue, a halo in the background colour, and a ring when selected. One quad per
 * mark.
 */
export class MarkProgram extends NodeProgram<(typeof UNIFORMS)[number], MarkAttributes, LineAttributes> {
  private readonly textures = new Map<WebGLRenderingContext | WebGL2RenderingContext, WebGLTexture>();

  override getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGLRenderingContext;
    return {
      VERTICES: 4,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLE_STRIP,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_cell", size: 1, type: FLOAT },
        { name: "a_ringed", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_paper", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_ring", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [-1, -1],
        [1, -1],
        [-1, 1],
        [1, 1],
      ],
    };
  }

  override processVisibleItem(id: number, start: number, data: NodeDisplayData): void {
    const { x, y, size, color, cell, paper, ring } = data as MarkDisplay;
    this.array.set(
      [x, y, size, cell, ring === null ? 0 : 1, floatColor(color), floatColor(paper), floatColor(ring ?? paper), id],
      start,
    );
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.textureOf(gl));
    gl.uniform1i(uniformLocations["u_atlas"] ?? null, 0);
    gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
    gl.uniform1f(uniformLocations["u_sizeRatio"] ?? null, params.sizeRatio);
    gl.uniform2f(uniformLocations["u_viewport"] ?? null, params.width, params.height);
    gl.uniform1f(uniformLocations["u_pixelRatio"] ?? null, params.pixelRatio);
  }

  private textureOf(gl: WebGLRenderingContext | WebGL2RenderingContext): WebGLTexture | null {
    const had = this.textures.get(gl);
    if (had !== undefined) return had;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, drawGlyphAtlas());
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    if (texture !== null) this.textures.set(gl, texture);
    return texture;
  }

  override kill(): void {
    for (const [gl, texture] of this.textures) gl.deleteTexture(texture);
    this.textures.clear();
    super.kill();
  }
}
