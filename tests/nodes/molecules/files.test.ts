import { expect, test } from 'vitest';
import type { Molecules } from '@/graph';
import { readMoleculeFile } from '@/nodes/common/chemistry/files';
import { codecOf } from '@/workers/artifacts/kinds';
import { molecules as codec } from '@/workers/artifacts/kinds/molecules';
import strings from '../../fixtures/molecules/strings.json';
import { testContext } from '../support';

const utf8 = new TextEncoder();
const read = (name: string, text: string, context = testContext()): Promise<Molecules> =>
  readMoleculeFile({ name, bytes: utf8.encode(text), column: 'smiles' }, context);

test('lines and tables are read with names and values; what is impossible is kept, counted and told', async () => {
  const context = testContext();
  const lines = await read('drugs.smi', 'CC(=O)Oc1ccccc1C(=O)O aspirin\n\nC(C)(C)(C)(C)C five bonds\nCCO\n', context);
  expect(lines.items.map(({ smiles, name }) => [smiles, name])).toEqual([
    ['CC(=O)Oc1ccccc1C(=O)O', 'aspirin'],
    ['CCO', undefined],
  ]);
  expect(lines.refused).toEqual([{ text: 'C(C)(C)(C)(C)C', why: 'carbon 1 has five bonds; it can have four.' }]);
  expect(context.logs.join()).toContain('1 of 3 stand for no possible molecule');

  const table = await read('drugs.csv', 'id,SMILES,name,activity\n7,CCO,alcohol,0.5\n8,C1CC,torn,\n');
  expect(table.items).toMatchObject([{ smiles: 'CCO', name: 'alcohol', values: { id: 7, activity: 0.5 } }]);
  expect(table.refused).toHaveLength(1);
  await expect(read('drugs.csv', 'a,b\n1,2\n')).rejects.toMatchObject({ code: 'molecules.no-column' });
  await expect(read('drugs.smi', 'hello\nworld\n')).rejects.toMatchObject({ code: 'molecules.none' });
});

test('an SD file that is saved is read again with its names, values and places', async () => {
  const given = await read('some.csv', 'smiles,name,activity\nc1ccncc1C(=O)N,amide,1.5\nC[N+](C)(C)C,ion,2\n');
  const sdf = await codec.laterFormats?.sdf?.encode(given);
  const text = new TextDecoder().decode(sdf);
  expect(text.match(/^\$\$\$\$$/gm)).toHaveLength(2);
  const again = await read('again.sdf', text);
  expect(again.items.map(({ id }) => id)).toEqual(given.items.map(({ id }) => id));
  expect(again.items[0]).toMatchObject({ name: 'amide', values: { activity: 1.5 } });
  const [moved] = again.items;
  // What told places keeps them.
  const kept = new TextDecoder().decode(
    await codec.laterFormats?.sdf?.encode({ items: moved ? [moved] : [], refused: [] }),
  );
  expect(kept.split('\n')[4]).toBe(text.split('\n')[4]);
  const torn = await read('torn.sdf', `${text}nothing\n`);
  expect(torn.refused).toEqual([{ text: 'nothing', why: 'its record is torn: it has no line “M  END”.' }]);
});

/** A record of an SD file: its atoms in a row, and bonds by the numbers of two atoms. */
const record = (name: string, atoms: readonly string[], bonds: readonly (readonly [number, number])[]): string =>
  [
    name,
    '',
    '',
    `${columns(atoms.length, bonds.length)}  0  0  0  0  0  0  0  0999 V2000`,
    ...atoms.map((symbol, at) => `${at.toFixed(4).padStart(10)}    0.0000    0.0000 ${symbol.padEnd(3)} 0  0`),
    ...bonds.map(([from, to]) => `${columns(from, to, 1)}  0`),
    'M  END',
    '$$$$\n',
  ].join('\n');
const columns = (...numbers: readonly number[]) => numbers.map((number) => String(number).padStart(3)).join('');

test('what is impossible in an SD file is told by its own numbers of atoms, and a list that is broken as that', async () => {
  const ethane = record('ethane', ['C', 'C'], [[1, 2]]);
  const whyNot = async (text: string) => {
    const { items, refused } = await read('all.sdf', `${ethane}${text}`);
    expect(items).toMatchObject([{ name: 'ethane', smiles: 'CC' }]);
    return refused.map(({ why }) => why);
  };
  // SMILES begins elsewhere: its carbon 2.
  const five = record(
    'five',
    ['O', 'C', 'C', 'C', 'C', 'C'],
    [
      [1, 3],
      [2, 3],
      [3, 4],
      [3, 5],
      [3, 6],
    ],
  );
  expect(await whyNot(five)).toEqual(['carbon 3 has five bonds; it can have four.']);
  // Hydrogens are atoms of the file as well, though the library puts them last.
  const hydrogens = record(
    'six',
    ['H', 'H', 'H', 'H', 'N', 'C', 'C'],
    [
      [1, 6],
      [2, 6],
      [3, 6],
      [4, 6],
      [6, 7],
      [5, 7],
    ],
  );
  expect(await whyNot(hydrogens)).toEqual(['carbon 6 has five bonds; it can have four.']);
  const broken = 'its list of atoms or bonds cannot be read.';
  for (const text of [
    record('far', ['C', 'C'], [[1, 9]]),
    ethane.replace('    0.0000', '       nan'),
    ethane.replace(/^.* C .*$/gm, '0 0 0 C'),
    'no molecule\nat all\nM  END\n',
  ])
    expect(await whyNot(text)).toEqual([broken]);
  expect(await whyNot(record('none', [], []))).toEqual(['it has no atoms.']);
  await expect(read('all.sdf', record('far', ['C', 'C'], [[1, 9]]))).rejects.toMatchObject({
    code: 'molecules.none',
    detail: `The first, “far”: ${broken}`,
    fix: expect.stringContaining('SD file'),
    particulars: [expect.stringContaining('The chemistry library: ')],
  });
});

test('every possible molecule is one in an SD file too, and the same', async () => {
  const given = await read('all.smi', strings.valid.filter((_, at) => at % 4 === 0).join('\n'));
  const sdf = await codec.laterFormats?.sdf?.encode(given);
  const again = await read('again.sdf', new TextDecoder().decode(sdf));
  expect(again.refused).toEqual([]);
  expect(again.items.map(({ id }) => id)).toEqual(given.items.map(({ id }) => id));
});

test('a value is stored as it is, and a view of it is bounded', async () => {
  const many = await read('many.smi', Array.from({ length: 60 }, (_, length) => 'C'.repeat(length + 1)).join('\n'));
  expect(codec.decode(codec.encode(many))).toEqual(many);
  const view = codecOf('molecules').look(many, { large: true });
  expect(view).toMatchObject({ view: 'molecules', count: 60 });
  expect(view.view === 'molecules' && view.molecules).toHaveLength(48);
  expect(new TextDecoder().decode(codec.file?.(many)).split('\n')).toHaveLength(61);
});
