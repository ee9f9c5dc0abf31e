/** What the mouth does for a while. Amplitudes are shares of a full voice. */
export interface Phone {
  readonly milliseconds: number;
  /** F1, F2 and F3 in hertz, of a man's voice. */
  readonly formants: readonly [number, number, number];
  /** Where they go until its end, of a diphthong. */
  readonly towards?: readonly [number, number, number];
  readonly voice?: number;
  /** Noise at the glottis, through the whole mouth. */
  readonly breath?: number;
  /** Noise at a narrow place, with its centre and its width in hertz. */
  readonly hiss?: readonly [amplitude: number, centre: number, width: number];
  /** Through the nose: the first formant is broad and the others are damped. */
  readonly nasal?: true;
}

const vowel = (milliseconds: number, formants: Phone['formants'], towards?: Phone['formants'], voice = 1): Phone => ({
  milliseconds,
  formants,
  voice,
  ...(towards && { towards }),
});

const nasal = (milliseconds: number): Phone => ({
  milliseconds,
  formants: [260, 1_500, 2_500],
  voice: 0.45,
  nasal: true,
});

const r = (milliseconds: number): Phone => vowel(milliseconds, [350, 1_180, 1_620], undefined, 0.8);
const s: Phone = { milliseconds: 115, formants: [320, 1_500, 2_600], hiss: [0.5, 5_000, 1_500] };
const f: Phone = { milliseconds: 95, formants: [340, 1_100, 2_100], hiss: [0.11, 4_200, 4_500] };
const v: Phone = { milliseconds: 60, formants: [240, 1_150, 2_200], voice: 0.4, hiss: [0.05, 4_200, 4_500] };
const th: Phone = { milliseconds: 90, formants: [320, 1_300, 2_550], hiss: [0.1, 5_200, 4_000] };
const z: Phone = { milliseconds: 85, formants: [280, 1_650, 2_600], voice: 0.3, hiss: [0.28, 4_800, 1_600] };
const closed = (milliseconds: number, formants: Phone['formants']): Phone => ({ milliseconds, formants });
const t: readonly Phone[] = [
  closed(35, [300, 1_750, 2_700]),
  { milliseconds: 15, formants: [300, 1_750, 2_700], hiss: [0.55, 4_000, 2_200] },
  { milliseconds: 40, formants: [320, 1_650, 2_600], breath: 0.3, hiss: [0.08, 4_000, 2_500] },
];
const k: readonly Phone[] = [
  closed(55, [300, 1_950, 2_600]),
  { milliseconds: 18, formants: [300, 1_950, 2_600], breath: 0.1, hiss: [0.45, 2_000, 700] },
];

/** The digits in American English, sound by sound; formants after Peterson & Barney 1952 and Klatt 1980, table II. */
export const DIGIT_PHONES: readonly (readonly Phone[])[] = [
  [z, vowel(70, [400, 1_900, 2_550]), r(60), vowel(170, [540, 1_000, 2_350], [430, 800, 2_300])],
  [vowel(75, [300, 620, 2_200], undefined, 0.8), vowel(120, [640, 1_190, 2_450]), nasal(95)],
  [...t, vowel(185, [340, 1_300, 2_250], [310, 950, 2_250])],
  [th, r(60), vowel(175, [300, 2_150, 2_800], [280, 2_280, 2_950])],
  [f, vowel(130, [580, 880, 2_450]), r(120)],
  [f, vowel(205, [730, 1_150, 2_450], [400, 1_950, 2_550]), v],
  [s, vowel(80, [400, 1_900, 2_550]), ...k, { ...s, milliseconds: 125 }],
  [s, vowel(90, [540, 1_750, 2_480]), v, vowel(55, [560, 1_280, 2_450], undefined, 0.8), nasal(85)],
  [vowel(175, [480, 1_900, 2_500], [320, 2_200, 2_700]), ...t],
  [nasal(80), vowel(200, [730, 1_200, 2_450], [400, 1_950, 2_550]), nasal(100)],
];
