import { expect, test } from 'vitest';
import { writeMolecules } from '@/ml/data/molecules/grammar';
import { shiftOf } from '@/ml/metrics/molecules/distances';
import { type DrugLikeness, desirability } from '@/ml/metrics/molecules/drug-likeness';
import { createRandom } from '@/ml/random';
import { learnSmiles } from '@/ml/tokenizers/learn/smiles';
import { heavyAtoms } from '@/nodes/common/chemistry/goal';
import { readSmiles } from '@/nodes/common/chemistry/read';
import { codecOf } from '@/nodes/common/codec';
import { run as evaluate } from '@/nodes/evaluate/molecules/run';
import { run as asText } from '@/nodes/prepare/molecules-to-text/run';
import { run as read } from '@/nodes/prepare/read-molecules/run';
import { sourceMolecules } from '@/nodes/source/molecules/node';
import { run as source } from '@/nodes/source/molecules/run';
import reference from '../../fixtures/molecules/reference.json';
import { testContext } from '../support';

test('all that the grammar writes is possible, of the sizes that were asked for, and the same for one seed', () => {
  const some = (seed: number) => {
    const texts: string[] = [];
    for (const text of writeMolecules(createRandom(seed), { atoms: [5, 12], rings: 2, charges: true })) {
      texts.push(text);
      if (texts.length === 300) return texts;
    }
    return texts;
  };
  const texts = some(1);
  expect(texts.flatMap((text) => readSmiles(text)).filter(({ ok }) => !ok)).toEqual([]);
  const sizes = texts.map((smiles) => heavyAtoms({ smiles }));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(12);
  expect(some(1)).toEqual(texts);
  expect(some(2)).not.toEqual(texts);
});

test('molecules are cut into atoms and come back whole', async () => {
  const texts = ['CC(=O)Oc1ccccc1C(=O)O', 'C[N+](C)(C)CCl', 'BrC%12CC%12'];
  const codec = codecOf(await learnSmiles(texts));
  const whole = texts.join('\n');
  const ids = [...codec.encode(whole)];
  expect(codec.decode(ids)).toBe(whole);
  const pieces = [...codec.encode('C[N+](C)(C)CCl')].map((id) => codec.piece(id));
  expect(pieces).toEqual(['C', '[N+]', '(', 'C', ')', '(', 'C', ')', 'C', 'Cl']);
});

test('built-in molecules are all different, go into text and come back, and are compared with themselves', async () => {
  const params = sourceMolecules.params.parse({ count: 60, most: 9 });
  const { molecules } = await source({}, params, testContext());
  expect(new Set(molecules.items.map(({ id }) => id)).size).toBe(60);
  const { text } = await asText({ molecules }, { notation: 'smiles', form: 'canonical' }, testContext());
  const { molecules: again } = await read(
    { text: { items: [...text.items, 'C(', ''] } },
    { notation: 'smiles' },
    testContext(),
  );
  expect(again.items.map(({ id }) => id)).toEqual(molecules.items.map(({ id }) => id));
  expect(again.refused).toHaveLength(2);
  const { metrics } = await evaluate({ made: again, training: molecules }, {}, testContext());
  const figure = (name: string) => metrics.values.find((one) => one.name === name)?.value;
  expect(figure('Valid')).toBeCloseTo((100 * 60) / 62, 6);
  expect(figure('Unique')).toBe(100);
  expect(figure('Novel')).toBe(0);
  expect(figure('logP apart')).toBe(0);
  const halves = {
    made: { items: again.items.slice(0, 30), refused: [] },
    training: { items: again.items.slice(30), refused: [] },
  };
  const apart = await evaluate(halves, {}, testContext());
  expect(apart.metrics.values.find(({ name }) => name === 'Novel')?.value).toBe(100);
});

test('the distance of a set from itself moved is how far it was moved', () => {
  const values = [1, 2, 4, 7];
  const shift = shiftOf(
    values.map((value) => value + 3),
    values,
  );
  expect(shift.distance).toBeCloseTo(3, 10);
  expect(shift.moved).toBeCloseTo(3 / Math.sqrt(5.25), 10);
});

test('the curves of drug-likeness are those of RDKit', () => {
  const named: Readonly<Record<string, keyof DrugLikeness>> = {
    ...{ MW: 'weight', ALOGP: 'logP', HBA: 'acceptors', HBD: 'donors', PSA: 'polarArea', ROTB: 'rotatable' },
    AROM: 'aromaticRings',
  };
  for (const [name, points] of Object.entries(reference.desirability))
    for (const [x = 0, y = 0] of points)
      expect(desirability(named[name] ?? 'weight', x), `${name} ${x}`).toBeCloseTo(y, 6);
});
