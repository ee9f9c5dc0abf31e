/** The squared distance of a point to a triangle, by the region of the triangle that is nearest (Ericson 2005, “Real-Time Collision Detection”, §5.1.5). */
export function squaredToTriangle(
  px: number,
  py: number,
  pz: number,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  cx: number,
  cy: number,
  cz: number,
): number {
  const [abx, aby, abz] = [bx - ax, by - ay, bz - az];
  const [acx, acy, acz] = [cx - ax, cy - ay, cz - az];
  const [apx, apy, apz] = [px - ax, py - ay, pz - az];
  const d1 = abx * apx + aby * apy + abz * apz;
  const d2 = acx * apx + acy * apy + acz * apz;
  if (d1 <= 0 && d2 <= 0) return apx * apx + apy * apy + apz * apz;
  const [bpx, bpy, bpz] = [px - bx, py - by, pz - bz];
  const d3 = abx * bpx + aby * bpy + abz * bpz;
  const d4 = acx * bpx + acy * bpy + acz * bpz;
  if (d3 >= 0 && d4 <= d3) return bpx * bpx + bpy * bpy + bpz * bpz;
  const vc = d1 * d4 - d3 * d2;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) {
    const t = d1 / (d1 - d3 || 1);
    return squares(apx - t * abx, apy - t * aby, apz - t * abz);
  }
  const [cpx, cpy, cpz] = [px - cx, py - cy, pz - cz];
  const d5 = abx * cpx + aby * cpy + abz * cpz;
  const d6 = acx * cpx + acy * cpy + acz * cpz;
  if (d6 >= 0 && d5 <= d6) return cpx * cpx + cpy * cpy + cpz * cpz;
  const vb = d5 * d2 - d1 * d6;
  if (vb <= 0 && d2 >= 0 && d6 <= 0) {
    const t = d2 / (d2 - d6 || 1);
    return squares(apx - t * acx, apy - t * acy, apz - t * acz);
  }
  const va = d3 * d6 - d5 * d4;
  if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
    const t = (d4 - d3) / (d4 - d3 + (d5 - d6) || 1);
    return squares(bpx - t * (cx - bx), bpy - t * (cy - by), bpz - t * (cz - bz));
  }
  const whole = va + vb + vc || 1;
  const [v, w] = [vb / whole, vc / whole];
  return squares(apx - v * abx - w * acx, apy - v * aby - w * acy, apz - v * abz - w * acz);
}

const squares = (x: number, y: number, z: number): number => x * x + y * y + z * z;
