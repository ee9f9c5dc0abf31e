import { type Answer, GenloomError, type Metrics, type Run, type Table } from '@/graph';
import { abstentionBy } from '@/ml/hallucination/abstention';
import { agreementOf, type Inconsistency, unigramInconsistency } from '@/ml/hallucination/self-check';
import { rocArea, selectiveCurve } from '@/ml/metrics/selective';
import { isNormalisedMatch } from '@/ml/metrics/text/squad';
import { splitLines } from '@/ml/text';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { excerpt } from '../../common/documents';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { stopStrings } from '../../common/stop';
import { createWriter } from '../../common/writer';
import { diverged } from '../../generate/diverged';
import { ONLY_FILLS } from '../../generate/text/node';
import { askedItems } from '../items';
import type { evaluateSelfConsistency } from './node';

export const run: Run<typeof evaluateSelfConsistency> = async ({ model, answers }, params, context) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const items = answers.items.slice(0, params.limit);
  if (items.length === 0)
    throw new GenloomError({
      code: 'answers.none',
      title: 'There are no answers to compare.',
      fix: 'Give “Answer prompts” some prompts.',
    });
  const network = concreteNetwork(model.network);
  try {
    const weights = uploadWeights(network, model.weights);
    try {
      const writer = createWriter({ model, network, weights });
      const written = await writer.write(
        items.flatMap(({ prompt }) => Array.from({ length: params.samples }, () => prompt)),
        {
          strategy: 'sample',
          temperature: params.temperature,
          maximumTokens: writer.roomFor(params.maxTokens),
          stop: stopStrings(params.stop),
          seed: context.seed,
        },
        context,
      );
      const abstains = abstentionBy(splitLines(params.abstaining));
      const checked = items.map((item, index) =>
        check(item, written.slice(index * params.samples, (index + 1) * params.samples), abstains),
      );
      return { metrics: metricsOf(checked), table: tableOf(checked) };
    } finally {
      disposeAll(weights);
    }
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  }
};

/** An answer, and how it goes with others to the same prompt. */
export interface Checked extends Answer, Inconsistency {
  readonly agreement: number;
  /** Null where it is not known, or nothing was answered. */
  readonly right: boolean | null;
  readonly silent: boolean;
}

function check(item: Answer, samples: readonly string[], abstains: (answer: string) => boolean): Checked {
  const silent = abstains(item.answer);
  return {
    ...item,
    ...unigramInconsistency(item.answer, samples),
    agreement: agreementOf(item.answer, samples),
    silent,
    right: silent || !item.reference?.length ? null : isNormalisedMatch(item.reference, item.answer),
  };
}

/** What can be told of checked answers; those that say nothing are counted apart. */
export function metricsOf(checked: readonly Checked[]): Metrics {
  const spoken = checked.filter(({ silent }) => !silent);
  const mean = (of: (one: Checked) => number) =>
    spoken.length === 0 ? 0 : spoken.reduce((sum, one) => sum + of(one), 0) / spoken.length;
  const told = spoken.flatMap(({ right, agreement }) => (right === null ? [] : [{ sure: agreement, right }]));
  const marked = checked.filter(({ reference }) => reference?.length).length;
  const area = rocArea(told);
  const curve = selectiveCurve(told, marked);
  const least = [...spoken].sort((a, b) => a.agreement - b.agreement || b.mean - a.mean).slice(0, 5);
  return {
    values: [
      {
        name: 'Agreement',
        value: 100 * mean(({ agreement }) => agreement),
        unit: '%',
        better: 'higher',
        help: 'New answers that are the same as the first.',
      },
      { name: 'Inconsistency', value: mean((one) => one.mean), unit: 'nats per word', better: 'lower' },
      {
        name: 'Inconsistency of the worst word',
        value: mean(({ most }) => most),
        unit: 'nats',
        better: 'lower',
        help: 'The least expected word of each answer, on average: a made-up name in a plain sentence.',
      },
      { name: 'Not answered', value: (100 * (checked.length - spoken.length)) / checked.length, unit: '%' },
      ...(told.length > 0
        ? [
            {
              name: 'Right where it answers',
              value: (100 * told.filter(({ right }) => right).length) / told.length,
              unit: '%',
              better: 'higher' as const,
              help: 'Of those with a reference, without what it leaves open.',
            },
          ]
        : []),
      ...(Number.isFinite(area)
        ? [
            {
              name: 'Agreement tells right from wrong',
              value: area,
              better: 'higher' as const,
              help: 'How often a right answer has more agreement than a wrong one: 0.5 is chance, 1 always.',
            },
          ]
        : []),
      { name: 'Answers', value: checked.length },
    ],
    curves:
      curve.length > 1
        ? [
            {
              name: 'Right, by how many are told (%)',
              unit: '% right',
              apart: true,
              x: curve.map(({ coverage }) => 100 * coverage),
              y: curve.map(({ accuracy }) => 100 * accuracy),
            },
          ]
        : [],
    notes: least.map(
      ({ prompt, answer, agreement }) =>
        `${Math.round(100 * agreement)} % agree: ${excerpt(prompt.slice(-160), 80)} → ${excerpt(answer, 80)}`,
    ),
    items: askedItems(
      'answers',
      checked.map(({ prompt, answer, reference }) => ({ asked: prompt, given: answer, right: reference?.[0] ?? '' })),
      [
        {
          name: 'Agreement',
          values: checked.map(({ agreement }) => 100 * agreement),
          weights: checked.map(({ silent }) => Number(!silent)),
        },
        {
          name: 'Inconsistency',
          values: checked.map(({ mean }) => mean),
          weights: checked.map(({ silent }) => Number(!silent)),
        },
        ...(told.length > 0
          ? [
              {
                name: 'Right where it answers',
                values: checked.map(({ right }) => 100 * Number(right)),
                weights: checked.map(({ right }) => Number(right !== null)),
              },
            ]
          : []),
      ],
    ),
  };
}

function tableOf(checked: readonly Checked[]): Table {
  const texts = checked.map(({ prompt, answer }) => [excerpt(prompt, 200) || null, excerpt(answer, 200) || null]);
  const column = (name: string, place: number) =>
    ({ name, kind: 'category', categories: [...new Set(texts.flatMap((row) => row[place] ?? []))] }) as const;
  return {
    columns: [
      column('Prompt', 0),
      column('Answer', 1),
      { name: 'Agreement, %', kind: 'number' },
      { name: 'Inconsistency', kind: 'number' },
      { name: 'Worst word', kind: 'number' },
      { name: 'Right', kind: 'whole' },
    ],
    rows: checked.map(({ agreement, mean, most, right }, index) => [
      ...(texts[index] ?? [null, null]),
      100 * agreement,
      mean,
      most,
      right === null ? null : Number(right),
    ]),
  };
}
