import type { JsonObject } from '@/graph';

/** What the template of molecules does, and the bench of molecules measures. */

export const MOLECULES = { count: 30_000, least: 9, most: 16, rings: 2 } satisfies JsonObject;
export const BLOCK = { blockLength: 48, width: 64, layers: 3, heads: 4 };
export const LEARNING = {
  steps: 3_000,
  batchSize: 32,
  learningRate: 0.004,
  minimumLearningRate: 0.0002,
  warmUpSteps: 50,
  decaySteps: 3_000,
  evaluateEvery: 500,
  evaluateBatches: 5,
  sampleTokens: 60,
} satisfies JsonObject;
export const WRITING = { count: 1_000, maxTokens: 60, temperature: 0.75, topP: 0.95 } satisfies JsonObject;
/** It was rewarded for what it writes at temperature 1; colder, it writes the same few again and again. */
export const WRITING_AFTER = { ...WRITING, temperature: 1, topP: 0.98 } satisfies JsonObject;
export const PREDICTING = { property: 'logP', atoms: 20, steps: 1_500, decaySteps: 1_500 } satisfies JsonObject;
export const GOAL = {
  property: 'logP',
  direction: 'more',
  most: 2.7,
  impossible: 3,
  repeated: 2,
  atoms: 16,
} satisfies JsonObject;
export const REWARDED = {
  method: 'ppo',
  rounds: 30,
  rollouts: 64,
  updates: 8,
  batchSize: 32,
  learningRate: 4e-4,
  klWeight: 0.04,
  lookEvery: 10,
  answerTokens: 44,
  stop: '\\n',
} satisfies JsonObject;
