import type { Explanation } from '@/graph';
import type { modelCard } from './node';

export const explain: Explanation<typeof modelCard> = {
  more: 'A model card tells whoever is given a model what it is, what it learned from, how well it does, and what it is for. What the graph knows, it writes down by itself: each source with its settings, each step with its seed, and the key under which its result is kept, which anybody can compute again from the same graph. What only people know, you write; what nobody wrote stays marked as not stated.',
  lookAt:
    'The fields that are not stated, and whether the data that was measured on is other data than that which was learned from. The last table has every step that the model stands on.',
  source: 'Mitchell et al. 2019, Model Cards for Model Reporting',
  params: {
    name: 'What stands above the card.',
    details: 'In your words. The architecture, the data and the steps are written down without you.',
    uses: 'For what, and for whom, it was made.',
    outOfScope: 'What it should not be used for.',
    factors: 'Groups, languages, devices: what its results may depend on.',
    ethics: 'Risks, sensitive data, whom it could harm.',
    caveats: 'What is known to fail, what was not tested, and what you advise.',
  },
  inputs: {
    model: 'Any model, or whatever else a graph makes: its ancestors are told.',
    first: 'What an evaluator measured of it.',
  },
  outputs: { card: 'To read, to print, and to save as a web page or as Markdown, beside the model.' },
};
