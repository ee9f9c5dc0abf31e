import { classifier, data, defineNode, examples, port, text, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const recognise = defineNode({
  type: 'evaluate.recognise',
  version: 1,
  phase: 'evaluate',
  title: 'Recognise',
  summary: 'Tells what a classifier takes each picture for, how sure it is, and whether that is what was wanted.',
  keywords: ['classify', 'predict', 'label', 'check', 'verdict', 'inference', 'match', 'caption', 'what is this'],
  inputs: {
    classifier: port(classifier, { title: 'Classifier' }),
    examples: port(examples, { title: 'Pictures' }),
    wanted: port(text, { title: 'Wanted', optional: true }),
  },
  outputs: {
    seen: port(text, { title: 'Seen' }),
    matches: port(data, { title: 'Matches' }),
    verdicts: port(data, { title: 'Verdicts' }),
  },
  params: z.object({
    sure: z.number().min(0).max(1).default(0).meta({ label: 'At least this sure', control: 'slider', step: 0.05 }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ sure }) => (sure > 0 ? `at least ${Math.round(100 * sure)} % sure` : 'what is likeliest'),
  extend: ({ classifier: judge, examples: given }, _params, around) => {
    requireKnown('classifier', judge, 'examples', given, around);
    return {};
  },
  run: () => import('./run'),
});
