import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Generator } from '@/graph';
import * as tf from '@/ml/tf';
import { initialiseWeights } from '@/ml/weights';
import { rolesOf } from '@/nodes/common/network';
import { scalingOf } from '@/nodes/common/scaling';
import { askedFor } from '@/nodes/generate/examples/asked';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as generate } from '@/nodes/generate/examples/run';
import { testContext } from '../support';
import { said } from './support';

beforeAll(() => tf.setBackend('cpu'));

const paramsOf = (params: object) => generateExamples.params.parse({ steps: 1, ...params });
const labelsOf = (params: object, classes: number) => [...askedFor(paramsOf(params), classes).labels];

test('so many of each class stand class after class; without that, classes take turns', () => {
  expect(labelsOf({ perClass: 2 }, 3)).toEqual([0, 0, 1, 1, 2, 2]);
  expect(labelsOf({ perClass: 2, only: 1 }, 3)).toEqual([1, 1]);
  expect(labelsOf({ count: 4 }, 3)).toEqual([0, 1, 2, 0]);
  expect(labelsOf({ count: 2, only: 2 }, 3)).toEqual([2, 2]);
  expect(labelsOf({ count: 2, perClass: 5 }, 0)).toEqual([0, 0]);
});

test('images of each class are shown in rows, with their class', async () => {
  const classes = ['a', 'b', 'c'];
  const facts = { exampleShape: [4, 4, 1], classes };
  const input = said('network.example-input', { time: true, classes: true }, { examples: facts });
  const { network } = said('network.unet', { channels: 4, levels: 1, patch: '2' }, { network: input });
  if (!network) throw new Error('no network');
  const roles = rolesOf({ denoiser: network });
  const model: Generator = {
    family: 'diffusion',
    networks: { denoiser: network },
    weights: initialiseWeights(roles.denoiser, 1),
    settings: { method: 'flow-matching' },
    shape: [4, 4, 1],
    classes,
    scaling: scalingOf({ shape: [4, 4, 1], count: 0, data: new Float32Array() }),
    trainedSteps: 0,
  };
  const context = testContext();
  const { examples } = await generate({ model }, paramsOf({ perClass: 20 }), context);
  expect(examples.count).toBe(60);
  expect([...(examples.labels ?? [])].filter((label) => label === 1)).toHaveLength(20);
  const shown = context.previews.at(-1)?.view;
  expect(shown).toMatchObject({ view: 'images', count: 36, columns: 12, caption: '60 made' });
  if (shown?.view !== 'images') throw new Error('no images');
  expect(shown.captions).toEqual(classes.flatMap((name) => Array<string>(12).fill(name)));
});
