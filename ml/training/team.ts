import type { Network, Weights } from '../network';
import type { Objective, Player } from '../objectives/objective';
import type { Optimiser } from '../optimisers/optimiser';
import type { Tensor } from '../tf';
import { createResident } from './create-resident';
import type { Resident } from './resident';
import type { TrainingState } from './state';

/** A player with its weights on the backend. */
export interface Member<Batch> {
  readonly player: Player<Batch>;
  readonly resident: Resident;
}

/** Everybody who trains: one, unless the objective is a game. */
export interface Team<Batch> {
  readonly members: readonly Member<Batch>[];
  /** The weights of all, as they are now. */
  weights(): Readonly<Record<string, Tensor>>;
  download(): Promise<{ readonly weights: Weights; readonly moments: Readonly<Record<string, Weights>> }>;
  dispose(): void;
}

/** Puts a state on the backend, each player's part apart. The caller disposes of it. */
export function createTeam<Batch>(
  network: Network,
  { weights, moments }: Pick<TrainingState, 'weights' | 'moments'>,
  optimiser: Optimiser,
  { players, loss }: Pick<Objective<never, Batch>, 'players' | 'loss'>,
): Team<Batch> {
  const alone: Player<Batch> = { name: '', owns: () => true, moves: 1, loss };
  const members = (players ?? [alone]).map((player) => ({
    player,
    resident: createResident(network, weights, moments, optimiser, (parameter) => player.owns(parameter), player.limit),
  }));
  return {
    members,
    weights: () => Object.assign({}, ...members.map(({ resident }) => resident.weights)),
    async download() {
      const parts: Awaited<ReturnType<Resident['download']>>[] = [];
      for (const { resident } of members) parts.push(await resident.download());
      return {
        weights: Object.assign({}, ...parts.map((part) => part.weights)),
        moments: Object.fromEntries(
          optimiser.moments.map((name) => [name, Object.assign({}, ...parts.map((part) => part.moments[name]))]),
        ),
      };
    },
    dispose() {
      for (const { resident } of members) resident.dispose();
    },
  };
}
