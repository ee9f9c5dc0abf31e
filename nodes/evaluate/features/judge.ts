import { type Classifier, type Examples, type Generator, GenloomError } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { sizeOf } from '@/ml/network';
import { judgeExamples } from '../../common/classifier';
import { encodeExamples } from '../../common/latent-model';
import { percent } from '../figures';
import { NO_JUDGE, TWO_JUDGES } from './node';

/** Who looks at examples, and how that is told. */
export interface Judge {
  readonly name: 'classifier' | 'encoder';
  /** What so many features are. */
  by(width: number): string;
  /** How far it can be trusted, where that is known: what a sentence ends in. */
  readonly trust: string;
  /** What it sees in examples; of a classifier, also which class it takes each for. */
  look(
    examples: Examples,
    breathe: (done: number) => Promise<void>,
  ): Promise<{ readonly features: Arrays; readonly classes?: Int32Array }>;
}

/** The one that is connected. @throws GenloomError `features.no-judge`, `features.two-judges` */
export function judgeOf({
  classifier,
  encoder,
}: {
  readonly classifier?: Classifier;
  readonly encoder?: Generator;
}): Judge {
  if (classifier && encoder) throw new GenloomError(TWO_JUDGES);
  if (classifier)
    return {
      name: 'classifier',
      by: (width) =>
        `the ${numbers(width)} features of this graph’s classifier of ${classifier.classes.length} classes`,
      trust: classifier.accuracy === null ? '' : `, which is right ${percent(classifier.accuracy)} of the time`,
      look: (examples, breathe) => judgeExamples(classifier, examples, breathe),
    };
  if (encoder)
    return {
      name: 'encoder',
      by: (width) => `the ${numbers(width)} numbers of this graph’s encoder’s codes`,
      trust: '',
      look: async (examples, breathe) => {
        const codes = await encodeExamples(encoder, examples, breathe);
        // Codes may lie on a grid: here they are rows of numbers.
        return { features: { ...codes, shape: [sizeOf(codes.shape)] } };
      },
    };
  throw new GenloomError(NO_JUDGE);
}

const numbers = (width: number): string => width.toLocaleString('en');
