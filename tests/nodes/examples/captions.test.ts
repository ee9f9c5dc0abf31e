import { expect, test } from 'vitest';
import type { Examples } from '@/graph';
import { takeArrays } from '@/ml/arrays';
import { augmentImages } from '@/ml/data/images';
import { sourceImages } from '@/nodes/source/images/node';
import { run as runImages } from '@/nodes/source/images/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { testContext } from '../support';
import { said } from './wiring';

const shapes = async (params: object = {}): Promise<Examples> => {
  const asked = sourceImages.params.parse({ origin: 'shapes', count: 6, size: 8, captioned: true, ...params });
  return (await runImages({}, asked, testContext())).examples;
};

test('built-in shapes come with a caption each where that is asked for, also of some classes only', async () => {
  expect((await shapes({ captioned: false })).captions).toBeUndefined();
  for (const keep of ['', 'star, cross']) {
    const { captions = [], labels = [], classes = [] } = await shapes({ keep });
    expect(captions).toHaveLength(6);
    for (const [index, caption] of captions.entries()) expect(caption).toContain(classes[labels[index] ?? -1]);
  }
});

test('captions go with their examples: taken, copied, stored', async () => {
  const given = await shapes();
  const [first = '', second = ''] = given.captions ?? [];
  expect(takeArrays(given, [1, 0, 1]).captions).toEqual([second, first, second]);
  const copied = await augmentImages(takeArrays(given, [0, 1]), { seed: 1, copies: 1, keepOriginals: true });
  expect(copied.captions).toEqual([first, first, second, second]);
  const codec = codecOf('examples');
  expect(codec.decode(codec.encode(given))).toEqual(given);
  expect(codec.facts?.(given)).toMatchObject({ captioned: true });
  expect(codec.look(given, {})).toMatchObject({ captions: given.captions });
});

test('what is known of captions goes along wires', () => {
  const images = said('source.images', { origin: 'shapes', captioned: true }, {});
  expect(images.captioned).toBe(true);
  expect(said('prepare.images', {}, { examples: images }).captioned).toBe(true);
  expect(said('source.images', { origin: 'shapes' }, {})).not.toHaveProperty('captioned');
});
