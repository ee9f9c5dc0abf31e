import { expect, test } from 'vitest';
import { createRandom } from '@/ml/random';
import { learnSmiles } from '@/ml/tokenizers/learn/smiles';
import { openGoal } from '@/nodes/common/chemistry/goal';
import { readerOf } from '@/nodes/common/chemistry/notation';
import { readSmiles } from '@/nodes/common/chemistry/read';
import { decodeSelfies } from '@/nodes/common/chemistry/selfies/decode';
import { encodeSelfies } from '@/nodes/common/chemistry/selfies/encode';
import { codecOf } from '@/nodes/common/codec';
import { run as asText } from '@/nodes/prepare/molecules-to-text/run';
import { run as read } from '@/nodes/prepare/read-molecules/run';
import { sourceMolecules } from '@/nodes/source/molecules/node';
import { run as source } from '@/nodes/source/molecules/run';
import reference from '../../fixtures/molecules/reference.json';
import fixture from '../../fixtures/molecules/selfies.json';
import { testContext } from '../support';

const pairs = fixture.map(([text, smiles]) => [text ?? '', smiles ?? null] as const);

test('strings of symbols are decoded to what the published library decodes them to', () => {
  for (const [text, smiles] of pairs) {
    const decoded = decodeSelfies(text);
    expect(decoded.ok ? decoded.smiles : null, text).toBe(smiles === '' ? null : smiles);
  }
});

test('whatever symbols stand in a row, they stand for a possible molecule', () => {
  const alphabet = [...new Set(pairs.slice(0, 400).flatMap(([text]) => text.match(/\[[^\]]+\]/gu) ?? []))].sort();
  expect(alphabet.length).toBeGreaterThan(50);
  const random = createRandom(7);
  // One that has no atom at all stands for nothing.
  const rows = Array.from(
    { length: 300 },
    () => `[C]${Array.from({ length: 1 + random.int(30) }, () => alphabet[random.int(alphabet.length)]).join('')}`,
  );
  const reader = readerOf('selfies');
  const refused = rows.flatMap((text) => {
    const one = reader(text);
    return one.ok ? [] : [one.refused];
  });
  expect(refused).toEqual([]);
});

test('a molecule that is written as SELFIES comes back as the same molecule', () => {
  const known = Object.entries(reference.told)
    .flatMap(([smiles, told]) => (told ? [smiles] : []))
    .filter((_, place) => place % 3 === 0);
  let compared = 0;
  for (const smiles of known) {
    const before = readSmiles(smiles.replaceAll(/@|[/\\]/gu, ''));
    if (!before.ok) continue;
    const text = encodeSelfies(before.molecule.smiles);
    if (text === null) continue;
    const after = readerOf('selfies')(text);
    expect(after.ok && after.molecule.id, `${smiles} as ${text}`).toBe(before.molecule.id);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(120);
  expect(encodeSelfies('C1CC1CO')).toBe('[C][C][C][Ring1][Ring1][C][O]');
  expect(encodeSelfies('[O-]Cl(=O)(=O)=O')).toBeNull();
});

test('molecules go into SELFIES and come back through the nodes; symbols are tokens; a goal reads them', async () => {
  const { molecules } = await source({}, sourceMolecules.params.parse({ count: 60, most: 9 }), testContext());
  const { text } = await asText({ molecules }, { notation: 'selfies', form: 'written' }, testContext());
  expect(text.items).toHaveLength(60);
  const context = testContext();
  const { molecules: again } = await read(
    { text: { items: [...text.items, '[C][Foo]', 'CCO'] } },
    { notation: 'selfies' },
    context,
  );
  expect(again.items.map(({ id }) => id)).toEqual(molecules.items.map(({ id }) => id));
  expect(again.refused.map(({ why }) => why)).toEqual([
    '“[Foo]” is no symbol of SELFIES.',
    'it is no SELFIES: each symbol stands in square brackets.',
  ]);
  const codec = codecOf(await learnSmiles(text.items));
  const [first = ''] = text.items;
  const pieces = [...codec.encode(first)].map((id) => codec.piece(id));
  expect(pieces).toEqual(first.match(/\[[^\]]+\]/gu));
  const goal = { property: 'weight', wanted: { by: 'more' }, mean: 0, deviation: 100, most: 4 } as const;
  const open = openGoal({ ...goal, impossible: 3, repeated: 0, atoms: 9, notation: 'selfies' });
  const [alcohol] = await open.worth(['[C][C][O]'], async () => {});
  expect(alcohol).toBeCloseTo(0.460686, 5);
  open.close();
});
