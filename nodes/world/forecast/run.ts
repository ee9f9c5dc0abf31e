import { GenloomError, type Metric, type Run } from '@/graph';
import { scoresOf } from '@/ml/environments/decide';
import { allKinds, deviance, type PastDemand, pastDemand, trueDemand } from '@/ml/environments/deliveries/past';
import { countObjective } from '@/ml/objectives/counts';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { rolesOf } from '../../common/network';
import { curvesOf, settingsOf } from '../../train/common/curves';
import { trainShown } from '../../train/common/shown';
import type { TrainingWords } from '../../train/common/words';
import { policyNetwork } from '../common/policy-network';
import type { worldForecast } from './node';

const words: TrainingWords = { loss: 'Poisson loss', speed: 'rows/s' };

export const run: Run<typeof worldForecast> = async ({ world }, params, context) => {
  if (world.world !== 'deliveries')
    throw new GenloomError({
      code: 'world.no-orders',
      title: 'Nothing is ordered in this world.',
      fix: 'Connect “Deliveries”.',
    });
  const { settings } = world;
  const training = pastDemand(settings, params.days, `${context.seed}`);
  const validation = pastDemand(settings, HELD, `${context.seed}/held`);
  const { demand: network } = rolesOf({ demand: policyNetwork(training.width, params) });
  const { state } = await trainShown(params, context, {
    network,
    data: { training, validation },
    objective: countObjective(network),
    words,
    evaluateBatches: 4,
  });
  const weights = uploadWeights(network, state.weights);
  const kinds = allKinds(settings.places);
  const logs = await scoresOf(network, weights, [kinds.known], kinds.width).finally(() => disposeAll(weights));
  const forecast = [...logs].map(Math.exp);
  const figure = (name: string, foretold: readonly number[], help: string): Metric => ({
    name,
    value: deviance(
      validation.orders,
      validation.rows.map((row) => foretold[row] ?? 0),
    ),
    better: 'lower',
    help,
  });
  return {
    world: { world: 'deliveries', settings: { ...settings, forecast } },
    metrics: {
      values: [
        figure('Deviance', forecast, `Of ${HELD} days that it did not learn from; 0 would be to know each order.`),
        figure(
          'Deviance of a mean for each place',
          placeMeans(training, settings.places),
          'What is learned without day and hour.',
        ),
        figure('Deviance of the truth', trueDemand(settings), 'What is left to chance: nobody foretells better.'),
      ],
      curves: [...curvesOf(state.history, words), ...settingsOf(state.history, words)],
      notes: [],
    },
  };
};

/** Days that are put aside. */
const HELD = 200;

/** The mean of each place over all past days and hours, for every kind of day. */
function placeMeans({ orders, rows }: PastDemand, places: number): readonly number[] {
  const [sums, counts] = [new Float64Array(places), new Float64Array(places)];
  rows.forEach((row, at) => {
    const place = row % places;
    sums[place] = (sums[place] ?? 0) + (orders[at] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  });
  const highest = Math.max(...rows);
  const kinds = Math.ceil((highest + 1) / places);
  return Array.from(
    { length: kinds * places },
    (_, row) => (sums[row % places] ?? 0) / Math.max(1, counts[row % places] ?? 1),
  );
}
