import type { Explanation } from '@/graph';
import type { splitPassages } from './node';

export const explain: Explanation<typeof splitPassages> = {
  more: 'What is searched are passages: a whole book about many things is near to every question and an answer to none, and a language model can read only so much. Neighbouring paragraphs or sentences are put together as long as they fit; one that is too long is cut at sentences, then at words. Each passage keeps the document’s number and heading and its first and last character, so that what is found can be cited.',
  lookAt: 'Whether a passage can be understood by itself. Where it begins with “It” or “This”, a larger overlap helps.',
  source: 'Lewis et al. 2020 (retrieval-augmented generation, passages of 100 words); sentences by Unicode Annex 29',
  params: {
    by: 'Paragraphs stand between blank lines. Either is cut further where it is too long.',
    size: 'Short passages are found more exactly, long ones tell more. 500 to 1,000 characters are usual.',
    overlap:
      'So much of the end of a passage stands at the beginning of the next one too, in whole sentences or paragraphs.',
  },
  outputs: { passages: 'In the order of the documents, each with where it comes from.' },
};
