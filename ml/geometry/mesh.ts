/** A surface of triangles in space; y is up, as in glTF. */
export interface Mesh {
  /** x, y and z of each vertex in turn. */
  readonly vertices: Float32Array;
  /** Three vertices of each triangle, counter-clockwise as seen from outside. */
  readonly faces: Uint32Array;
}

export const countVertices = ({ vertices }: Mesh): number => vertices.length / 3;
export const countFaces = ({ faces }: Mesh): number => faces.length / 3;

/** The smallest box about a mesh; infinite, and inside out, for one without vertices. */
export function boundsOf({ vertices }: Pick<Mesh, 'vertices'>): { readonly low: number[]; readonly high: number[] } {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let at = 0; at < vertices.length; at++) {
    const axis = at % 3;
    low[axis] = Math.min(low[axis] ?? 0, vertices[at] ?? 0);
    high[axis] = Math.max(high[axis] ?? 0, vertices[at] ?? 0);
  }
  return { low, high };
}

/** What a closed mesh encloses: the sum of signed tetrahedra to the origin (Zhang & Chen 2001, eq. 5). Negative when its faces look inwards. */
export function volumeOf(mesh: Mesh): number {
  let six = 0;
  eachFace(mesh, (ax, ay, az, bx, by, bz, cx, cy, cz) => {
    six += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  });
  return six / 6;
}

/** The area of each face. */
export function faceAreas(mesh: Mesh): Float64Array {
  const areas = new Float64Array(countFaces(mesh));
  eachFace(mesh, (ax, ay, az, bx, by, bz, cx, cy, cz, face) => {
    const [ux, uy, uz, vx, vy, vz] = [bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az];
    areas[face] = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
  });
  return areas;
}

export const areaOf = (mesh: Mesh): number => faceAreas(mesh).reduce((sum, area) => sum + area, 0);

/** A unit normal of each vertex, by the faces about it, larger ones counting more (Gouraud's mean, weighted by area); zero where a vertex has no face. */
export function vertexNormals(mesh: Mesh): Float32Array {
  const normals = new Float32Array(mesh.vertices.length);
  eachFace(mesh, (ax, ay, az, bx, by, bz, cx, cy, cz, face) => {
    const [ux, uy, uz, vx, vy, vz] = [bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az];
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (let corner = 0; corner < 3; corner++) {
      const at = 3 * (mesh.faces[3 * face + corner] ?? 0);
      for (let axis = 0; axis < 3; axis++) normals[at + axis] = (normals[at + axis] ?? 0) + (normal[axis] ?? 0);
    }
  });
  for (let at = 0; at < normals.length; at += 3) {
    const length = Math.hypot(normals[at] ?? 0, normals[at + 1] ?? 0, normals[at + 2] ?? 0) || 1;
    for (let axis = 0; axis < 3; axis++) normals[at + axis] = (normals[at + axis] ?? 0) / length;
  }
  return normals;
}

/** Edges that are not gone along as often in one direction as in the other: none in a watertight mesh whose faces agree on what is outside. */
export function openEdges({ faces }: Mesh): number {
  const balance = new Map<number, number>();
  for (let at = 0; at < faces.length; at++) {
    const from = faces[at] ?? 0;
    const to = faces[at % 3 === 2 ? at - 2 : at + 1] ?? 0;
    // Fewer than 2^26 vertices: both fit into the 53 bits of a number.
    const edge = Math.min(from, to) * 0x4000000 + Math.max(from, to);
    balance.set(edge, (balance.get(edge) ?? 0) + (from < to ? 1 : -1));
  }
  let open = 0;
  for (const difference of balance.values()) if (difference !== 0) open += 1;
  return open;
}

/** Moved and scaled alike in all directions, so that it fills a cube about the origin from −`reach` to `reach` along its longest side. */
export function fitted(mesh: Mesh, reach: number): Mesh {
  const { low, high } = boundsOf(mesh);
  const longest = Math.max(...high.map((top, axis) => top - (low[axis] ?? 0)));
  const scale = longest > 0 ? (2 * reach) / longest : 1;
  const vertices = mesh.vertices.map((value, at) => {
    const axis = at % 3;
    return scale * (value - ((low[axis] ?? 0) + (high[axis] ?? 0)) / 2);
  });
  return { vertices, faces: mesh.faces };
}

/** Calls back with the three corners of every face, and which face it is. */
export function eachFace(
  { vertices, faces }: Mesh,
  seen: (
    ax: number,
    ay: number,
    az: number,
    bx: number,
    by: number,
    bz: number,
    cx: number,
    cy: number,
    cz: number,
    face: number,
  ) => void,
): void {
  const v = (at: number) => vertices[at] ?? 0;
  for (let at = 0; at < faces.length; at += 3) {
    const [a, b, c] = [3 * (faces[at] ?? 0), 3 * (faces[at + 1] ?? 0), 3 * (faces[at + 2] ?? 0)];
    seen(v(a), v(a + 1), v(a + 2), v(b), v(b + 1), v(b + 2), v(c), v(c + 1), v(c + 2), at / 3);
  }
}
