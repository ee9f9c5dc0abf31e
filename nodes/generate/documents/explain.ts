import type { Explanation } from '@/graph';
import type { generateDocuments } from './node';

export const explain: Explanation<typeof generateDocuments> = {
  more: 'A model that learned from many short documents, one after the other, has learned how they begin and how they end. Asked to go on from the end of one, it writes the next: a line, a molecule, a program. Each document is drawn by a seed of its own.',
  lookAt: 'Whether the documents differ, and whether they come to an end before the greatest length.',
  params: {
    maxTokens: 'A document that has not ended by then is cut.',
    temperature: 'Below 1 the documents are surer and more alike, above 1 they dare more.',
    topP: 'Draws only from the likeliest tokens that together reach this probability. 1: from all.',
    minP: 'Leaves out tokens that are less likely than this share of the likeliest one, which is where most mistakes come from. 0: none.',
    separator: 'What stood between documents when they were encoded. \\n stands for a line break.',
    together: 'More are faster and take more memory.',
  },
};
