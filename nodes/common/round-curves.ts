import type { Curve } from '@/graph';
import type { TrainingHistory } from '@/ml/training/state';

/** What each round earned by what the network made itself, and at each look what was put aside; a round has so many updates. */
export function rewardCurves(
  { steps, evaluations }: TrainingHistory,
  updates: number,
  named: { readonly rounds: string; readonly looks: string },
): Curve[] {
  const [rounds, looks] = [
    steps.filter(({ measures }) => measures !== undefined),
    evaluations.filter(({ validationLoss }) => validationLoss !== null),
  ];
  const curves: Curve[] = [
    {
      name: named.rounds,
      over: 'round',
      x: rounds.map(({ step }) => Math.ceil((step + 1) / updates)),
      y: rounds.map(({ measures }) => measures?.reward ?? 0),
    },
    {
      name: named.looks,
      over: 'round',
      x: looks.map(({ step }) => Math.round(step / updates)),
      y: looks.map(({ validationLoss }) => -(validationLoss ?? 0)),
    },
  ];
  return curves.filter(({ x }) => x.length > 0);
}
