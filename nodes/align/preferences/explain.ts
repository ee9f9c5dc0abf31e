import type { Explanation } from '@/graph';
import { alignmentDetailHelps, alignmentHelps, pairHelps } from '../common/helps';
import type { alignPreferences } from './node';

export const explain: Explanation<typeof alignPreferences> = {
  more: 'A model that has strayed from its start by preferring some answers implies a reward: how much likelier it finds an answer than the start did. DPO raises that of the preferred answer over that of the other one, in plain supervised steps. What it may stray is bounded by beta.',
  formula:
    'DPO: −log σ(β log π(y₊)/π₀(y₊) − β log π(y₋)/π₀(y₋))      IPO: (h − 1/2β)²      KTO: 1 − σ(±(β log π/π₀ − KL))      ORPO: −log π(y₊) − β log σ(log odds(y₊)/odds(y₋))',
  lookAt:
    'Accuracy on pairs that were put aside: a half is guessing. Margins that go on growing while it stays where it is mean learning by heart. Often both answers become less likely: look at their rewards one by one.',
  source:
    'Rafailov et al. 2023 (DPO); Azar et al. 2023 (IPO); Ethayarajh et al. 2024 (KTO); Hong et al. 2024 (ORPO); Hugging Face TRL',
  params: {
    ...pairHelps,
    ...alignmentDetailHelps,
    ...alignmentHelps,
    method:
      'DPO is the usual one. IPO does not overdo sure pairs, KTO judges each answer by itself, ORPO needs no memory of the start.',
    beta: 'How dear it is to stray from the start: small values let the model change more. In ORPO, how much pairs count beside the text itself.',
    smoothing:
      'The share of pairs that are thought to be the wrong way round, so that mistakes of rankers do less harm.',
  },
  inputs: {
    model: 'What it begins with, and does not stray far from.',
  },
};
