import type { SignedDistance } from './grid';

/**
 * Signed distances of simple solids about the origin, y up, negative inside (Quilez, “distance functions”; exact outside and inside, but for unions and cuts, which
 * are exact outside only, or a bound).
 */

export const ball =
  (radius: number): SignedDistance =>
  (x, y, z) =>
    Math.hypot(x, y, z) - radius;

/** From −`halves` to `halves` on each axis. */
export const block =
  (...[halfX, halfY, halfZ]: readonly [number, number, number]): SignedDistance =>
  (x, y, z) => {
    const [dx, dy, dz] = [Math.abs(x) - halfX, Math.abs(y) - halfY, Math.abs(z) - halfZ];
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0), Math.max(dz, 0)) + Math.min(0, Math.max(dx, dy, dz));
  };

/** Upright, from −`half` to `half`. */
export const rod =
  (radius: number, half: number): SignedDistance =>
  (x, y, z) => {
    const [out, up] = [Math.hypot(x, z) - radius, Math.abs(y) - half];
    return Math.hypot(Math.max(out, 0), Math.max(up, 0)) + Math.min(0, Math.max(out, up));
  };

/** Upright, its base of `radius` at −`half` and its tip at `half`: the distance to the triangle that it is turned of. */
export const spike =
  (radius: number, half: number): SignedDistance =>
  (x, y, z) => {
    const out = Math.hypot(x, z);
    // The slope from the rim of the base (radius, −half) to the tip (0, half).
    const [ex, ey] = [-radius, 2 * half];
    const t = clamp(((out - radius) * ex + (y + half) * ey) / (ex * ex + ey * ey), 0, 1);
    const slope = Math.hypot(out - radius - t * ex, y + half - t * ey);
    const base = Math.hypot(Math.max(0, out - radius), y + half);
    const inside = y > -half && ey * (out - radius) - ex * (y + half) < 0;
    return (inside ? -1 : 1) * Math.min(slope, base);
  };

/** Lying, its tube of `tube` at `radius` from the axis. */
export const ringAbout =
  (radius: number, tube: number): SignedDistance =>
  (x, y, z) =>
    Math.hypot(Math.hypot(x, z) - radius, y) - tube;

export const moved =
  (solid: SignedDistance, byX: number, byY: number, byZ: number): SignedDistance =>
  (x, y, z) =>
    solid(x - byX, y - byY, z - byZ);

/** Turned about the vertical axis, in radians. */
export function turned(solid: SignedDistance, angle: number): SignedDistance {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y, z) => solid(cos * x + sin * z, y, cos * z - sin * x);
}

/** Turned about the x axis by a quarter: what lay flat stands upright, to be seen from the front. */
export const stood =
  (solid: SignedDistance): SignedDistance =>
  (x, y, z) =>
    solid(x, z, -y);

export const union =
  (...solids: readonly SignedDistance[]): SignedDistance =>
  (x, y, z) => {
    let least = Infinity;
    for (const solid of solids) least = Math.min(least, solid(x, y, z));
    return least;
  };

/** The first without the second. */
export const cut =
  (solid: SignedDistance, away: SignedDistance): SignedDistance =>
  (x, y, z) =>
    Math.max(solid(x, y, z), -away(x, y, z));

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
