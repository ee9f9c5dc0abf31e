import { type ExtendContext, type Facts, formatShape, type Network, type Shape, type UserFacingError } from '@/graph';
import { readsCaption } from '../../network/caption-wiring';
import { type Gives, givesOf } from '../../network/example-wiring';

/** What a trainer needs of a network. */
export interface Wanted {
  readonly gives: Gives;
  /** What it is given: an example, unless it begins at noise; its shape is then compared. */
  readonly takes?: 'example';
  /** Whether it must be told how noisy its input is. */
  readonly time?: boolean;
  /** Whether it may be told nothing besides its input, or at most the class. */
  readonly alone?: boolean | 'but for the class';
  /** Whether the trainer has captions to tell it. */
  readonly captions?: boolean;
}

const ENDS = {
  example: 'an example',
  latent: 'a latent code',
  score: 'a score',
  codes: 'codes',
  classes: 'a score for each class',
} as const;

/** Refuses a network that is not of the kind that the trainer needs, with what would fit. Says nothing while too little is known. */
export function requireOutput(
  wired: Facts | undefined,
  given: Facts | undefined,
  port: string,
  { gives, takes, time, alone, captions }: Wanted,
  { refuse, unify, sourceOf }: ExtendContext,
): void {
  const network = wired?.network;
  if (!network) return;
  if (!network.examples)
    refuse(port, takesTokens('Connect a network that begins with an “Example input” or a “Noise input”.'));
  if (givesOf(network) !== gives)
    refuse(port, {
      code: 'train.other-output',
      title: `This network does not end in ${ENDS[gives]}.`,
      fix:
        gives === 'codes'
          ? 'Put a “Vector quantiser” under it, and connect that.'
          : `Put an “Output” that gives ${ENDS[gives]} under it, and connect that.`,
    });
  if (time && !network.examples?.time)
    refuse(port, {
      code: 'train.no-time',
      title: 'This network is not told how noisy its input is.',
      detail: 'Taking out a lot of noise and a little are different tasks.',
      fix: 'Turn on “Told how noisy it is” in its “Example input”.',
    });
  if (alone && (network.examples?.time || (alone === true && network.examples?.classes)))
    refuse(port, {
      code: 'train.told-more',
      title: `This network is told ${network.examples?.time ? 'how noisy its input is' : 'the class'}, and this trainer has nothing to tell it.`,
      fix: `Turn off “Told how noisy it is”${alone === true ? ' and “Told the class”' : ''} where it begins.`,
    });
  if (takes === 'example' && network.examples)
    requireShape(port, 'takes', network.examples.shape, given, { unify, sourceOf });
  if (gives === 'example') requireShape(port, 'makes', network.shape.slice(1), given, { unify, sourceOf });
  requireClasses(wired, given, port, { refuse, sourceOf });
  if (network.examples?.captions) requireCaptions(network, given, port, captions ?? false, { refuse, sourceOf });
}

/** Whether a network measures the batches that pass, as batch norm does, so that in training an example’s result depends on the others. */
export const measuresBatches = (network: Network | undefined): boolean =>
  network?.operations.some(({ parameters }) => parameters.some(({ statistic }) => statistic)) ?? false;

/** Refuses a network that is told captions where there are none to tell, or where none of its blocks would hear them. */
function requireCaptions(
  network: Network,
  given: Facts | undefined,
  port: string,
  told: boolean,
  { refuse, sourceOf }: Pick<ExtendContext, 'refuse' | 'sourceOf'>,
): void {
  if (!told)
    refuse(port, {
      code: 'train.told-more',
      title: 'This network is told a caption, and this trainer has nothing to tell it.',
      fix: 'Turn off “Told the caption” where it begins.',
    });
  if (!readsCaption(network))
    refuse(port, {
      code: 'train.caption-unread',
      title: `${sourceOf(port)} is told a caption, and none of its blocks looks at it.`,
      fix: 'Put a “Cross-attention” between its blocks, use “DiT blocks” or “Residual blocks”, or turn off “Told the caption” where it begins.',
    });
  if (given?.exampleShape && !given.captioned)
    refuse(port, {
      code: 'train.no-captions',
      title: `${sourceOf(port)} is told a caption, and the examples have none.`,
      fix: 'Connect the same examples to the network and to the trainer, or turn off “Told the caption” where it begins.',
    });
}

/** What to say of a network over tokens. */
export const takesTokens = (fix: string): UserFacingError => ({
  code: 'train.tokens',
  title: 'This network takes tokens, and here it would be given points or images.',
  fix,
});

/** Refuses a network whose examples have another shape than those given. */
export function requireShape(
  port: string,
  does: 'takes' | 'makes',
  shape: Shape,
  given: Facts | undefined,
  { unify, sourceOf }: Pick<ExtendContext, 'unify' | 'sourceOf'>,
): void {
  const { exampleShape } = given ?? {};
  if (!exampleShape) return;
  unify(port, shape, exampleShape, () => ({
    code: does === 'takes' ? 'train.other-input' : 'train.other-shape',
    title: `${sourceOf(port)} ${does} examples of the shape ${formatShape(shape)}, and those given have ${formatShape(exampleShape)}.`,
    fix: 'Connect the same examples to the network and to the trainer.',
  }));
}

/** Refuses a network that is told of other classes than those of the examples. */
function requireClasses(
  wired: Facts | undefined,
  given: Facts | undefined,
  port: string,
  { refuse, sourceOf }: Pick<ExtendContext, 'refuse' | 'sourceOf'>,
): void {
  const told = wired?.network?.examples?.classes ?? 0;
  const there = given?.exampleShape && (given.classes?.length ?? 0);
  if (told === 0 || there === undefined || there === told) return;
  refuse(port, {
    code: 'train.other-classes',
    title: `${sourceOf(port)} is told one of ${told} classes, and the examples have ${there === 0 ? 'none' : there}.`,
    fix: 'Connect the same examples to the network and to the trainer, or turn off “Told the class” where it begins.',
  });
}

/** Refuses a decoder that takes codes of another shape than the encoder gives. */
export function requireSameWidth(
  encoder: Facts | undefined,
  decoder: Facts | undefined,
  { refuse, sourceOf }: Pick<ExtendContext, 'refuse' | 'sourceOf'>,
): void {
  const given = sizesOf(encoder?.network?.shape.slice(1));
  const taken = sizesOf(decoder?.network?.examples?.shape);
  if (!given || !taken) return;
  // Of each number there is a mean and a spread.
  const code = given.map((size, index) => (index === given.length - 1 ? size / 2 : size));
  if (code.join() === taken.join()) return;
  const width = code.at(-1) ?? 0;
  const [grid] = code;
  const onGrid = code.length === 3;
  refuse('decoder', {
    code: 'train.latent-width',
    title: `${sourceOf('encoder')} gives a code of ${counted(code)}, and ${sourceOf('decoder')} takes ${counted(taken)}.`,
    fix:
      code.length === taken.length && !onGrid
        ? `Set “Width” of the decoder’s “Noise input” to ${width}, or “Latent numbers” of the encoder’s “Output” to ${taken.at(-1)}.`
        : `Set “Width” of the decoder’s “Noise input” to ${width}, and “Grid” ${onGrid ? `to ${grid}` : 'to nothing'}.`,
  });
}

const sizesOf = (shape: Shape | undefined): readonly number[] | null =>
  shape?.every((size) => typeof size === 'number') ? shape : null;

function counted(shape: readonly number[]): string {
  const [numbers = 0] = shape;
  if (shape.length > 1) return `${shape.join(' × ')} numbers`;
  return `${numbers.toLocaleString('en')} number${numbers === 1 ? '' : 's'}`;
}
