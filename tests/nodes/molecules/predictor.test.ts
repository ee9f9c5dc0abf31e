import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { extendNode, type Molecules } from '@/graph';
import { createConstants } from '@/ml/layers/constants';
import { messagePassing } from '@/ml/layers/message-passing';
import { graphOf, stackGraphs } from '@/ml/molecules/graphs';
import * as tf from '@/ml/tf';
import { moleculeGoalNode } from '@/nodes/align/molecule-goal/node';
import { run as goalOf } from '@/nodes/align/molecule-goal/run';
import { openGoal } from '@/nodes/common/chemistry/goal';
import { graphOfMolecule } from '@/nodes/common/chemistry/graph';
import { readSmiles } from '@/nodes/common/chemistry/read';
import { openPredictor } from '@/nodes/common/property-predictor';
import { run as evaluate } from '@/nodes/evaluate/molecules/run';
import { describeMessagePassing } from '@/nodes/network/parameters';
import { sourceMolecules } from '@/nodes/source/molecules/node';
import { run as source } from '@/nodes/source/molecules/run';
import { trainPropertyPredictor } from '@/nodes/train/property-predictor/node';
import { run as train } from '@/nodes/train/property-predictor/run';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { codecOf } from '@/workers/artifacts/kinds';
import reference from '../../fixtures/molecules/message-passing.json';
import { expectClose, type StoredArray, tensorOf } from '../../ml/helpers/tensors';
import { testContext } from '../support';

beforeAll(startWasm);

const { params, x, y } = reference;
const weights: [string, StoredArray][] = Object.entries(reference.weights);
const slopes: [string, StoredArray][] = Object.entries(reference.slopes);
const forward = (input: tf.Tensor, given: readonly tf.Tensor[]) =>
  messagePassing.forward(
    [input],
    Object.fromEntries(weights.flatMap(([name], at) => (given[at] ? [[name, given[at]]] : []))),
    params,
    { training: false, scope: 'test', offset: 0, constants: createConstants() },
  );

describe.each(['cpu', 'wasm'])('message passing on %s', (backend) => {
  test('gives what loops over nodes and neighbours give in numpy, and the same slopes', async () => {
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    const input = tensorOf(x);
    const given = weights.map(([, array]) => tensorOf(array));
    const out = tf.tidy(() => forward(input, given));
    expectClose(out, y.data, 2e-5);
    const found = tf.tidy(() => tf.grads((...all: tf.Tensor[]) => tf.sum(forward(input, all)))(given));
    for (const [at, [, slope]] of slopes.entries()) expectClose(found[at] ?? out, slope.data, 1e-4);
    tf.dispose([input, out, ...given, ...found]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('what its description promises is what it makes, and a graph of another size is refused', () => {
  const made = messagePassing.parameters(params).map(({ name, shape }) => ({ name, shape }));
  expect(made).toEqual(describeMessagePassing(params).parameters);
  expect(Object.fromEntries(made.map(({ name, shape }) => [name, shape]))).toEqual(
    Object.fromEntries(weights.map(([name, { shape }]) => [name, shape])),
  );
  const given = weights.map(([, array]) => tensorOf(array));
  expect(() => forward(tf.zeros([1, 4, 11]), given)).toThrow('graphs of 5 places');
  tf.dispose(given);
});

test('a molecule is the same graph however it was written, and each bond stands in it both ways', () => {
  const graph = (smiles: string) => {
    const read = readSmiles(smiles);
    if (!read.ok) throw new Error(read.refused.why);
    return graphOfMolecule(read.molecule.id);
  };
  expect(graph('OCC')).toEqual(graph('CCO'));
  expect(graph('C1=CC=CC=C1C#N')).toEqual(graph('N#Cc1ccccc1'));
  const acid = graph('CC(=O)[O-]');
  expect(acid.atoms).toBe(4);
  const kinds = Array.from({ length: acid.bonds.length / 3 }, (_, bond) => acid.bonds[3 * bond + 2]);
  expect(kinds.sort()).toEqual([0, 0, 1]);
  const two = graphOf(
    [
      { element: 'C', charge: 0, hydrogens: 3, aromatic: false },
      { element: 'Xe', charge: -1, hydrogens: 0, aromatic: true },
    ],
    [[0, 1, 'triple']],
  );
  const [rows, width] = [stackGraphs([two], 3), 15 + 4 * 3];
  const row = (atom: number) => Array.from(rows.subarray(atom * width, (atom + 1) * width));
  expect(row(0)).toEqual([1, 1, ...Array(10).fill(0), 0, 3, 0, ...Array(6).fill(0), 0, 1, 0, 0, 0, 0]);
  expect(row(1)).toEqual([1, ...Array(10).fill(0), 1, -1, 0, 1, ...Array(6).fill(0), 1, 0, 0, 0, 0, 0]);
  expect(row(2)).toEqual(Array(width).fill(0));
  expect(() => stackGraphs([two], 1)).toThrow(RangeError);
});

test('a predictor learns from molecules, judges those it has not seen, goes through its file, and gives the reward', async () => {
  const { molecules } = await source({}, sourceMolecules.params.parse({ count: 200, most: 9 }), testContext());
  const settings = trainPropertyPredictor.params.parse({
    ...{ width: 16, rounds: 2, atoms: 10, steps: 90, batchSize: 32, learningRate: 0.01, evaluateEvery: 45 },
    ...{ heldOut: 0.25, average: 0.9, decaySteps: 90 },
  });
  const context = testContext();
  const before = tf.memory().numTensors;
  const { predictor, metrics } = await train({ molecules }, settings, context);
  expect(tf.memory().numTensors).toBe(before);
  const figure = (of: typeof metrics, name: string) => of.values.find((one) => one.name === name)?.value ?? Number.NaN;
  expect(figure(metrics, 'R²')).toBeGreaterThan(0.7);
  expect(figure(metrics, 'Off by')).toBeLessThan(0.6 * figure(metrics, 'Off by, always saying the mean'));
  expect(predictor.held.r2).toBe(figure(metrics, 'R²'));
  expect(context.previews.at(-1)?.view).toMatchObject({ view: 'scatter' });

  const codec = codecOf('property-predictor');
  expect(codec.decode(codec.encode(predictor))).toEqual(predictor);
  const open = openPredictor(predictor);
  const some = molecules.items.slice(0, 5);
  const said = await open.foretold(some, async () => {});
  const turned = await open.foretold([...some].reverse(), async () => {});
  expectClose(tf.tensor1d([...turned].reverse().map(Number)), said.map(Number), 1e-4);
  open.close();

  const { goal } = await goalOf({ molecules, predictor }, moleculeGoalNode.params.parse({ atoms: 30 }), testContext());
  const goals = codecOf('molecule-goal');
  const kept = goals.decode(goals.encode(goal));
  expect(kept).toEqual(goal);
  const asked = openGoal(goal);
  const worth = await asked.worth([...some.map(({ smiles }) => smiles), 'C(', 'CCCCCCCCCCCC'], async () => {});
  asked.close();
  const away = said.map((one) => Math.max(-4, Math.min(4, (Number(one) - goal.mean) / goal.deviation)));
  expectClose(tf.tensor1d(worth.slice(0, 5)), away, 1e-4);
  // Twelve atoms are more than there is room for.
  expect(worth.slice(5)).toEqual([-3, -3]);

  const told = await evaluate({ made: molecules, training: molecules, goal }, {}, testContext());
  expect(figure(told.metrics, 'logP moved')).toBeCloseTo(0, 6);
  expect(figure(told.metrics, 'Predictor off by')).toBeLessThan(0.6);
  expect(told.metrics.notes.filter((note) => note.startsWith('Believed'))).toHaveLength(3);
});

test('a predictor of another property than the wanted one is refused while wiring, and too few molecules are', async () => {
  const wired = extendNode(moleculeGoalNode, { predictor: { property: 'weight' } }, moleculeGoalNode.params.parse({}), {
    nodeId: 'goal',
  });
  expect(wired).toMatchObject({ ok: false, error: { code: 'goal.other-property' } });
  const few: Molecules = { items: [], refused: [] };
  await expect(train({ molecules: few }, trainPropertyPredictor.params.parse({}), testContext())).rejects.toThrow(
    'teach nothing',
  );
});
