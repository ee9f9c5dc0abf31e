import { expect, test } from 'vitest';
import { catalogue, hasContracts, loadContracts } from '@/app/catalogue';
import { entries } from '@/app/catalogue/entries';
import { kindName, portOf } from '@/graph';
import { catalogue as everything } from '@/nodes';

test('there is an entry for every node, in the order of the palette, which says what its contract says', () => {
  expect([...entries.keys()]).toEqual([...everything.keys()]);
  for (const [type, contract] of everything) {
    const entry = entries.get(type);
    const { title, summary, phase, keywords, vertical } = contract;
    expect(entry).toMatchObject({
      title,
      summary,
      phase,
      ...(keywords && { keywords }),
      ...(vertical && { vertical }),
    });
    for (const side of ['inputs', 'outputs'] as const)
      for (const [name, declared] of Object.entries(contract[side])) {
        const known = entry?.[side][name];
        if (!known) throw new Error(`${type} has no ${name}`);
        expect(kindName(portOf(known).kind)).toBe(kindName(portOf(declared).kind));
        expect({ ...portOf(known), kind: null }).toEqual({ ...portOf(declared), kind: null });
      }
  }
});

test('contracts come with those of their family, and only when they are asked for; a type that nobody knows is not waited for', async () => {
  const nodes = [{ type: 'tokenize.learn-bpe' }, { type: 'tokenize.unheard-of' }, { type: 'constructor.name' }];
  expect(hasContracts(nodes)).toBe(false);
  expect(catalogue.size).toBe(0);
  await loadContracts(nodes);
  expect(hasContracts(nodes)).toBe(true);
  const family = [...everything.keys()].filter((type) => type.startsWith('tokenize.'));
  expect([...catalogue.keys()].sort()).toEqual([...family].sort());
  for (const type of family) expect(catalogue.get(type)).toBe(everything.get(type));
  await loadContracts(entries.values());
  expect([...catalogue.keys()].sort()).toEqual([...everything.keys()].sort());
});
