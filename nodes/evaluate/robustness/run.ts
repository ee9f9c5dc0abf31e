import { GenloomError, type Metrics, type Run } from '@/graph';
import { encodePair } from '@/ml/exams/encode-pair';
import { ContinuationTooLong, logLikelihoods } from '@/ml/exams/log-likelihood';
import { pairedBootstrap } from '@/ml/metrics/comparison/bootstrap';
import { createRandom } from '@/ml/random';
import { perturb, type Severity } from '@/ml/text/perturb';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { documentsOf } from '../../common/documents';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { prefixIds } from '../../common/prefix';
import { diverged } from '../../generate/diverged';
import { ONLY_FILLS } from '../../generate/text/node';
import type { evaluateRobustness } from './node';

const SEVERITIES: readonly Severity[] = [1, 2, 3, 4, 5];

export const run: Run<typeof evaluateRobustness> = async ({ model, text }, params, context) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const { damage, read, scored, limit, batchSize } = params;
  const texts = documentsOf(text)
    .filter((document) => document.length >= read + scored)
    .slice(0, limit);
  if (texts.length < 2)
    throw new GenloomError({
      code: 'robustness.too-short',
      title: `Fewer than two texts have ${(read + scored).toLocaleString('en')} characters.`,
      fix: 'Read and measure less of each, or give longer documents.',
    });
  const codec = codecOf(model.tokenizer);
  const [prefix, lead] = [prefixIds(model.tokenizer), codec.endIds[0]];
  const network = concreteNetwork(model.network);
  try {
    const weights = uploadWeights(network, model.weights);
    try {
      const bits: number[][] = [];
      for (const severity of [0, ...SEVERITIES] as const) {
        const pairs = texts.map((document, index) => {
          const beginning = document.slice(0, read);
          const random = createRandom(`${context.seed}/${severity}/${index}`);
          const damaged = severity === 0 ? beginning : perturb(beginning, damage, severity, random);
          const rest = document.slice(read, read + scored);
          return encodePair(codec.encode, damaged, rest, { prefix, ...(lead !== undefined && { lead }) });
        });
        const likelihoods = await logLikelihoods(pairs, {
          network,
          weights,
          context: model.blockLength,
          batchSize,
          progress: (done, total) =>
            context.progress({ done: severity * total + done, total: 6 * total, message: `severity ${severity}` }),
          breathe: context.breathe,
        });
        bits.push(likelihoods.map(({ logLikelihood }) => -logLikelihood / Math.LN2 / scored));
      }
      return { metrics: metricsOf(bits, context.seed) };
    } finally {
      disposeAll(weights);
    }
  } catch (thrown) {
    if (thrown instanceof ContinuationTooLong)
      throw new GenloomError({
        code: 'robustness.too-long',
        title: `What is measured has ${thrown.tokens} tokens, and the model looks back on ${thrown.most}.`,
        fix: 'Measure fewer characters of each text.',
      });
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  }
};

/** @param bits for each severity from 0 on, bits per character of each text */
function metricsOf(bits: readonly (readonly number[])[], seed: number): Metrics {
  const means = bits.map((some) => some.reduce((sum, one) => sum + one, 0) / some.length);
  const [clean = [], worst = []] = [bits[0], bits.at(-1)];
  const { difference, low, high, p } = pairedBootstrap({ before: clean, after: worst }, createRandom(seed));
  const mean = (means.slice(1).reduce((sum, one) => sum + one, 0) || 0) / (means.length - 1);
  const measure = (name: string, value: number, help: string) =>
    ({ name, value, unit: 'bits per character', better: 'lower', help }) as const;
  return {
    values: [
      measure('Undamaged', means[0] ?? Number.NaN, 'What it has where nothing is damaged.'),
      measure('Damaged', mean, 'The mean of the five severities.'),
      measure('Lost at the worst', difference, 'How much severity 5 costs.'),
      { name: 'Texts', value: clean.length },
    ],
    curves: [
      {
        name: 'Bits per character by severity',
        unit: 'bits per character',
        over: 'severity',
        x: means.map((_, step) => step),
        y: means,
      },
    ],
    notes: [
      `Severity 5 costs ${difference.toFixed(3)} bits per character, between ${low.toFixed(3)} and ${high.toFixed(3)} (95 %); ${p < 0.05 ? 'more than chance would (p' : 'which may be chance (p'} = ${p.toPrecision(2)}).`,
    ],
  };
}
