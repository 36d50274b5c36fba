// Nodes in the shapes of their kinds for sigma.js: all outlines lie side by side in one picture that the shader looks up.
import { NodeProgram } from 'sigma/rendering';
import { floatColor } from 'sigma/utils';
import { NAMES, OUTLINES } from '../shapes.js';

const CELL = 96; // pixels of one outline in the picture
const INSET = 4;
const COUNT = NAMES.length;

const VERTEX = `
attribute vec4 a_id; attribute vec4 a_color; attribute vec2 a_position; attribute float a_size; attribute float a_shape; attribute vec2 a_corner;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec4 v_color; varying vec2 v_corner; varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  float size = a_size * u_correctionRatio / u_sizeRatio * 2.3;
  gl_Position = vec4((u_matrix * vec3(a_position + size * vec2(a_corner.x, -a_corner.y), 1)).xy, 0, 1);
  v_corner = a_corner;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = `
precision highp float;
varying vec4 v_color; varying vec2 v_corner; varying float v_shape;
uniform sampler2D u_outlines;
void main(void) {
  vec2 at = vec2((v_shape + v_corner.x * 0.5 + 0.5) / ${COUNT}.0, v_corner.y * 0.5 + 0.5);
  float inside = texture2D(u_outlines, at).r;
  #ifdef PICKING_MODE
  if (length(v_corner) > 0.95) discard;
  gl_FragColor = v_color;
  #else
  gl_FragColor = v_color * inside;
  #endif
}`;

/** All outlines in white on black. */
function picture() {
  const canvas = document.createElement('canvas');
  canvas.width = CELL * COUNT;
  canvas.height = CELL;
  const context = canvas.getContext('2d');
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, CELL);
  context.fillStyle = '#fff';
  NAMES.forEach((name, at) => {
    context.setTransform((CELL - 2 * INSET) / 16, 0, 0, (CELL - 2 * INSET) / 16, at * CELL + INSET, INSET);
    context.fill(new Path2D(OUTLINES[name]), 'evenodd');
  });
  return canvas;
}

export class ShapeProgram extends NodeProgram {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 6, VERTEX_SHADER_SOURCE: VERTEX, FRAGMENT_SHADER_SOURCE: FRAGMENT, METHOD: TRIANGLES,
      UNIFORMS: ['u_sizeRatio', 'u_correctionRatio', 'u_matrix', 'u_outlines'],
      ATTRIBUTES: [
        { name: 'a_position', size: 2, type: FLOAT }, { name: 'a_size', size: 1, type: FLOAT }, { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true }, { name: 'a_shape', size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 2, type: FLOAT }],
      CONSTANT_DATA: [[-1, -1], [1, -1], [1, 1], [-1, -1], [1, 1], [-1, 1]],
    };
  }

  constructor(gl, pickingBuffer, renderer) {
    super(gl, pickingBuffer, renderer);
    this.texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.generateMipmap(gl.TEXTURE_2D);
  }

  processVisibleItem(id, at, { x, y, size, color, glyph }) {
    const { array } = this;
    array[at] = x;
    array[at + 1] = y;
    array[at + 2] = size;
    array[at + 3] = floatColor(color);
    array[at + 4] = id;
    array[at + 5] = Math.max(0, NAMES.indexOf(glyph));
  }

  setUniforms({ sizeRatio, correctionRatio, matrix }, { gl, uniformLocations }) {
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.uniform1i(uniformLocations.u_outlines, 0);
    gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio, correctionRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
  }

  kill() {
    this.texture = null;
    super.kill();
  }
}
