import { node, note, template, wire } from './build';

const SENTENCE = 'To be, or not to be, that is the question: whether it is nobler to suffer, or to take arms.';

/** Three tokenizers learn from one text and cut one sentence. */
export const tokenizers = template(
  'tokenizers',
  'How a tokenizer is learned',
  'Characters, byte-pair encoding and unigram side by side on one text: what each takes for one token, and how many it needs for the same sentence.',
  {
    nodes: [
      node('text', 'source.text', 0, 0, { origin: 'generated', characters: 120_000 }, { title: 'Plays by a grammar' }),
      node('characters', 'tokenize.characters', 270, 0),
      node('bpe', 'tokenize.learn-bpe', 270, 200, { vocabularySize: 1_024 }),
      node('unigram', 'tokenize.learn-unigram', 270, 430, { vocabularySize: 1_024 }),
      node('compare', 'tokenize.look', 540, 0, { sentence: SENTENCE }, { title: 'One sentence, three ways' }),
    ],
    wires: [
      wire('text.text → characters.text'),
      wire('text.text → bpe.text'),
      wire('text.text → unigram.text'),
      wire('characters.tokenizer → compare.first'),
      wire('bpe.tokenizer → compare.second'),
      wire('unigram.tokenizer → compare.third'),
    ],
    notes: [
      note(
        'look',
        0,
        300,
        228,
        190,
        'What to look at\n\nThe same sentence, three ways. Fewer tokens mean shorter sequences to learn from; more different tokens mean a larger table to learn. Where do the two learned ones cut differently?',
      ),
      note(
        'try',
        0,
        510,
        228,
        110,
        'Then try\n\nA vocabulary of 300, and of 5,000. Another text: a foreign language, or program code.',
      ),
    ],
  },
);
