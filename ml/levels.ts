/** How numbers become one of a few levels: in bins of one width, or finer near the middle as a telephone does. */
export interface Levels {
  /** The least and the greatest number; what lies beyond is taken for them. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly law: 'even' | 'mu-law';
}

/** Of µ-law: as ITU-T G.711 and WaveNet (van den Oord et al. 2016, section 2.2) have it. */
const MU = 255;

/** The level of a number, from 0 to `count − 1`. */
export function levelOf(value: number, { from, to, count, law }: Levels): number {
  const share = Math.min(1, Math.max(-1, to > from ? (2 * (value - from)) / (to - from) - 1 : 0));
  const bent = law === 'even' ? share : (Math.sign(share) * Math.log1p(MU * Math.abs(share))) / Math.log1p(MU);
  return Math.min(count - 1, Math.floor(((bent + 1) / 2) * count));
}

/** The number in the middle of a level. */
export function middleOf(level: number, { from, to, count, law }: Levels): number {
  const bent = (2 * (level + 0.5)) / count - 1;
  const share = law === 'even' ? bent : (Math.sign(bent) * Math.expm1(Math.abs(bent) * Math.log1p(MU))) / MU;
  return from + ((share + 1) / 2) * (to - from);
}
