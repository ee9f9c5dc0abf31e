import type { Explanation } from '@/graph';
import type { rankByHand } from './node';

export const explain: Explanation<typeof rankByHand> = {
  more: 'To say which of two is better is quicker and surer than to give marks. What you decide is part of the graph: it is saved, can be undone, and stays when you close the page. Pairs that are made anew with the same words are found decided. Ties and pairs that you pass over teach nothing and are left out.',
  lookAt:
    'Whether one side is preferred much more often: then you may have chosen by place rather than by what you read.',
  source: 'Christiano et al. 2017, “Deep reinforcement learning from human preferences”',
  params: { decisions: 'Arrow keys choose, = is a tie, Space passes over, Backspace takes back.' },
  inputs: { pairs: 'What “Pairs to rank” made.' },
  outputs: {
    preferences: 'Saved as JSON lines it can be used by trainers elsewhere too.',
    report: 'What you decided, counted.',
  },
};
