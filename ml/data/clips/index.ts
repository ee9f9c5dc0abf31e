import { createRandom, type Random } from '../../random';
import { createBreath } from '../../training/breath';
import { DataError } from '../error';
import { COLOURS, SIZES } from '../shapes';
import { PAINT, paintShape } from '../shapes/paint';
import { type ClipAttributes, clipCaption, MOTIONS, MOVING_SHAPES } from './caption';

export { type ClipAttributes, clipAttributes, clipCaption, MOTIONS, MOVING_SHAPES } from './caption';

export interface ClipOptions {
  readonly count: number;
  readonly seed: number | string;
  readonly frames: number;
  /** Height and width in pixels. */
  readonly side: number;
  /** Attributes that every clip has; the others are drawn by chance. */
  readonly only?: Partial<ClipAttributes>;
  /** Awaited now and then, so that a worker hears that it should stop. */
  readonly breathe?: () => Promise<void>;
}

/** Clips with a caption and the attributes behind it for each. */
export interface CaptionedClips {
  /** `[frames, side, side, 3]`. */
  readonly shape: readonly number[];
  /** `count × shape`, a byte each. */
  readonly pixels: Uint8Array;
  readonly captions: readonly string[];
  readonly attributes: readonly ClipAttributes[];
}

/**
 * Clips of one coloured shape each that moves, turns, grows or shrinks before a dark background, anti-aliased. It stays inside, and goes its whole way in the
 * frames that there are. Clip i is the same however many are asked for. @throws DataError `data.clips`
 */
export async function drawClips({
  count,
  seed,
  frames,
  side,
  only = {},
  breathe,
}: ClipOptions): Promise<CaptionedClips> {
  const size = frames * side * side * 3;
  if (!(count * size <= MOST_BYTES))
    throw new DataError(
      'data.clips',
      `${count.toLocaleString('en')} clips of this size are too many to be drawn.`,
      `Up to ${Math.floor(MOST_BYTES / size).toLocaleString('en')} can.`,
      'Ask for fewer, shorter or smaller clips.',
    );
  const random = createRandom(seed).split('clips');
  const pixels = new Uint8Array(count * size);
  const attributes: ClipAttributes[] = [];
  const breath = createBreath(breathe);
  for (let index = 0; index < count; index++) {
    if (index % 16 === 0) await breath();
    const own = random.split(`clip ${index}`);
    const drawn = chosen(own, only);
    attributes.push(drawn);
    drawClip(pixels.subarray(index * size, (index + 1) * size), frames, side, drawn, own);
  }
  return { shape: [frames, side, side, 3], pixels, attributes, captions: attributes.map(clipCaption) };
}

/** As many bytes as clips of one set may have: four times as much once they are numbers. */
export const MOST_BYTES = 200_000_000;

function chosen(random: Random, only: Partial<ClipAttributes>): ClipAttributes {
  const one = <T>(choices: readonly [T, ...T[]]): T => choices[random.int(choices.length)] ?? choices[0];
  const drawn = { size: one(SIZES), colour: one(COLOURS), shape: one(MOVING_SHAPES), motion: one(MOTIONS), ...only };
  // Nobody sees a circle turn.
  return drawn.motion === 'turns' && drawn.shape === 'circle' && !only.shape
    ? { ...drawn, shape: one(['square', 'triangle', 'cross']) }
    : drawn;
}

/** In sides of a frame: the radius, and how far a shape goes. */
const RADIUS = { small: 0.15, large: 0.235 } as const;
const WAY = 0.4;

/** Where it is, how large and how turned, `at` 0 (the first frame) … 1 (the last), beside where it stands otherwise; `round` goes on to 1 only with the next first frame. */
type Moves = (at: number, round: number) => { x?: number; y?: number; scale?: number; angle?: number };

const swing = (round: number): number => (WAY / 2) * Math.sin(2 * Math.PI * round);
const MOVES: Readonly<Record<ClipAttributes['motion'], Moves>> = {
  'moves right': (at) => ({ x: WAY * (at - 0.5) }),
  'moves left': (at) => ({ x: WAY * (0.5 - at) }),
  'moves down': (at) => ({ y: WAY * (at - 0.5) }),
  'moves up': (at) => ({ y: WAY * (0.5 - at) }),
  'moves left and right': (_at, round) => ({ x: -swing(round) }),
  'moves up and down': (_at, round) => ({ y: -swing(round) }),
  turns: (at) => ({ angle: (Math.PI / 2) * at }),
  grows: (at) => ({ scale: 0.55 + 0.65 * at }),
  shrinks: (at) => ({ scale: 1.2 - 0.65 * at }),
};

function drawClip(
  bytes: Uint8Array,
  frames: number,
  side: number,
  { size, colour, shape, motion }: ClipAttributes,
  random: Random,
): void {
  const shade = 0.08 * random.next();
  const radius = RADIUS[size] * (0.95 + 0.1 * random.next());
  const paint = PAINT[colour].map((channel) => clamp(channel + 0.03 * random.normal(), 0, 1));
  const lean = clamp(0.12 * random.normal(), -0.25, 0.25);
  const moves = MOVES[motion];
  // It reaches 1.15 radii from where it is, at most.
  const room = (goes: number) => Math.max(0, Math.min(STRAY, 0.5 - 1.15 * radius - goes / 2));
  const isAcross = motion.includes('left') || motion.includes('right');
  const isAlong = motion.includes('up') || motion.includes('down');
  const x = 0.5 + room(isAcross ? WAY : 0) * (2 * random.next() - 1);
  const y = 0.5 + room(isAlong ? WAY : 0) * (2 * random.next() - 1);
  const pixels = new Float32Array(side * side * 3);
  for (let frame = 0; frame < frames; frame++) {
    // Two frames show the ends of a swing, whose beginning and half are both in the middle, and half of a quarter turn, after which a square is as it was.
    const [half, early] = frames === 2 ? [motion === 'turns' ? 0.5 : 1, 0.25] : [1, 0];
    const now = moves(frames > 1 ? (half * frame) / (frames - 1) : 0, frame / frames + early);
    pixels.fill(shade);
    paintShape(pixels, side, {
      shape,
      x: side * (x + (now.x ?? 0)),
      y: side * (y + (now.y ?? 0)),
      radius: side * radius * (now.scale ?? 1),
      angle: lean + (now.angle ?? 0),
      paint,
    });
    for (const [at, value] of pixels.entries()) bytes[frame * pixels.length + at] = Math.round(255 * value);
  }
}

/** How far from the middle of the frame the middle of its way may be, in sides. */
const STRAY = 0.1;

const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));
