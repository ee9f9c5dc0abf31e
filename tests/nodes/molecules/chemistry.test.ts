import { expect, test } from 'vitest';
import type { MoleculeGoal } from '@/graph';
import { canonicalSmiles } from '@/nodes/common/chemistry/canonical';
import { openGoal } from '@/nodes/common/chemistry/goal';
import { readSmiles } from '@/nodes/common/chemistry/read';
import reference from '../../fixtures/molecules/reference.json';
import strings from '../../fixtures/molecules/strings.json';

interface Told {
  readonly smiles: string;
  readonly weight: number;
  readonly polarArea: number;
  readonly rings: number;
  readonly donors: number;
  readonly acceptors: number;
  readonly logP: number;
}
const told: Readonly<Record<string, Told | null>> = reference.told;
const whyNot = (text: string) => {
  const read = readSmiles(text);
  return read.ok ? null : read.refused.why;
};
const both = Object.entries(told).flatMap(([text, rdkit]) => {
  const read = readSmiles(text);
  return read.ok && rdkit ? [{ text, rdkit, ...read.molecule }] : [];
});

test('nothing is accepted that RDKit refuses, and nearly all that it accepts', () => {
  const all = [...strings.valid, ...strings.changed, ...strings.hand];
  const accepted = all.filter((text) => readSmiles(text).ok);
  expect(accepted.filter((text) => told[text] === null)).toEqual([]);
  expect(strings.valid.filter((text) => !readSmiles(text).ok)).toEqual([]);
  // An aromatic atom alone between others is refused here, which RDKit takes for an ordinary one.
  const stricter = all.filter((text) => told[text] && !readSmiles(text).ok);
  expect(stricter.length).toBeLessThan(0.03 * all.length);
  expect(stricter.filter((text) => !/[cnos]/.test(text))).toEqual([]);
});

test('what is measured equals what RDKit measures', () => {
  expect(both.length).toBeGreaterThan(350);
  for (const { text, rdkit, properties } of both) {
    expect(properties.weight, text).toBeCloseTo(rdkit.weight, 1);
    expect([properties.rings, properties.donors, properties.acceptors], text).toEqual([
      rdkit.rings,
      rdkit.donors,
      rdkit.acceptors,
    ]);
  }
  // Polar area: the same table (Ertl et al. 2000), with other entries for charged atoms and a few nitrogens in rings.
  const apart = both.filter(({ text, rdkit, properties }) => {
    return !/[+-]\]/.test(text) && Math.abs(properties.polarArea - rdkit.polarArea) > 0.1;
  });
  expect(apart.length).toBeLessThan(0.02 * both.length);
});

test('two strings have one id where RDKit writes them alike, and only there', () => {
  const ids = new Map(both.map(({ rdkit, id }) => [rdkit.smiles, id]));
  for (const { rdkit, id } of both) expect(ids.get(rdkit.smiles)).toBe(id);
  expect(new Set(ids.values()).size).toBe(ids.size);
  const [one, other] = [readSmiles('OCC'), readSmiles('CCO')];
  expect(one.ok && other.ok && canonicalSmiles(one.molecule.id) === canonicalSmiles(other.molecule.id)).toBe(true);
});

test('an impossible one is told with its atom and the reason', () => {
  expect(whyNot('CCC(C)(C)C')).toBeNull();
  expect(whyNot('CCC(C)(C)(C)C')).toBe('carbon 3 has five bonds; it can have four.');
  expect(whyNot('CN(C)(C)C')).toBe('nitrogen 2 has four bonds; it can have three.');
  expect(whyNot('C[N+](C)(C)C')).toBeNull();
  expect(whyNot('CC1CCC')).toBe('ring 1 opens at carbon 2 and is never closed.');
  expect(whyNot('CC(C')).toBe('the branch behind carbon 2 is never closed.');
  expect(whyNot('CC)C')).toBe('a branch closes behind carbon 2 that was never opened.');
  expect(whyNot('CX')).toBe('“X” at place 2 stands for no atom and no bond.');
  expect(whyNot('C[Xx]')).toBe('[Xx] at place 2 is no element.');
  expect(whyNot('CC[13Q+]')).toBe('[13Q+] at place 3 is no element.');
  expect(whyNot('c1cccc1')).toBe('the ring of carbon 5 cannot be aromatic: its double bonds do not come out even.');
  expect(whyNot('cC')).toBe('carbon 1 is written as aromatic, and stands in no ring.');
  expect(whyNot('')).toBe('nothing is written.');
});

test('a goal pays for the wanted direction in deviations, and takes off what is impossible, repeated or too large', async () => {
  const goal: MoleculeGoal = {
    property: 'weight',
    wanted: { by: 'more' },
    mean: 46.0686,
    deviation: 10,
    most: 4,
    impossible: 3,
    repeated: 2,
    atoms: 5,
  };
  const worthOf = (given: MoleculeGoal, texts: readonly string[]) => openGoal(given).worth(texts, async () => {});
  const [alcohol, again, none, hexane] = await worthOf(goal, ['CCO\n', 'OCC', 'CCO(', 'CCCCCC']);
  expect(alcohol).toBeCloseTo(0, 3);
  expect(again).toBeCloseTo(-2, 3);
  expect(none).toBe(-3);
  // 4.011 deviations heavier, of which 4 count, and an atom too large.
  expect(hexane).toBeCloseTo(3.9, 3);
  const [near] = await worthOf({ ...goal, wanted: { by: 'near', target: 46.0686 } }, ['CCO']);
  expect(near).toBeCloseTo(4, 3);
});

test('nothing that is a molecule is worth less than what is none, however far it is from the goal', async () => {
  const goal: MoleculeGoal = {
    property: 'weight',
    wanted: { by: 'near', target: 400 },
    mean: 120,
    deviation: 30,
    most: 4,
    impossible: 3,
    repeated: 2,
    atoms: 2,
  };
  const [far = 0, again = 0, none = 0] = await openGoal(goal).worth(['CCO', 'OCC', 'CC('], async () => {});
  expect(none).toBe(-3);
  expect(far).toBeGreaterThan(none);
  expect(again).toBeGreaterThan(none);
});
