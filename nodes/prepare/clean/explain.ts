import type { Explanation } from '@/graph';
import type { clean } from './node';

export const explain: Explanation<typeof clean> = {
  more: 'Models copy what they see: broken characters, menus repeated on every page, lines of dashes. Each rule here is one that large open corpora were filtered with. Rules that are off do nothing; the report says how many documents each rule took and shows some of them.',
  lookAt: 'The examples of each rule. A rule that removes good text is worse than none.',
  source: 'Raffel et al. 2020 (C4); Rae et al. 2021 (Gopher), appendix A.1; Unicode Standard Annex 15',
  params: {
    normalise:
      'The same letter can be stored in several ways. One form (NFC) lets a model see one letter; NFKC also turns ﬁ into fi and ² into 2.',
    whitespace:
      'Turns runs of spaces into one, removes spaces at line ends and invisible control characters, and keeps at most one blank line.',
    minimumLength: 'Shorter documents are left out.',
    maximumLength: 'Longer documents are left out. 0: no limit.',
    maximumSymbolShare:
      'Share of characters that are neither letters, digits nor spaces. Prose has about 0.05, code and tables more. 1: no limit.',
    maximumRepetition:
      'Share of a document’s lines and word sequences that it says again. Spam and menus repeat themselves. 1: no limit.',
    words: 'Documents that hold one of these words are left out. Case does not matter.',
  },
  outputs: {
    report: 'What was removed, by which rule, with examples.',
  },
};
