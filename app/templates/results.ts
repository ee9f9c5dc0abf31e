import type { View } from '@/graph';

/** What came out of a template when it was run once, in the browser: for its card on the home page. */
export interface TemplateResult {
  /** How long it took on two cores without a GPU. */
  readonly seconds: number;
  readonly curves?: Extract<View, { view: 'curves' }>['series'];
  /** Texts with what they are: whole, or cut into tokens. */
  readonly lines: readonly { readonly label: string; readonly pieces: readonly string[] }[];
}

const whole = (label: string, text: string) => ({ label, pieces: [text] });
/** Tokens are divided by strokes here. */
const cut = (label: string, text: string) => ({ label, pieces: text.split('|') });

export const RESULTS: Readonly<Record<string, TemplateResult>> = {
  'tiny-gpt': {
    seconds: 114,
    curves: [
      {
        name: 'Training',
        x: [2, 66, 128, 192, 258, 320, 384, 450, 512, 576, 642, 704, 768, 834, 898, 960],
        y: [6.22, 4.33, 3.67, 3.48, 3.3, 3.4, 3.1, 3.03, 2.85, 2.88, 2.87, 2.76, 2.72, 2.62, 2.53, 2.56],
      },
      { name: 'Validation', x: [0, 200, 400, 600, 800, 1_000], y: [6.24, 3.52, 3.2, 2.93, 2.74, 2.64] },
    ],
    lines: [
      whole('loss', 'from 6.24 to 2.64'),
      whole('it writes', 'I have seen the better; I am a grave. By that from I knownsed may by the bridge.'),
    ],
  },
  tokenizers: {
    seconds: 2,
    lines: [
      cut('characters', 'T|o| |b|e|,| |o|r| |n|o|t| |t|o| |b|e|,| |t|h|a|t| |i|s| |t|h|e'),
      cut('BPE', 'To| be|,| or| not| to| be|,| that| is| the| q|u|es|t|ion|:'),
      cut('unigram', 'T|o| be|,| or| not| to| be|,| that| is| the| |q|u|e|s|t|i|o|n|:'),
      whole('tokens', '91, 39 and 52 for one sentence'),
    ],
  },
  decoding: {
    seconds: 50,
    lines: [
      whole('greedy', 'The queen, the seal. It was a sing.'),
      whole('as it is', 'The 1. Ciraicshance. GWENDE: So I fce but desire'),
      whole('top-k', 'The Capper. Now the beautys. CABLLE: Sinbt'),
      whole('nucleus', 'The 1. Ceful doubt greened? You, A four swears'),
      whole('beam', 'The queen. MESSENGER: They says that Estrana'),
    ],
  },
};
