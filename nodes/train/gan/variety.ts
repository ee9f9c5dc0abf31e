import type { Examples, RunContext } from '@/graph';
import { modesCovered } from '@/ml/metrics/modes';
import { meanPairDistance } from '@/ml/metrics/variety';

/** Samples whose mean distance is less than this share of that of the data have far less variety. */
const LEAST_SHARE = 0.5;
/** A look with fewer samples says nothing of variety. */
const FEWEST = 20;
/** Missing modes are counted once this share of the samples lies within three deviations of one: before, the generator has not yet found its place. */
const SETTLED = 0.5;

/**
 * Warns of mode collapse: at two looks in a row, samples lie on average less than half as far from each other as the data do; or, where the modes are
 * known, most samples lie at modes and fewer than half of the modes have any. Says so once, and when it is over.
 */
export function watchVariety(given: Examples, { log }: Pick<RunContext, 'log'>) {
  const usual = meanPairDistance(given);
  let poorBefore = false;
  let warned = false;
  return (made: Examples, step: number): void => {
    if (step === 0 || made.count < FEWEST || !(usual > 0)) return;
    const finding = lackOf(made, given, usual);
    if (finding && poorBefore && !warned) {
      log('warning', `Step ${step.toLocaleString('en')}: the samples have far less variety than the data. ${finding}`);
      warned = true;
    }
    if (!finding && warned) {
      log('info', `Step ${step.toLocaleString('en')}: the samples have regained their variety.`);
      warned = false;
    }
    poorBefore = finding !== null;
  };
}

function lackOf(made: Examples, { modes }: Examples, usual: number): string | null {
  const share = meanPairDistance(made) / usual;
  if (share < LEAST_SHARE)
    return `Two of them lie ${Math.round(100 * share)} % as far apart, on average, as two of the data. This is called mode collapse; more moves of the critic, a lower learning rate or a larger batch may help.`;
  if (!modes) return null;
  const found = modesCovered(made, modes.centres, modes.deviation);
  if (found.quality < SETTLED || found.modes >= modes.centres.length / 2) return null;
  return `Of ${modes.centres.length} clusters ${found.modes} ${found.modes === 1 ? 'is' : 'are'} found. This is called mode collapse; more moves of the critic, a lower learning rate or a larger batch may help.`;
}
