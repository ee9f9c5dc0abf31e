import type { View } from '@/graph';

/** What came out of a template when it was run once, in the browser: for its card on the home page. */
export interface TemplateResult {
  /** How long it took on two cores without a GPU. */
  readonly seconds: number;
  readonly curves?: Extract<View, { view: 'curves' }>['series'];
  /** Points that it made: x and y of each in turn, in hundredths. */
  readonly points?: readonly number[];
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
  'points-diffusion': {
    seconds: 11,
    points: [
      137, -145, -143, 138, -1, 194, -137, -127, -134, -132, -5, 204, 58, 183, -1, 208, -216, -10, 1, 204, 191, -18,
      145, -117, -203, -7, -143, 136, 158, -153, -126, 137, 31, -208, 172, -86, 2, -203, 2, -215, 142, 119, -200, 5,
      193, 37, 5, -205, -44, 192, -16, 204, 86, -173, 17, -195, -32, 199, 53, -179, 209, 6, 146, -119, -27, -204, -129,
      143, -135, 137, 150, -108, -49, 174, 145, -130, 216, 27, -126, -144, 190, -20, -151, -151, 16, -200, -130, 133, 2,
      211, 110, -162, -154, 136, -178, 28, -137, -158, -109, -173, 213, 2, 196, -2, 152, 137, -133, 147, 22, -192, -151,
      -144, 216, -30, -129, 145, -198, -3, 137, -132, 180, -82, 137, 141, 117, -165, -211, -2, -70, -173, 11, -198, -6,
      -213, 116, 143, 158, 134, -102, 162, 160, -154, 143, -135, 153, -151, 0, -205, -5, 201, -134, -145, 197, -2, 151,
      136, 145, 141, 195, -12, -133, 143, -9, 204, 182, 36, 149, -145, 191, 0, -195, -4, -193, 8, 120, 149, -14, -212,
      140, 138, 165, -86, 120, 157, -3, 200, -146, -154, 152, -163, 143, 136, -133, -126, -11, 212, -28, -212, -131,
      -143, -2, -191, -145, 154, 130, -154, 6, 198, -1, -202, 15, 200, -190, -2, 210, -42, 202, -41, 10, -204, 33, -210,
      -212, -3, -158, -88, 139, -144, 145, 159, 153, -135, 150, -148, 142, -139, 193, 7, 168, 146, -148, -144, 165,
      -161, -199, -29, -146, 121, 109, 156, 140, -154, -197, -13, 64, -190, -128, 144, 188, -29, 152, -148, 195, 7, 194,
      23, -138, -146, 136, -134, 160, 120, -122, 140, -30, -189, -76, 184, 215, 8, -4, 197, 184, -46, -85, 171, -24,
      201, 222, 1, -20, 202, -131, 146, 199, 4, 152, -137, 39, 190, 211, -8, 138, -137, 31, 187, 157, 108, -1, -200,
      166, -72, 184, 43, 33, -188, -139, 125, 153, -139, -24, 203, -139, 120, 204, -12, 8, -192, 196, -3, -13, -205, 3,
      201, 189, -4, -23, 200, -4, 199, 197, -36, 132, 161, 144, 141, -127, -144, 29, 199, 21, -191, -7, -194, -14, 204,
      192, 11, 198, -2, 74, -177, -135, 143, -136, 138, -148, 140, 142, -144, 22, 194, -151, 142, -11, 194, -132, 145,
      152, -133, -17, -206, 145, -146, -117, -135, -7, -199, 8, -204, -191, -3, 38, 189, 140, -160, 14, 206, -143, 141,
    ],
    lines: [
      whole('loss', 'from 1.04 to 0.34'),
      whole('it makes', 'points of all eight clusters'),
      whole('near a cluster', '75 % of them'),
    ],
  },
  'four-families': {
    seconds: 23,
    points: [
      61, -71, -102, 49, -13, 56, -11, -32, -9, -34, -36, 77, -12, 65, -43, 82, -159, -5, -38, 78, 100, -36, 57, -57,
      -140, 4, -102, 47, 116, -63, -5, 31, 68, -83, 125, -39, 40, -75, 51, -84, 20, 26, -131, 22, 130, 2, 48, -78, -63,
      69, -48, 77, 69, -76, 35, -70, -64, 71, 35, -67, 148, -8, 73, -54, 18, -73, -30, 54, -35, 47, 59, -56, 3, 31, 77,
      -63, 166, 6, -5, -51, 95, -37, -77, -36, 53, -75, -4, 25, -41, 83, 64, -76, -116, 56, -26, 18, -9, -70, -7, -76,
      149, -12, 121, -21, 139, 13, -72, 62, 33, -68, -133, -11, 140, -43, -44, 61, -119, 10, 50, -61, 124, -44, 1, 55,
      88, -77, -148, 10, -3, -54, 44, -72, 46, -82, 16, 18, 154, 13, -63, 68, 119, -63, 77, -65, 107, -64, 42, -77, -33,
      73, -16, -47, 119, -22, 133, 14, 12, 57, 117, -32, -63, 61, -41, 78, 28, 12, 98, -64, 60, -32, -92, 6, -107, 23,
      2, 49, 39, -81, 5, 55, 103, -50, -6, 64, -30, 72, -29, -56, 108, -77, 8, 55, -5, -30, -53, 83, 21, -80, -10, -49,
      16, -54, -97, 71, 74, -74, -23, 69, 34, -73, -26, 75, -44, -1, 135, -48, 129, -42, 53, -78, 70, -85, -149, 8, -14,
      -26, 77, -69, 141, 29, 113, -52, 97, -66, 73, -67, 61, 3, 174, 30, -117, -13, 124, -67, -147, -5, -77, 30, 7, 42,
      84, -74, -125, 1, 77, -80, -32, 56, 95, -40, 107, -61, 102, -12, 102, 0, -24, -45, 50, -62, 148, 7, -5, 34, 7,
      -58, -83, 74, 153, -7, -23, 64, 120, -39, -53, 69, -52, 74, 156, -18, -49, 75, -49, 63, 136, -12, 112, -53, -14,
      68, 143, -22, 52, -65, -4, 54, 42, 34, 29, -69, 55, -49, 42, 22, 34, -67, -24, 31, 113, -53,
    ],
    lines: [
      whole('diffusion', 'near: 91 %, reaching 99 %'),
      whole('the flow', 'near: 94 %, reaching 99 %'),
      whole('the VAE', 'near: 84 %, reaching 97 %'),
      whole('the GAN', 'near: 94 %, reaching 89 %'),
    ],
  },
  'vae-digits': {
    seconds: 84,
    curves: [
      {
        name: 'Training',
        x: [100, 200, 300, 400, 500, 700, 900, 1_100, 1_300, 1_500, 1_700, 2_000],
        y: [157.2, 135.7, 127.7, 123.3, 120, 115.5, 113.2, 111.3, 110, 109, 108.2, 107.7],
      },
      {
        name: 'Validation',
        x: [100, 200, 300, 400, 500, 700, 900, 1_100, 1_300, 1_500, 1_700, 2_000],
        y: [159.7, 138.3, 130.3, 125.2, 122.7, 119, 116.8, 115.6, 113.8, 113.1, 112.6, 112.1],
      },
    ],
    lines: [
      whole('loss', 'from 709 to 108 nats'),
      whole('copies', 'of digits it has not seen, a little soft'),
      whole('walks', 'from one digit to another without a jump'),
    ],
  },
  'synthetic-table': {
    seconds: 17,
    lines: [
      whole('it makes', 'guillemot, North Skerry, 45.8, 13.7, 208, 997, female, yes, 2022'),
      whole('columns apart', '0.05, where 1 is nothing in common'),
      whole('sex, told from made rows', 'right in 68 %, from real ones in 74 %'),
      whole('copies', 'none'),
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
