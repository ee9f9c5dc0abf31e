/** Of each point of one cloud the squared distance to the nearest of another; x, y and z in turn. All pairs are looked at: clouds here have a thousand points or two. */
export function nearestSquared(from: Float32Array, to: Float32Array): Float32Array {
  const nearest = new Float32Array(from.length / 3);
  for (let point = 0; point < nearest.length; point++) {
    const [x, y, z] = [from[3 * point] ?? 0, from[3 * point + 1] ?? 0, from[3 * point + 2] ?? 0];
    let least = Infinity;
    for (let at = 0; at < to.length; at += 3) {
      const [dx, dy, dz] = [(to[at] ?? 0) - x, (to[at + 1] ?? 0) - y, (to[at + 2] ?? 0) - z];
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared < least) least = squared;
    }
    nearest[point] = least;
  }
  return nearest;
}

/** How far apart two clouds are. */
export interface CloudDistance {
  /** The mean squared distance to the nearest point, one way plus the other (Fan et al. 2017, eq. 1, as means). */
  readonly chamfer: number;
  /** Of the first cloud, the share that has a point of the second within reach; and the other way round. */
  readonly precision: number;
  readonly recall: number;
  /** Their harmonic mean (Knapitsch et al. 2017, eq. 5; Tatarchenko et al. 2019). */
  readonly fScore: number;
}

/** Compares a cloud that was made with a given one; points count as found within `reach`. Infinite, and nothing found, where either is empty. */
export function compareClouds(made: Float32Array, given: Float32Array, reach: number): CloudDistance {
  if (made.length === 0 || given.length === 0) return { chamfer: Infinity, precision: 0, recall: 0, fScore: 0 };
  const [there, back] = [nearestSquared(made, given), nearestSquared(given, made)];
  const [precision, recall] = [shareWithin(there, reach), shareWithin(back, reach)];
  return {
    chamfer: mean(there) + mean(back),
    precision,
    recall,
    fScore: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/** How well a set of clouds stands for another (Achlioptas et al. 2018, §2). */
export interface CloudSets {
  /** The share of given clouds that are nearest to some made one. */
  readonly coverage: number;
  /** Of each given cloud the Chamfer distance to the nearest made one, on the mean (MMD-CD). */
  readonly minimumMatching: number;
  /** The given cloud nearest to each made one. */
  readonly nearest: readonly number[];
}

/** Compares sets by the distances of all pairs: a row for each made cloud, a column for each given one. */
export function compareSets(chamfer: readonly (readonly number[])[]): CloudSets {
  const given = chamfer[0]?.length ?? 0;
  const nearest = chamfer.map((row) => row.indexOf(Math.min(...row)));
  const least = Array.from({ length: given }, (_, column) =>
    Math.min(...chamfer.map((row) => row[column] ?? Infinity)),
  );
  return {
    coverage: new Set(nearest).size / given,
    minimumMatching: least.reduce((sum, value) => sum + value, 0) / given,
    nearest,
  };
}

const shareWithin = (squared: Float32Array, reach: number): number =>
  squared.reduce((count, value) => count + Number(value <= reach * reach), 0) / squared.length;

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
