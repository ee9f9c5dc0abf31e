import { ANSWERING, DPO, judgeNode, PPO, rankNode, shown, startGroup, startNodes, startWires } from './alignment';
import { node, note, template, wire } from './build';

const models = [shown('train', 'Start', 1_800, 0), shown('ppo', 'PPO', 1_800, 420), shown('dpo', 'DPO', 1_800, 840)];

/** The same pairs, learned by way of a reward and straight from them. */
export const dpoAgainstPpo = template(
  'dpo-against-ppo',
  'DPO against PPO on the same preferences',
  'The same ranked pairs align the same model twice: by a reward model and PPO, and straight from the pairs by DPO. Which writes what is liked, and which forgets less?',
  {
    nodes: [
      ...startNodes,
      rankNode,
      judgeNode,
      node('ppo', 'align.ppo', 1_500, 0, { ...PPO, ...ANSWERING }),
      node('dpo', 'align.preferences', 1_500, 840, DPO),
      ...models.flatMap(({ nodes }) => nodes),
      node('report', 'evaluate.report', 2_560, 0, { names: 'Start, PPO, DPO' }, { title: 'How the rule likes it' }),
      node('costs', 'evaluate.report', 2_560, 420, { names: 'Start, PPO, DPO' }, { title: 'What it costs' }),
    ],
    wires: [
      ...startWires,
      wire('train.model → dpo.model'),
      wire('rank.preferences → dpo.preferences'),
      ...models.flatMap(({ wires }) => wires),
      ...(['train', 'ppo', 'dpo'] as const).flatMap((model, index) => {
        const port = ['first', 'second', 'third'][index];
        return [wire(`${model}-score.report → report.${port}`), wire(`${model}-plain.metrics → costs.${port}`)];
      }),
    ],
    groups: [startGroup],
    notes: [
      note(
        'two-ways',
        1_250,
        560,
        208,
        220,
        'Two ways\n\nPPO needs a judge and writes new answers all the time. DPO needs neither: it makes the preferred answer of each pair likelier than the other, against the start.',
      ),
      note(
        'look',
        2_560,
        860,
        208,
        220,
        'What to look at\n\nThe score on beginnings that neither learned from, and the perplexity on plain text. PPO goes on learning plain text beside the rewards here; DPO does not.',
      ),
      note(
        'try',
        1_250,
        840,
        208,
        180,
        'Then try\n\nA smaller beta lets DPO stray further. Some “Mistakes” in the ranker: which of the two forgives them?',
      ),
    ],
  },
);
