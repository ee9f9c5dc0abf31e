import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { groupsOf } from '@/app/editor/files/sort-files';

const given = (path: string, content: BlobPart = path) => ({
  path,
  file: new File([content], path.split('/').at(-1) ?? path),
});
const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8(name)])));
const types = async (...files: ReturnType<typeof given>[]) => (await groupsOf(files)).groups.map(({ type }) => type);

describe('what dropped files become', () => {
  test('images are one node together, and each other file one of its own, by its ending', async () => {
    const files = [given('a.png'), given('b.webp'), given('notes.txt'), given('tokenizer.json'), given('t.csv')];
    expect(await types(...files)).toEqual(['source.images', 'source.text', 'tokenize.load', 'source.table']);
    expect(await types(given('train-images-idx3-ubyte.gz'))).toEqual(['source.images']);
  });

  test('a zip is images where it holds any, and text otherwise, damaged ones too', async () => {
    expect(await types(given('pets.zip', zip('pets/cats/tabby.JPG', 'pets/list.txt')))).toEqual(['source.images']);
    expect(await types(given('books.zip', zip('one.txt', 'two.md')))).toEqual(['source.text']);
    expect(await types(given('torn.zip', zip('a.png').slice(0, 40)))).toEqual(['source.text']);
  });

  test('the files of a model are one node, given together, as a folder or as a zip', async () => {
    const model = [given('config.json'), given('tokenizer.json'), given('model.safetensors')];
    expect(await types(...model)).toEqual(['source.foundation-model']);
    const { groups, left } = await groupsOf([
      given('smol/README.md'),
      given('smol/config.json'),
      given('smol/a.safetensors'),
    ]);
    expect(left).toEqual(['smol/README.md']);
    expect(groups[0]?.files.map(({ path }) => path)).toEqual(['smol/config.json', 'smol/a.safetensors']);
    expect(await types(given('smol.zip', zip('config.json', 'model.safetensors')))).toEqual([
      'source.foundation-model',
    ]);
  });

  test('a model that looks at images is one for images, by its own config.json, as a folder or as a zip', async () => {
    const ofType = (model_type: string, architecture: string) =>
      JSON.stringify({ model_type, architectures: [architecture] });
    const vit = ofType('vit', 'ViTForImageClassification');
    const folder = (config: string) => [given('m/model.safetensors'), given('m/config.json', config)];
    expect(await types(...folder(vit))).toEqual(['source.image-classifier']);
    expect(await types(...folder(ofType('clip', 'CLIPModel')))).toEqual(['source.image-classifier']);
    expect(await types(...folder(ofType('gpt2', 'GPT2LMHeadModel')))).toEqual(['source.foundation-model']);
    expect(await types(...folder('{ torn'))).toEqual(['source.foundation-model']);
    // The config of a part of a model says nothing of the whole.
    const part = given('m/part/config.json', vit);
    expect(await types(part, ...folder(ofType('llama', 'LlamaForCausalLM')))).toEqual(['source.foundation-model']);
    const packed = zipSync({ 'm/config.json': strToU8(vit), 'm/model.safetensors': strToU8('weights') });
    const { groups } = await groupsOf([given('m.zip', packed)]);
    expect(groups[0]).toMatchObject({ type: 'source.image-classifier', files: [{ path: 'm.zip' }] });
  });

  test('a folder of texts is one node; beside images, what is no image is left out', async () => {
    expect(await types(given('books/one.txt'), given('books/two.txt'))).toEqual(['source.text']);
    expect(await types(given('pets/a.png'), given('pets/licence.txt'))).toEqual(['source.images']);
  });

  const binary = Uint8Array.of(0, 0, 0, 24, 102, 116, 121, 112);

  test.each([
    ['source.videos', 'gif mp4 m4v mov webm'],
    ['source.solids', 'glb ply obj'],
    ['source.molecules', 'smi smiles sdf mol'],
    ['source.melodies', 'mid midi abc'],
    ['source.triples', 'nt ttl jsonld graphml'],
    ['source.sounds', 'wav mp3 ogg flac'],
    ['source.images', 'png jpg jpeg webp'],
    ['source.table', 'csv tsv'],
  ])('%s reads each of %s, whatever the case, and its contract says so', async (type, endings) => {
    for (const ending of endings.split(' ')) {
      expect(await types(given(`a.${ending}`))).toEqual([type]);
      expect(await types(given(`B.${ending.toUpperCase()}`, binary))).toEqual([type]);
    }
  });

  test('videos, meshes and melodies are one node together and in a zip; molecules and facts have one each', async () => {
    expect(await types(given('a.mp4'), given('b/c.webm'), given('a.mid'), given('b.abc'))).toEqual([
      'source.videos',
      'source.melodies',
    ]);
    expect(await types(given('a.smi'), given('b.sdf'), given('m/c.mol'), given('m/d.nt'))).toEqual([
      'source.molecules',
      'source.molecules',
      'source.molecules',
      'source.triples',
    ]);
    expect(await types(given('v.zip', zip('v/a.mp4', 'v/b.gif', 'v/cover.png')))).toEqual(['source.videos']);
    expect(await types(given('s.zip', zip('s/a.obj', 's/a.mtl', 's/skin.png', 's/bump.png')))).toEqual([
      'source.solids',
    ]);
    expect(await types(given('t.zip', zip('__MACOSX/._a.png', 't/a.mid', 't/read.txt')))).toEqual(['source.melodies']);
  });

  test('what nothing reads is told where there is other work to do, and refused by what can be read where not', async () => {
    const heic = given('d/c.heic', binary);
    const { groups, left } = await groupsOf([given('d/a.png'), heic, given('d/list.csv'), given('d/.DS_Store')]);
    expect([groups.length, left]).toEqual([1, ['d/c.heic', 'd/list.csv']]);
    for (const file of [given('a.m4a', binary), given('a.parquet', binary), heic, given('a.zip', zip('a.heic'))])
      await expect(groupsOf([file])).rejects.toMatchObject({
        code: 'files.unread',
        title: `No node reads “${file.path.split('/').at(-1)}”.`,
        fix: expect.stringMatching(/Images \(.*\.png.*Videos.*\.mp4.*Molecules.*\.smi/),
      });
    const wide = given('wide.log', Uint8Array.of(0xff, 0xfe, 0x68, 0));
    const both = await groupsOf([given('a.m4a', binary), given('main.py', 'print(1)'), wide]);
    expect([both.groups.map(({ type }) => type), both.left]).toEqual([['source.text', 'source.text'], ['a.m4a']]);
  });

  test('captions go with their pictures, from a folder and by themselves', async () => {
    const folder = ['a.png', 'a.txt', 'captions.csv', 'read.txt'].map((name) => given(`d/${name}`));
    const { groups, left } = await groupsOf(folder);
    expect(groups.map(({ type, files }) => [type, ...files.map(({ path }) => path)])).toEqual([
      ['source.images', 'd/a.png', 'd/a.txt', 'd/captions.csv'],
    ]);
    expect(left).toEqual(['d/read.txt']);
    expect(await types(given('a.png'), given('captions.csv'), given('b.txt'))).toEqual([
      'source.images',
      'source.text',
    ]);
    expect(await types(given('captions.csv'))).toEqual(['source.table']);
  });

  test('a folder of many files that are read one by one does not become as many nodes', async () => {
    const { groups, left } = await groupsOf(Array.from({ length: 20 }, (_, at) => given(`m/${at}.mol`)));
    expect([groups.length, left.length]).toEqual([8, 12]);
  });
});
