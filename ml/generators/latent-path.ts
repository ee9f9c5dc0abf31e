/** How two places of a latent space are joined. */
export type LatentPath = 'spherical' | 'straight';

/**
 * Between two latent vectors, `share` of the way: along the great circle that joins their directions, which keeps to the distance from the middle at which
 * Gaussian noise lies (Shoemake 1985; White 2016). Straight where they point the same or opposite ways, or one is 0.
 */
export function slerp(from: ArrayLike<number>, to: ArrayLike<number>, share: number): Float32Array {
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    let sum = 0;
    for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
    return sum;
  };
  const lengths = Math.sqrt(dot(from, from) * dot(to, to));
  const angle = lengths > 0 ? Math.acos(Math.max(-1, Math.min(1, dot(from, to) / lengths))) : 0;
  const sine = Math.sin(angle);
  if (sine < 1e-4) return mixed(from, to, 1 - share, share);
  return mixed(from, to, Math.sin((1 - share) * angle) / sine, Math.sin(share * angle) / sine);
}

/** Latent vectors `[steps, width]` from one to another, both among them. */
export function pathBetween(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  steps: number,
  path: LatentPath,
): Float32Array {
  const rows = new Float32Array(steps * from.length);
  for (let step = 0; step < steps; step++) {
    const share = steps > 1 ? step / (steps - 1) : 0;
    rows.set(path === 'spherical' ? slerp(from, to, share) : mixed(from, to, 1 - share, share), step * from.length);
  }
  return rows;
}

/** Latent vectors `[steps, width]` that differ from a place in one number alone, from `−reach` to `reach`. */
export function traversal(place: ArrayLike<number>, number: number, steps: number, reach: number): Float32Array {
  const rows = new Float32Array(steps * place.length);
  for (let step = 0; step < steps; step++) {
    for (let at = 0; at < place.length; at++) rows[step * place.length + at] = place[at] ?? 0;
    rows[step * place.length + number] = steps > 1 ? reach * ((2 * step) / (steps - 1) - 1) : 0;
  }
  return rows;
}

const mixed = (a: ArrayLike<number>, b: ArrayLike<number>, ofA: number, ofB: number): Float32Array =>
  Float32Array.from({ length: a.length }, (_, at) => ofA * (a[at] ?? 0) + ofB * (b[at] ?? 0));
