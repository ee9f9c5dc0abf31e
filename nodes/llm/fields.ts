import { z } from '@/graph';

/** What every language model that is talked to has: how daring it is, and how long it may answer. */
export const temperatureField = (usual: number) =>
  z.number().min(0).max(2).default(usual).meta({ control: 'slider', step: 0.05 });

export const longestAnswerField = (usual: number, unit: 'tokens' | 'words') =>
  z.number().int().min(1).max(100_000).default(usual).meta({ label: 'Longest answer', unit, scale: 'log' });
