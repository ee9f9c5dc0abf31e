import { GenloomError, type Lineage, type Metrics, type Page, type PageBlock, type Run } from '@/graph';
import { namedInputs } from '../six';
import { ancestorsOf, lineageTable, sourceFacts, stepFacts } from './lineage';
import { modelFacts } from './model-facts';
import type { modelCard } from './node';

/** The headings are those of Mitchell et al. 2019, table 1, in their order. */
export const run: Run<typeof modelCard> = ({ model, ...inputs }, written, { lineage }) => {
  if (!lineage)
    throw new GenloomError({
      code: 'card.no-lineage',
      title: 'Nothing tells how this model was made.',
      fix: 'Run the node within a graph.',
    });
  const measured = namedInputs(inputs, '');
  const own = ancestorsOf(lineage, ['model']);
  const ownKeys = new Set(own.map(({ key }) => key));
  const evaluators = measured.map(({ port, value }) => ({
    title: lineage.ancestors.find(({ key }) => key === lineage.inputs[port]?.key)?.title ?? 'Figures',
    value,
    output: lineage.inputs[port]?.port,
  }));
  const judged = ancestorsOf(
    lineage,
    measured.map(({ port }) => port),
  );
  const isSource = ({ inputs: from, phase }: Lineage['ancestors'][number]) =>
    Object.keys(from).length === 0 && phase === 'prepare';
  const training = own.filter(isSource);
  const testing = judged.filter(isSource);
  const shared = testing.filter(({ key }) => ownKeys.has(key));
  const card: Page = {
    title: written.name || 'Model card',
    ...(written.details && { summary: written.details }),
    blocks: [
      heading('Model details'),
      {
        block: 'facts',
        items: [
          ['By', stated(written.authors)],
          ['Licence', stated(written.licence)],
          ...modelFacts(model),
          ['Key', lineage.inputs.model?.key ?? ''],
        ],
      },
      heading('Intended use'),
      said(written.uses),
      { block: 'facts', items: [['Not intended for', stated(written.outOfScope)]] },
      heading('Factors'),
      said(written.factors),
      heading('Metrics'),
      measured.length === 0
        ? soft('Nothing was measured.')
        : { block: 'list', items: evaluators.map(({ title, value }) => `${title}: ${namesOf(value)}`) },
      heading('Evaluation data'),
      ...(testing.length > 0 ? testing.map(sourceFacts) : [soft('None is connected.')]),
      ...(shared.length > 0
        ? [
            soft(
              `The model also stands on ${shared.map(({ title }) => `“${title}”`).join(', ')}. Whether a part was put aside for the evaluation, the steps below tell.`,
            ),
          ]
        : []),
      heading('Training data'),
      ...(training.length > 0 ? training.map(sourceFacts) : [soft('It stands on no data of this graph.')]),
      heading('Training'),
      ...own.filter(({ phase }) => phase === 'train' || phase === 'align').map(stepFacts),
      heading('Quantitative analyses'),
      ...(measured.length === 0 ? [soft('Nothing was measured.')] : evaluators.map(figuresOf)),
      heading('Ethical considerations'),
      said(written.ethics),
      heading('Caveats and recommendations'),
      said(written.caveats),
      heading('Lineage'),
      soft(
        'Every step that the model stands on, each after those before it. A key is the hash of a step, its settings, its seed and the keys of what came in.',
      ),
      lineageTable(own),
    ],
  };
  return { card };
};

const NOT_STATED = 'Not stated.';
const stated = (text: string): string => text || NOT_STATED;
const heading = (text: string): PageBlock => ({ block: 'heading', text });
const soft = (text: string): PageBlock => ({ block: 'text', soft: true, text });
const said = (text: string): PageBlock => (text ? { block: 'text', text } : soft(NOT_STATED));

/** Measures that say which direction is good: the others count things. */
const tellsOf = ({ values }: Metrics) => values.filter(({ better }) => better).slice(0, 60);
const namesOf = (value: Metrics): string =>
  tellsOf(value)
    .map(({ name }) => name)
    .join(', ');

function figuresOf({ title, value }: { readonly title: string; readonly value: Metrics }): PageBlock {
  return {
    block: 'table',
    columns: [title, 'Value', 'Better is'],
    rows: tellsOf(value).map(({ name, value: number, unit, better }) => [
      name,
      [String(Number(number.toPrecision(4))), unit].filter(Boolean).join(' '),
      better === 'lower' ? 'less' : 'more',
    ]),
  };
}
