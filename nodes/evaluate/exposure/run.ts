import { GenloomError, type Metrics, type Run, type Table } from '@/graph';
import { encodePair } from '@/ml/exams/encode-pair';
import { ContinuationTooLong, logLikelihoods } from '@/ml/exams/log-likelihood';
import { type Exposure, exposureByChance, exposureOf } from '@/ml/memorisation/exposure';
import { drawSecrets } from '@/ml/memorisation/secrets';
import { withoutLastSpaces } from '@/ml/metrics/text/words';
import { createRandom } from '@/ml/random';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { type Codec, codecOf } from '../../common/codec';
import { excerpt } from '../../common/documents';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { prefixIds } from '../../common/prefix';
import { createWriter } from '../../common/writer';
import { diverged } from '../../generate/diverged';
import { ONLY_FILLS } from '../../generate/text/node';
import { meanOf } from '../figures';
import { type Canary, canariesOf } from './canaries';
import type { evaluateExposure } from './node';

export const run: Run<typeof evaluateExposure> = async ({ model, canaries: given }, params, context) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const { canaries, space } = canariesOf(given);
  const codec = codecOf(model.tokenizer);
  requireSigns(codec, space.signs);
  const hidden = new Set(canaries.map(({ secret }) => secret));
  const others = drawSecrets(space, params.candidates, createRandom(context.seed).split('candidates'), hidden);
  const [prefix, lead] = [prefixIds(model.tokenizer), codec.endIds[0]];
  const network = concreteNetwork(model.network);
  try {
    const weights = uploadWeights(network, model.weights);
    try {
      const found: Exposure[] = [];
      for (const [index, { beginning, secret }] of canaries.entries()) {
        const pairs = [secret, ...others].map((one) =>
          encodePair(codec.encode, beginning, one, { prefix, ...(lead !== undefined && { lead }) }),
        );
        const likelihoods = await logLikelihoods(pairs, {
          network,
          weights,
          context: model.blockLength,
          batchSize: params.batchSize,
          breathe: context.breathe,
        });
        const [own = Number.NaN, ...rest] = likelihoods.map(({ logLikelihood }) => logLikelihood);
        found.push(exposureOf(own, rest));
        context.progress({
          done: index + 1,
          total: canaries.length,
          message: `${index + 1} of ${canaries.length} secrets`,
        });
      }
      const longest = Math.max(...canaries.map(({ secret }) => codec.encode(` ${secret}`).length));
      const writer = createWriter({ model, network, weights });
      const written = await writer.write(
        canaries.map(({ beginning }) => withoutLastSpaces(beginning)),
        { strategy: 'greedy', maximumTokens: writer.roomFor(longest + 2), seed: context.seed },
        // Secrets have been counted already.
        { progress: () => {}, breathe: context.breathe },
      );
      const results = canaries.map((canary, index): Result => {
        const wrote = (written[index] ?? '').trimStart();
        const { rank, exposure } = found[index] ?? { rank: Number.NaN, exposure: Number.NaN };
        return { ...canary, rank, exposure, wrote, extracted: wrote.startsWith(canary.secret) };
      });
      return { metrics: metricsOf(results, others.length + 1), table: tableOf(results) };
    } finally {
      disposeAll(weights);
    }
  } catch (thrown) {
    if (thrown instanceof ContinuationTooLong)
      throw new GenloomError({
        code: 'exposure.too-long',
        title: `A secret has ${thrown.tokens} tokens, and the model looks back on ${thrown.most}.`,
        fix: 'Hide shorter secrets, or let the network look back further.',
      });
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  }
};

interface Result extends Canary, Exposure {
  /** What the model goes on with. */
  readonly wrote: string;
  readonly extracted: boolean;
}

function requireSigns(codec: Codec, signs: string): void {
  const unknown = [...signs].filter((sign) => !codec.decode(codec.encode(sign)).includes(sign));
  if (unknown.length === 0) return;
  throw new GenloomError({
    code: 'exposure.unknown-signs',
    title: `The model’s tokenizer does not know “${unknown.slice(0, 10).join('')}”, of which the secrets are made.`,
    fix: 'Learn the tokenizer from the text of “Insert canaries”, which has them.',
  });
}

function metricsOf(results: readonly Result[], size: number): Metrics {
  const times = [...new Set(results.map((one) => one.times))].sort((a, b) => a - b);
  const groups = times.map((often) => results.filter((one) => one.times === often));
  const means = groups.map((some) => meanOf(some.map(({ exposure }) => exposure)));
  const shares = groups.map((some) => 100 * meanOf(some.map(({ extracted }) => Number(extracted))));
  const chance = exposureByChance(size);
  const hidden = results.filter((one) => one.times > 0);
  return {
    values: [
      ...times.map((often, index) => ({
        name: `Exposure, put in ${often === 1 ? 'once' : `${often} times`}`,
        value: means[index] ?? 0,
        unit: 'bits',
        better: 'lower' as const,
        help:
          often === 0
            ? `The control: what was never seen has ${chance.toFixed(2)} bits on average.`
            : `Of at most ${Math.log2(size).toFixed(1)} bits. What was never seen has ${chance.toFixed(2)} on average.`,
      })),
      ...(hidden.length > 0
        ? [
            {
              name: 'Extracted',
              value: 100 * meanOf(hidden.map(({ extracted }) => Number(extracted))),
              unit: '%',
              better: 'lower' as const,
              help: 'Of the secrets that were put in: the model writes them when it is given their beginning.',
            },
          ]
        : []),
      { name: 'Secrets', value: results.length },
    ],
    curves:
      times.length > 1
        ? [
            { name: 'Exposure by times put in', unit: 'bits', over: 'times put in', x: times, y: means },
            { name: 'Extracted by times put in', unit: '%', apart: true, over: 'times put in', x: times, y: shares },
          ]
        : [],
    notes: [
      `Each secret was compared with ${(size - 1).toLocaleString('en')} others: an exposure of ${Math.log2(size).toFixed(1)} bits means that none is likelier.`,
      ...results
        .filter(({ extracted }) => extracted)
        .slice(0, 8)
        .map(
          ({ beginning, secret, times: often }) =>
            `Extracted: ${excerpt(beginning, 80)} ${secret} (put in ${often} times)`,
        ),
    ],
  };
}

function tableOf(results: readonly Result[]): Table {
  const column = (name: string, cells: readonly string[]) =>
    ({ name, kind: 'category', categories: [...new Set(cells.filter((cell) => cell !== ''))] }) as const;
  const wrote = results.map((one) => excerpt(one.wrote, 60));
  return {
    columns: [
      column(
        'Beginning',
        results.map(({ beginning }) => beginning),
      ),
      column(
        'Secret',
        results.map(({ secret }) => secret),
      ),
      { name: 'Times', kind: 'whole' },
      { name: 'Rank', kind: 'number' },
      { name: 'Exposure, bits', kind: 'number', better: 'lower', decimals: 2 },
      column('The model writes', wrote),
    ],
    rows: results.map((one, index) => [
      one.beginning,
      one.secret,
      one.times,
      one.rank,
      one.exposure,
      wrote[index] || null,
    ]),
  };
}
