import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { groupsOf } from '@/app/editor/files/sort-files';

const given = (path: string, content: BlobPart = path) => ({
  path,
  file: new File([content], path.split('/').at(-1) ?? path),
});
const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8(name)])));
const types = async (...files: ReturnType<typeof given>[]) => (await groupsOf(files)).map(({ type }) => type);

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
    const [group] = await groupsOf([given('smol/README.md'), given('smol/config.json'), given('smol/a.safetensors')]);
    expect(group?.files.map(({ path }) => path)).toEqual(['smol/config.json', 'smol/a.safetensors']);
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
    const [group] = await groupsOf([given('m.zip', packed)]);
    expect(group).toMatchObject({ type: 'source.image-classifier', files: [{ path: 'm.zip' }] });
  });

  test('a folder of texts is one node; beside images, what is no image is left out', async () => {
    expect(await types(given('books/one.txt'), given('books/two.txt'))).toEqual(['source.text']);
    expect(await types(given('pets/a.png'), given('pets/licence.txt'))).toEqual(['source.images']);
  });
});
