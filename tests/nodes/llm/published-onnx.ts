import { readFile } from 'node:fs/promises';
import { z } from '@/graph';

const FOLDER = new URL('../../fixtures/onnx/tiny/', import.meta.url);
const NAMES = ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'];

/** The model that `tests/fixtures/onnx/make.py` made, by the names of its files. */
export async function onnxModel(): Promise<Record<string, Uint8Array>> {
  return Object.fromEntries(
    await Promise.all(
      NAMES.map(async (name) => [name, new Uint8Array(await readFile(new URL(name, FOLDER)))] as const),
    ),
  );
}

/** The same model with its weights in a file beside it. */
export async function onnxBeside(): Promise<Record<string, Uint8Array>> {
  const read = async (name: string) => new Uint8Array(await readFile(new URL(`../beside/${name}`, FOLDER)));
  return { 'onnx/model.onnx': await read('model.onnx'), 'onnx/model.onnx_data': await read('model.onnx_data') };
}

const expected = z.array(
  z.object({ question: z.string(), prompt: z.array(z.number()), ids: z.array(z.number()), answer: z.string() }),
);

/** What the reference implementation writes. */
export const onnxExpected = async (): Promise<z.infer<typeof expected>> =>
  expected.parse(JSON.parse(await readFile(new URL('expected.json', FOLDER), 'utf8')));
