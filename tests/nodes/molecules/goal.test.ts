import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { memory } from '@/ml/tf';
import { moleculeGoalNode } from '@/nodes/align/molecule-goal/node';
import { run as goalOf } from '@/nodes/align/molecule-goal/run';
import { alignPpo } from '@/nodes/align/ppo/node';
import { run as align } from '@/nodes/align/ppo/run';
import { readLines } from '@/nodes/common/chemistry/files';
import { generateDocuments } from '@/nodes/generate/documents/node';
import { run as write } from '@/nodes/generate/documents/run';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { tinyModel } from '../align/support';
import { testContext } from '../support';

beforeAll(startWasm);

test('rewarded for a property, a model that writes any chain of carbon and oxygen writes those that have more of it', async () => {
  const model = await tinyModel(1, 16, 'CO\n');
  const molecules = await readLines('C\nCC\nCO\nCCO\nCOC\nCCCC\nOCO', testContext());
  const { goal } = await goalOf(
    { molecules },
    moleculeGoalNode.params.parse({ property: 'polarArea', repeated: 0, atoms: 10 }),
    testContext(),
  );
  expect(goal.wanted).toEqual({ by: 'more' });
  const before = memory().numTensors;
  const { model: steered, metrics } = await align(
    { model, goal },
    alignPpo.params.parse({
      ...{ rounds: 4, rollouts: 16, updates: 3, batchSize: 8, learningRate: 0.01, warmUpSteps: 0, lookEvery: 2 },
      ...{ answerTokens: 6, klWeight: 0.01 },
    }),
    testContext(),
  );
  expect(memory().numTensors).toBe(before);
  const figure = (name: string) => metrics.values.find((one) => one.name === name)?.value ?? Number.NaN;
  expect(figure('Reward')).toBeGreaterThan(figure('Reward at the start') + 0.1);
  const params = generateDocuments.params.parse({ count: 40, maxTokens: 6, together: 16 });
  const [start, end] = [
    await write({ model }, params, testContext()),
    await write({ model: steered }, params, testContext()),
  ];
  const oxygens = (texts: readonly string[]) => texts.join('').replaceAll('C', '').length;
  expect(start.text.items).toHaveLength(40);
  expect(start.text.items.every((text) => /^[CO]{0,6}$/.test(text))).toBe(true);
  expect(oxygens(end.text.items)).toBeGreaterThan(1.2 * oxygens(start.text.items));
});
