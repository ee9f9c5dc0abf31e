import { freeze } from '../functions/frozen';
import { checkWeights, type Network, type Weights } from '../network';
import type { Objective, Player } from '../objectives/objective';
import type { Optimiser } from '../optimisers/optimiser';
import type { Tensor } from '../tf';
import { disposeAll, uploadArrays } from '../weights';
import { createResident } from './create-resident';
import { keepZeros } from './keep-zeros';
import type { TrainingOptions } from './options';
import type { Resident } from './resident';
import type { TrainingState } from './state';
import { createStatistics, type Statistics, statisticsOf } from './statistics';

/** A player with its weights on the backend. */
export interface Member<Batch> {
  readonly player: Player<Batch>;
  readonly resident: Resident;
}

/** Everybody who trains: one, unless the objective is a game. */
export interface Team<Batch> {
  readonly members: readonly Member<Batch>[];
  /** What all of them measure and no gradient teaches. */
  readonly statistics: Statistics;
  /** The weights of all, as they are now, and those that are frozen. */
  weights(): Readonly<Record<string, Tensor>>;
  /** Those of them that training changes: what is taught, and what is measured. */
  trained(): Readonly<Record<string, Tensor>>;
  download(): Promise<{ readonly weights: Weights; readonly moments: Readonly<Record<string, Weights>> }>;
  dispose(): void;
}

/**
 * Puts a state on the backend, each player's part apart, and what is frozen beside it. The caller disposes of it.
 * @throws NetworkError where both together are not the network's weights
 */
export function createTeam<Batch>(
  network: Network,
  { weights, moments }: Pick<TrainingState, 'weights' | 'moments'>,
  optimiser: Optimiser,
  { players, loss }: Pick<Objective<never, Batch>, 'players' | 'loss'>,
  {
    frozen = {},
    rateOf,
    keepZeros: pruned = [],
  }: Pick<TrainingOptions<never, Batch>, 'frozen' | 'rateOf' | 'keepZeros'> = {},
): Team<Batch> {
  checkWeights(network, { ...weights, ...frozen });
  const alone: Player<Batch> = { name: '', owns: () => true, moves: 1, loss };
  const statistics = createStatistics(statisticsOf(network, weights, frozen));
  const members = (players ?? [alone]).map((player) => {
    const owns = (parameter: string) =>
      !(parameter in frozen) && !(parameter in statistics.weights) && player.owns(parameter);
    const { limit } = player;
    const options = { owns, ...(limit !== undefined && { limit }), ...(rateOf && { rateOf }) };
    const resident = createResident(network, weights, moments, optimiser, options);
    return { player, resident: pruned.length > 0 ? keepZeros(resident, weights, pruned) : resident };
  });
  const still = uploadArrays(frozen);
  for (const tensor of Object.values(still)) freeze(tensor);
  const trained = (): Record<string, Tensor> =>
    Object.assign({}, ...members.map(({ resident }) => resident.weights), statistics.weights);
  return {
    members,
    statistics,
    trained,
    weights: () => ({ ...still, ...trained() }),
    async download() {
      const parts: Awaited<ReturnType<Resident['download']>>[] = [];
      for (const { resident } of members) parts.push(await resident.download());
      return {
        weights: Object.assign({}, ...parts.map((part) => part.weights), await statistics.download()),
        moments: Object.fromEntries(
          optimiser.moments.map((name) => [name, Object.assign({}, ...parts.map((part) => part.moments[name]))]),
        ),
      };
    },
    dispose() {
      for (const { resident } of members) resident.dispose();
      statistics.dispose();
      disposeAll(still);
    },
  };
}
