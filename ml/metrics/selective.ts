/** Something told with how sure it is, on any scale, and whether it was right. */
export interface Told {
  readonly sure: number;
  readonly right: boolean;
}

/** How often what was right is surer than what was wrong, ties half: the area under the ROC curve (Hanley & McNeil 1982). NaN where all or none is right. */
export function rocArea(told: readonly Told[]): number {
  const [right, wrong] = [told.filter((one) => one.right), told.filter((one) => !one.right)];
  const wins = right.reduce(
    (sum, { sure }) =>
      sum + wrong.reduce((own, other) => own + (sure > other.sure ? 1 : sure === other.sure ? 0.5 : 0), 0),
    0,
  );
  return wins / (right.length * wrong.length);
}

/**
 * The share that is right among the surest, by how many of them are told (El-Yaniv & Wiener 2010); what is as sure comes together.
 * @param total of which coverage is the share, where some were left open
 */
export function selectiveCurve(
  told: readonly Told[],
  total: number = told.length,
): readonly { readonly coverage: number; readonly accuracy: number }[] {
  const levels = [...new Set(told.map(({ sure }) => sure))].sort((a, b) => b - a);
  return levels.map((level) => {
    const kept = told.filter(({ sure }) => sure >= level);
    return { coverage: kept.length / total, accuracy: kept.filter(({ right }) => right).length / kept.length };
  });
}
