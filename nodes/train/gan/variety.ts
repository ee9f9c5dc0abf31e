import type { Examples, RunContext } from '@/graph';
import type { GanLossName } from '@/ml/gan/losses';
import { modesCovered } from '@/ml/metrics/modes';
import { meanPairDistance } from '@/ml/metrics/variety';

/** Samples whose mean distance is less than this share of that of the data have far less variety. */
const LEAST_SHARE = 0.5;
/** A look with fewer samples says nothing of variety. */
const FEWEST = 20;
/** Missing modes are counted once this share of the samples lies within three deviations of one: before, the generator has not yet found its place. */
const SETTLED = 0.5;

/** What to try against a collapse, by what the training does already. */
export const remedyFor = (loss: GanLossName, r1: number): string =>
  loss === 'wasserstein'
    ? 'Try more moves of the critic, a lower learning rate or a larger batch.'
    : `Try the Wasserstein loss with its gradient penalty${r1 > 0 ? '' : ', or an R1 penalty above 0'}; a lower learning rate or a larger batch may help too.`;

/**
 * Warns of mode collapse: at two looks in a row, samples lie on average less than half as far from each other as the data do; or, where the modes are
 * known, most samples lie at modes and fewer than half of the modes have any. Logs it once, and when it is over; gives the warning for as long as it
 * holds, and null where there is none.
 */
export function watchVariety(given: Examples, { log }: Pick<RunContext, 'log'>, remedy: string) {
  const usual = meanPairDistance(given);
  let poorBefore = false;
  let warned = false;
  return (made: Examples, step: number): string | null => {
    if (step === 0 || made.count < FEWEST || !(usual > 0)) return null;
    const finding = lackOf(made, given, usual, warned);
    const warning = `Mode collapse: the samples have far less variety than the data. ${finding} ${remedy}`;
    if (finding && poorBefore && !warned) {
      log('warning', `Step ${step.toLocaleString('en')}. ${warning}`);
      warned = true;
    }
    if (!finding && warned) {
      log('info', `Step ${step.toLocaleString('en')}: the samples have regained their variety.`);
      warned = false;
    }
    poorBefore = finding !== null;
    return warned ? warning : null;
  };
}

/** What is missing; after a warning the modes are counted wherever the samples lie, so that a clump that wanders between them is no recovery. */
function lackOf(made: Examples, { modes }: Examples, usual: number, warned: boolean): string | null {
  const share = meanPairDistance(made) / usual;
  if (share < LEAST_SHARE)
    return `Two of them lie ${Math.round(100 * share)} % as far apart, on average, as two of the data.`;
  if (!modes) return null;
  const found = modesCovered(made, modes.centres, modes.deviation);
  if ((!warned && found.quality < SETTLED) || found.modes >= modes.centres.length / 2) return null;
  return `Of ${modes.centres.length} clusters ${found.modes} ${found.modes === 1 ? 'is' : 'are'} found.`;
}
