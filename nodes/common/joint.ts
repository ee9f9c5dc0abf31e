import { type Examples, GenloomError, type JointEncoder, type RunContext } from '@/graph';
import { wordsOf } from '@/ml/captions';
import { applyScaling } from '@/ml/data/points';
import { embedCaptions, embedPictures } from '@/ml/joint/embed';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { excerpt } from './documents';
import { rolesOf } from './network';
import { HOW_TO_CAPTION } from './no-captions';

/** A joint encoder that is ready for work: places of pictures and of words, rows of length 1. Disposed of after `withJoint`. */
export interface OpenJoint {
  readonly width: number;
  pictures(examples: Examples): Promise<Float32Array>;
  words(captions: readonly string[]): Promise<Float32Array>;
}

/** Opens a joint encoder for some work. @throws GenloomError `joint.other-shape` where pictures have another shape than those that it learned from */
export async function withJoint<Result>(
  encoder: JointEncoder,
  { breathe }: Pick<RunContext, 'breathe'>,
  work: (open: OpenJoint) => Promise<Result>,
): Promise<Result> {
  const { picture, words } = rolesOf(encoder.networks);
  const both = { ...picture, operations: [...picture.operations, ...words.operations] };
  const weights = uploadWeights(both, encoder.weights);
  try {
    return await work({
      width: encoder.width,
      pictures: (examples) => {
        requireShape(encoder, examples);
        return embedPictures(picture, weights, applyScaling(examples, encoder.scaling), breathe);
      },
      words: (captions) => embedCaptions(words, weights, encoder.vocabulary, captions, breathe),
    });
  } finally {
    disposeAll(weights);
  }
}

function requireShape({ shape }: JointEncoder, examples: Examples): void {
  if (examples.shape.join() === shape.join()) return;
  throw new GenloomError({
    code: 'joint.other-shape',
    title: `The encoder knows pictures of the shape [${shape.join(', ')}], and these have [${examples.shape.join(', ')}].`,
    fix: 'Bring both to one shape with “Prepare images”, or train an encoder on pictures like these.',
  });
}

/** The captions of pictures. @throws GenloomError `joint.no-captions`, `joint.no-pictures` */
export function captionsOf({ captions, count }: Examples): readonly string[] {
  if (count === 0)
    throw new GenloomError({
      code: 'joint.no-pictures',
      title: 'There are no pictures to look at.',
      fix: 'Look at what comes in: a filter before this node may have removed everything.',
    });
  if (captions) return captions;
  throw new GenloomError({
    code: 'joint.no-captions',
    title: 'These pictures have no captions to compare with.',
    fix: HOW_TO_CAPTION,
  });
}

/** Says which words of some captions an encoder has never read. @throws GenloomError `joint.unknown-words` where it knows none of a caption */
export function tellUnknown(
  { vocabulary }: JointEncoder,
  captions: readonly string[],
  { log }: Pick<RunContext, 'log'>,
): void {
  const known = new Set(vocabulary.words);
  const unknown = new Set<string>();
  for (const caption of captions) {
    const words = wordsOf(caption);
    for (const word of words) if (!known.has(word)) unknown.add(word);
    if (words.some((word) => known.has(word))) continue;
    throw new GenloomError({
      code: 'joint.unknown-words',
      title: `The encoder knows no word of “${excerpt(caption, 100)}”.`,
      detail: `It knows ${vocabulary.words.slice(0, 40).join(', ')}${vocabulary.words.length > 40 ? ' and more' : ''}.`,
      fix: 'Say it in these words, or train the encoder on captions that have others.',
    });
  }
  if (unknown.size > 0)
    log(
      'warning',
      `The encoder has never read ${[...unknown]
        .slice(0, 10)
        .map((word) => `“${word}”`)
        .join(', ')}${unknown.size > 10 ? ' and others' : ''}: it goes by the other words.`,
    );
}
