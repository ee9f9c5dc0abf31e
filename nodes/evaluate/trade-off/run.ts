import { GenloomError, type Metric, numbersView, type Run, type ScatterView, type Table } from '@/graph';
import { friendly } from '../../common/friendly';
import { otherVocabulary } from '../../common/vocabulary';
import { ONLY_FILLS } from '../../generate/text/node';
import { MODELS_TOKENIZER } from '../language-model/node';
import { namedInputs } from '../six';
import { type Cost, costOf } from './measure';
import type { tradeOff } from './node';

export const run: Run<typeof tradeOff> = async ({ data, ...inputs }, { names, across, ...params }, context) => {
  const models = namedInputs(inputs, names);
  for (const { name, value: model } of models) {
    if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
    const known = model.network.vocabularySize;
    if (typeof known === 'number' && known !== data.vocabularySize)
      throw new GenloomError({
        code: 'evaluate.other-vocabulary',
        ...otherVocabulary(`“${name}”`, known, 'the text', data.vocabularySize),
        fix: MODELS_TOKENIZER,
      });
  }
  if (data.ids.length === 0)
    throw new GenloomError({
      code: 'evaluate.no-data',
      title: 'There are no tokens to measure on.',
      fix: 'Put more aside in “Encode” or “Split”.',
    });
  const measured: NamedCost[] = [];
  try {
    for (const [index, { name, value: model }] of models.entries()) {
      context.progress({ done: index, total: models.length, message: name });
      measured.push({ name, cost: await costOf(model, data, params, context) });
    }
  } catch (thrown) {
    throw friendly(thrown);
  }
  context.progress({ done: models.length, total: models.length });
  const metrics = { values: againstFirst(measured), curves: [], notes: [] };
  context.preview(numbersView(metrics, picture(measured, across)), 'metrics', 'stays');
  return { metrics, table: tableOf(measured) };
};

interface NamedCost {
  readonly name: string;
  readonly cost: Cost;
}

/** The first in its own units, and all others as shares of it. */
function againstFirst([first, ...others]: readonly NamedCost[]): Metric[] {
  if (!first) return [];
  const { name, cost } = first;
  return [
    { name: `${name}: size`, value: cost.bytes / 1_000, unit: 'kB', better: 'lower' },
    { name: `${name}: memory`, value: memoryOf(cost) / 1_000, unit: 'kB', better: 'lower', help: IN_USE },
    { name: `${name}: writing`, value: cost.tokensPerSecond, unit: 'tokens/s', better: 'higher' },
    { name: `${name}: perplexity`, value: cost.perplexity, better: 'lower' },
    ...others.flatMap((other): Metric[] => {
      const share = (of: 'bytes' | 'tokensPerSecond' | 'perplexity') => (100 * other.cost[of]) / cost[of];
      const memory = (100 * memoryOf(other.cost)) / memoryOf(cost);
      const help = `Of what “${name}” has.`;
      return [
        { name: `${other.name}: size`, value: share('bytes'), unit: '%', better: 'lower', help },
        { name: `${other.name}: memory`, value: memory, unit: '%', better: 'lower', help: `${help} ${IN_USE}` },
        { name: `${other.name}: writing`, value: share('tokensPerSecond'), unit: '%', better: 'higher', help },
        { name: `${other.name}: perplexity`, value: share('perplexity'), unit: '%', better: 'lower', help },
      ];
    }),
  ];
}

const IN_USE = 'Weights while it writes, with the keys and values of a full context.';

const memoryOf = ({ memory }: Cost): number => memory.weights + memory.cache;

/** What may stand across: what it is called, and of a model. */
const ACROSS = {
  size: { title: 'size', of: ({ bytes }: Cost) => bytes },
  memory: { title: 'memory in use', of: memoryOf },
  latency: { title: 'time for a token', of: ({ tokensPerSecond }: Cost) => 1 / tokensPerSecond },
};

/** What a model takes against perplexity, both of the first model: a picture has one scale for both. */
function picture(measured: readonly NamedCost[], across: keyof typeof ACROSS): ScatterView {
  const [first] = measured;
  const { title, of } = ACROSS[across];
  return {
    view: 'scatter',
    series: measured.map(({ name, cost }) => ({
      name,
      points: [of(cost) / (first ? of(first.cost) : 1), cost.perplexity / (first?.cost.perplexity ?? 1)],
    })),
    caption: `Across: ${title}. Up: perplexity. The first model is at 1, 1; left is ${across === 'latency' ? 'quick' : 'small'}, low is good.`,
  };
}

function tableOf(measured: readonly NamedCost[]): Table {
  const short = (value: number) => Number(value.toPrecision(4));
  return {
    columns: [
      { name: 'Model', kind: 'category', categories: [...new Set(measured.map(({ name }) => name))] },
      { name: 'Parameters', kind: 'whole' },
      { name: 'Size (kB)', kind: 'number', better: 'lower' },
      { name: 'Weights in use (kB)', kind: 'number', better: 'lower' },
      { name: 'Keys and values (kB)', kind: 'number', better: 'lower' },
      { name: 'First token (ms)', kind: 'number', better: 'lower' },
      { name: 'Writing (tokens/s)', kind: 'number', better: 'higher' },
      { name: 'Loss (nats)', kind: 'number', better: 'lower' },
      { name: 'Perplexity', kind: 'number', better: 'lower' },
    ],
    rows: measured.map(({ name, cost }) => [
      name,
      cost.parameters,
      short(cost.bytes / 1_000),
      short(cost.memory.weights / 1_000),
      short(cost.memory.cache / 1_000),
      short(cost.firstToken),
      short(cost.tokensPerSecond),
      short(cost.loss),
      short(cost.perplexity),
    ]),
  };
}
