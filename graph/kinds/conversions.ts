import { agentTrace } from './agent-trace';
import { answers } from './answers';
import { conversations } from './conversations';
import { data } from './data';
import { dataset } from './dataset';
import { type Examples, examples } from './examples';
import { hits } from './hits';
import { type Kind, kindName } from './kind';
import { metrics } from './metrics';
import { passages } from './passages';
import { table } from './table';
import { text } from './text';
import { type Clips, video } from './video';

/** A conversion that loses nothing, made on the wire and shown there. */
export interface Conversion {
  readonly from: Kind;
  readonly to: Kind;
  readonly title: string;
  readonly convert: (value: unknown) => unknown;
}

const conversions: readonly Conversion[] = [
  { from: text, to: dataset(text), title: 'as one document', convert: (value) => ({ items: [value] }) },
  { from: dataset(text), to: data, title: 'as a list', convert: (value) => (isDocuments(value) ? value.items : value) },
  {
    from: video,
    to: examples,
    title: 'as numbers',
    convert: (value) => (isClips(value) ? numbersOf(value) : value),
  },
  // These are JSON as they are.
  ...[text, answers, conversations, metrics, table, passages, hits, agentTrace].map((from) => ({
    from,
    to: data,
    title: `${from.name} as data`,
    convert: (value: unknown) => value,
  })),
];

const isDocuments = (value: unknown): value is { readonly items: unknown } =>
  typeof value === 'object' && value !== null && 'items' in value;

const isClips = (value: unknown): value is Clips =>
  typeof value === 'object' && value !== null && 'pixels' in value && value.pixels instanceof Uint8Array;

const numbersOf = ({ fps: _, pixels, ...rest }: Clips): Examples => ({
  ...rest,
  data: Float32Array.from(pixels, (byte) => byte / 255),
});

export type KindMatch =
  | { readonly fits: true; readonly conversion?: Conversion }
  | { readonly fits: false; readonly why: string };

/** Whether what an output gives may flow into an input, and by which lossless conversion. */
export function matchKinds(from: Kind, to: Kind): KindMatch {
  if (to.name === 'any' || from.name === 'any' || kindName(from) === kindName(to)) return { fits: true };
  const conversion = conversions.find(
    (one) => kindName(one.from) === kindName(from) && kindName(one.to) === kindName(to),
  );
  if (conversion) return { fits: true, conversion };
  return { fits: false, why: `This takes ${to.phrase}, not ${from.phrase}.` };
}

/** A conversion by its title, as plans carry it across threads. */
export function conversionTitled(title: string): Conversion | undefined {
  return conversions.find((one) => one.title === title);
}
