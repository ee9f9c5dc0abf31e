import type { Explanation } from '@/graph';
import type { pictureQuestions } from './node';

export const explain: Explanation<typeof pictureQuestions> = {
  more: 'A caption such as “two small red stars at the top” holds the answers to several questions: what colour, what shape, how many, how large, where, and whether it is large. That of a chart, “a bar chart of four blue bars, rising then falling, the second tallest, the fourth lowest”, holds others: what kind it is, which bar is the tallest, how the bars go. They are written under it, a line each, as a trainer of a model that describes pictures takes them: up to the question mark what is asked, behind it the answer. Captions of your own may have such lines too.',
  lookAt: 'The captions under the pictures.',
  source: 'Antol et al. 2015 (VQA); Johnson et al. 2017 (CLEVR: questions made from what is in a picture)',
  params: { perPicture: 'So many of the five or six, drawn by chance for each picture.' },
};
