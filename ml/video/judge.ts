import type { ClipAttributes } from '../data/clips';
import { COLOURS } from '../data/shapes';
import { PAINT } from '../data/shapes/paint';

/** What stands out from the background in a clip, frame by frame; places in 0 … 1 of a frame, from its top left. */
export interface Track {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** The share of the frame. */
  readonly area: readonly number[];
  /** How much of it, on the mean, is elsewhere in the next frame: 0 of what stands still. */
  readonly change: number;
  /** Red, green and blue of it, 0 … 1. */
  readonly colour: readonly number[];
}

/** A clip of `[frames, height, width, 3]` bytes. */
export interface ColourClip {
  readonly frames: number;
  readonly height: number;
  readonly width: number;
  readonly pixels: Uint8Array;
}

/**
 * Follows what stands out from the background through a clip, in closed form: a pixel counts by how far it is from the median colour of the clip, and where the
 * thing is, is the mean place of what counts (image moments: Hu 1962). Null where in some frame nothing stands out.
 */
export function trackOf({ frames, height, width, pixels }: ColourClip): Track | null {
  const behind = [0, 1, 2].map((channel) => medianOf(pixels, channel));
  const places = height * width;
  const [x, y, area]: [number[], number[], number[]] = [[], [], []];
  const colour = [0, 0, 0];
  let coloured = 0;
  let moved = 0;
  let before: Float32Array | null = null;
  for (let frame = 0; frame < frames; frame++) {
    const weights = new Float32Array(places);
    let [sum, sumX, sumY] = [0, 0, 0];
    for (let place = 0; place < places; place++) {
      const at = 3 * (frame * places + place);
      let distance = 0;
      for (let channel = 0; channel < 3; channel++)
        distance = Math.max(distance, Math.abs((pixels[at + channel] ?? 0) - (behind[channel] ?? 0)) / 255);
      const weight = Math.min(1, Math.max(0, (distance - FAINT) / (CLEAR - FAINT)));
      weights[place] = weight;
      sum += weight;
      sumX += weight * ((place % width) + 0.5);
      sumY += weight * (Math.floor(place / width) + 0.5);
      if (weight < 1) continue;
      coloured += 1;
      for (let channel = 0; channel < 3; channel++)
        colour[channel] = (colour[channel] ?? 0) + (pixels[at + channel] ?? 0) / 255;
    }
    if (sum < LEAST * places || coloured === 0) return null;
    x.push(sumX / sum / width);
    y.push(sumY / sum / height);
    area.push(sum / places);
    if (before) {
      let change = 0;
      for (let place = 0; place < places; place++)
        change += Math.abs((weights[place] ?? 0) - (before[place] ?? 0)) / (2 * sum);
      moved += change / (frames - 1);
    }
    before = weights;
  }
  return { x, y, area, change: moved, colour: colour.map((value) => value / coloured) };
}

/** From so far from the background a pixel begins to count, and from so far it counts whole; and the least share of a frame that a thing has. */
const [FAINT, CLEAR, LEAST] = [0.15, 0.5, 0.005];

/** What a clip of a moving shape shows, told from its track alone; a motion that is none of the source's is null. */
export interface SeenClip extends Pick<ClipAttributes, 'colour' | 'size'> {
  readonly motion: ClipAttributes['motion'] | null;
}

/** In sides of a frame: less than this is no way, and the size from which a shape is large; the factor from which one grows; and the least change of one that turns. */
const [STILL, LARGE, GROWN, TURNED] = [0.1, 0.1, 1.6, 0.04];

/** Which colour, size and motion of the source's clips one has. */
export function seenIn(track: Track): SeenClip {
  const { x, y, area, change } = track;
  const [first = 1] = area;
  const last = area.at(-1) ?? 1;
  const largest = Math.max(...area);
  const [across, along] = [wayOf(x), wayOf(y)];
  const motion = (): SeenClip['motion'] => {
    if (last > GROWN * first) return 'grows';
    if (first > GROWN * last) return 'shrinks';
    const longer = across.reach >= along.reach ? across : along;
    if (longer.reach < STILL) return change > TURNED ? 'turns' : null;
    const isOneWay = Math.abs(longer.net) > 0.7 * longer.reach;
    if (longer === across) return isOneWay ? (across.net > 0 ? 'moves right' : 'moves left') : 'moves left and right';
    return isOneWay ? (along.net > 0 ? 'moves down' : 'moves up') : 'moves up and down';
  };
  return { colour: nearestColour(track.colour), size: largest > LARGE ? 'large' : 'small', motion: motion() };
}

/** How far apart the outermost places are, and the last from the first. */
const wayOf = (places: readonly number[]) => ({
  reach: Math.max(...places) - Math.min(...places),
  net: (places.at(-1) ?? 0) - (places[0] ?? 0),
});

function nearestColour(seen: readonly number[]): ClipAttributes['colour'] {
  const distance = (name: ClipAttributes['colour']) =>
    PAINT[name].reduce((sum, channel, index) => sum + (channel - (seen[index] ?? 0)) ** 2, 0);
  return COLOURS.reduce((best, name) => (distance(name) < distance(best) ? name : best), COLOURS[0]);
}

/** The median of one of three channels, by counting. */
function medianOf(pixels: Uint8Array, channel: number): number {
  const counts = new Uint32Array(256);
  for (let at = channel; at < pixels.length; at += 3) {
    const value = pixels[at] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  let seen = 0;
  for (const [value, count] of counts.entries()) {
    seen += count;
    if (2 * seen >= pixels.length / 3) return value;
  }
  return 0;
}
