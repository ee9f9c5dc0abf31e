import type { Explanation } from '@/graph';
import type { evaluateGate } from './node';

export const explain: Explanation<typeof evaluateGate> = {
  more: 'A gate says no in a way that nobody can miss: it turns red, what comes after it does not run, and a run without a page ends with an exit code of 1. So a script, or a build server, can train a model every night and keep it only where it did not get worse. Where the gate says yes, what it measured goes on.',
  formula: 'worse by 100 · (new − baseline) / |baseline| %, the other way round where more is better',
  lookAt:
    'How near the limit the measure is. A gate that is nearly touched by chance will close one day for no reason: look at how much the measure moves from seed to seed first.',
  params: {
    measure: 'The name of a number as the evaluator shows it, such as Perplexity, Exact match or Accuracy.',
    share: '0 lets nothing through that is any worse.',
    beyondNoise:
      'Says no only where the model is surely worse: where the whole 95 % interval of the difference lies beyond the limit. Both have to be measured on the very same.',
    limit: 'In the unit in which the evaluator shows the measure.',
    direction: 'Only needed where the evaluator does not say which direction is good.',
  },
  inputs: {
    metrics: 'What an evaluator measured of the model that wants to pass.',
    baseline: 'The same evaluator’s measures of the model that it is compared with.',
  },
  outputs: { verdict: 'The measure, its limit and how much room is left; nothing where the gate says no.' },
};
