import type { Explanation } from '@/graph';
import type { fillInTheMiddle } from './node';

export const explain: Explanation<typeof fillInTheMiddle> = {
  more: 'A language model only ever goes on. Who writes programs wants it to fill a gap, with something before and something behind it. So documents are cut at two places, and written as ◁ what stands before ▷ what stands behind ◇ the middle ◆. To go on behind ◇ is to fill the gap; “Fill the middle” asks for that. In large models it costs next to nothing of what they are otherwise able to do; a small one has less to spare.',
  formula: '◁ prefix ▷ suffix ◇ middle ◆',
  lookAt: 'The documents: some are as they were, and some have their middle last.',
  source: 'Bavarian et al. 2022, “Efficient Training of Language Models to Fill in the Middle” (PSM, document level)',
  params: {
    share: 'How many are cut, drawn by chance. The paper found half of them, and more, to do no harm.',
    whole: 'What is cut is added to what is there, which makes more to learn from, and longer to learn.',
    cuts: 'A program in a browser has few tokens to learn letters by: cuts where words end are learned much sooner.',
  },
};
