import { ANSWERING, judgeNode, PPO, rankNode, shown, startGroup, startNodes, startWires } from './alignment';
import { node, note, template, wire } from './build';

const [before, after] = [shown('train', 'Before', 1_800, 0), shown('ppo', 'After', 1_800, 420)];

/** The whole road of RLHF, small enough to watch: a start, a taste, a judge of it, and rewards. */
export const rlhf = template(
  'rlhf',
  'RLHF in ten minutes',
  'A small model learns to write plays, a simulated person ranks what it writes, a reward model learns that taste, and PPO aligns the model with it. Before and after stand side by side.',
  {
    nodes: [
      ...startNodes,
      rankNode,
      judgeNode,
      node('ppo', 'align.ppo', 1_500, 0, { ...PPO, ...ANSWERING }),
      ...before.nodes,
      ...after.nodes,
      node('report', 'evaluate.report', 2_560, 0, { names: 'Before, After' }, { title: 'How the rule likes it' }),
      node('costs', 'evaluate.report', 2_560, 420, { names: 'Before, After' }, { title: 'What it costs' }),
    ],
    wires: [
      ...startWires,
      ...before.wires,
      ...after.wires,
      wire('train-score.report → report.first'),
      wire('ppo-score.report → report.second'),
      wire('train-plain.metrics → costs.first'),
      wire('ppo-plain.metrics → costs.second'),
    ],
    groups: [startGroup],
    notes: [
      note(
        'taste',
        1_000,
        560,
        208,
        400,
        'A taste\n\nThe simulated person likes questions of about forty characters. Open “Simulated ranker” to give it another taste, then press Run again: the start is not trained anew.\n\nOr be the taste: add “Pairs to rank” and “Rank by hand”, and give the judge what you preferred. No rule knows your taste then: the scores still count its questions, so judge by the answers.',
      ),
      note(
        'judge-look',
        1_250,
        560,
        208,
        200,
        'The judge\n\nIt sees only which of two answers was preferred. Its accuracy on pairs that were put aside tells how much of the taste it understood.',
      ),
      note(
        'ppo-look',
        1_500,
        560,
        208,
        220,
        'What to look at\n\nThe reward rises while KL, the distance from the start, stays small. Read the answers before and after: the language is the same, the questions are new.',
      ),
      note(
        'after-look',
        2_560,
        860,
        208,
        200,
        'Gain and cost\n\n“Other beginnings” were never learned from. The perplexity on plain text shows what was forgotten: take the wire to “Plain text” away, run again, and compare.',
      ),
    ],
  },
);
