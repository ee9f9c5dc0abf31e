import type { Mesh } from './mesh';

/** Rays pass a little beside the centres of cells: meshes that were made on a grid have corners and edges there. */
const [ASIDE_U, ASIDE_V] = [1.37e-5, 2.71e-5];

/**
 * 1 for each cell of the cube from −1 to 1 whose centre is inside a mesh, as `[z, y, x]`. It is told by how often rays along the three axes cross the surface on
 * their way to the centre: two of three decide, so a small hole, which only some rays pass, changes nothing (Nooruddin & Turk 2003, §3).
 */
export function insideOf(mesh: Mesh, side: number): Float32Array {
  const votes = new Float32Array(side ** 3);
  for (let axis = 0; axis < 3; axis++) vote(mesh, side, axis, votes);
  for (let at = 0; at < votes.length; at++) votes[at] = (votes[at] ?? 0) >= 2 ? 1 : 0;
  return votes;
}

/** Adds a vote to each cell that rays along one axis find inside. */
function vote({ vertices, faces }: Mesh, side: number, axis: number, votes: Float32Array): void {
  const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
  const [along, acrossU, acrossV] = [side ** axis, side ** u, side ** v];
  // How often the surface is crossed on each piece of a ray between two centres; what lies before is summed below.
  const crossed = new Uint16Array(side ** 3);
  const cell = (value: number) => ((value + 1) * side - 1) / 2;
  const first = (low: number) => Math.max(0, Math.floor(cell(low)));
  const last = (high: number) => Math.min(side - 1, Math.ceil(cell(high)));
  for (let at = 0; at < faces.length; at += 3) {
    const [a, b, c] = [3 * (faces[at] ?? 0), 3 * (faces[at + 1] ?? 0), 3 * (faces[at + 2] ?? 0)];
    const [au, bu, cu] = [vertices[a + u] ?? 0, vertices[b + u] ?? 0, vertices[c + u] ?? 0];
    const [av, bv, cv] = [vertices[a + v] ?? 0, vertices[b + v] ?? 0, vertices[c + v] ?? 0];
    const whole = (bu - au) * (cv - av) - (cu - au) * (bv - av);
    if (whole === 0) continue;
    const [fromU, toU] = [first(Math.min(au, bu, cu)), last(Math.max(au, bu, cu))];
    const [fromV, toV] = [first(Math.min(av, bv, cv)), last(Math.max(av, bv, cv))];
    for (let j = fromV; j <= toV; j++)
      for (let i = fromU; i <= toU; i++) {
        const pu = (2 * i + 1) / side - 1 + ASIDE_U - au;
        const pv = (2 * j + 1) / side - 1 + ASIDE_V - av;
        const second = (pu * (cv - av) - (cu - au) * pv) / whole;
        const third = ((bu - au) * pv - pu * (bv - av)) / whole;
        if (second < 0 || third < 0 || second + third > 1) continue;
        const base = vertices[a + axis] ?? 0;
        const height = base + second * ((vertices[b + axis] ?? 0) - base) + third * ((vertices[c + axis] ?? 0) - base);
        const from = Math.max(0, Math.ceil(cell(height)));
        if (from >= side) continue;
        const place = from * along + i * acrossU + j * acrossV;
        crossed[place] = (crossed[place] ?? 0) + 1;
      }
  }
  for (let j = 0; j < side; j++)
    for (let i = 0; i < side; i++) {
      let before = 0;
      for (let k = 0; k < side; k++) {
        const place = k * along + i * acrossU + j * acrossV;
        before += crossed[place] ?? 0;
        if (before % 2 === 1) votes[place] = (votes[place] ?? 0) + 1;
      }
    }
}
