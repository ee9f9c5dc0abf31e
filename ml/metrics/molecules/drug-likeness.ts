/** What drug-likeness goes by. */
export interface DrugLikeness {
  /** g/mol. */
  readonly weight: number;
  readonly logP: number;
  readonly acceptors: number;
  readonly donors: number;
  /** Å². */
  readonly polarArea: number;
  readonly rotatable: number;
  readonly aromaticRings: number;
}

/**
 * The curves of table 1 in Bickerton et al. 2012 (“Quantifying the chemical beauty of drugs”), fitted to oral drugs: a, b, c, d, e, f and the greatest value,
 * then the weight of each in the mean (QEDw,mo’s average weights).
 */
const CURVES: Readonly<Record<keyof DrugLikeness, readonly [curve: readonly number[], weight: number]>> = {
  weight: [[2.817065973, 392.5754953, 290.7489764, 2.419764353, 49.22325677, 65.37051707, 104.9805561], 0.66],
  logP: [[3.172690585, 137.8624751, 2.534937431, 4.581497897, 0.822739154, 0.576295591, 131.3186604], 0.46],
  acceptors: [[2.948620388, 160.4605972, 3.615294657, 4.435986202, 0.290141953, 1.300669958, 148.7763046], 0.05],
  donors: [[1.618662227, 1010.051101, 0.985094388, 1e-9, 0.713820843, 0.920922555, 258.1632616], 0.61],
  polarArea: [[1.876861559, 125.2232657, 62.90773554, 87.83366614, 12.01999824, 28.51324732, 104.5686167], 0.06],
  rotatable: [[0.01, 272.4121427, 2.55837997, 1.565547684, 1.271567166, 2.758063707, 105.4420403], 0.65],
  aromaticRings: [[3.21778897, 957.7374108, 2.274627939, 1e-9, 1.317690384, 0.375760881, 312.337261], 0.48],
};

/** How near one of its measures is to those of drugs, about 0 … 1 (Bickerton et al. 2012, eq. 2: an asymmetric double sigmoid). */
export function desirability(measure: keyof DrugLikeness, value: number): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 1, f = 1, greatest = 1] = CURVES[measure][0];
  const rise = 1 + Math.exp(-(value - c + d / 2) / e);
  const fall = 1 + Math.exp(-(value - c - d / 2) / f);
  return (a + (b / rise) * (1 - 1 / fall)) / greatest;
}

/** The weighted geometric mean of all of them, 0 … 1 (Bickerton et al. 2012, eq. 4), without the paper’s eighth, a count of alarming groups. */
export function drugLikeness(measures: DrugLikeness): number {
  let [sum, weights] = [0, 0];
  for (const measure of MEASURES) {
    const weight = CURVES[measure][1];
    sum += weight * Math.log(Math.max(1e-6, desirability(measure, measures[measure])));
    weights += weight;
  }
  return Math.exp(sum / weights);
}

const MEASURES = ['weight', 'logP', 'acceptors', 'donors', 'polarArea', 'rotatable', 'aromaticRings'] as const;
