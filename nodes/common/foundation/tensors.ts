import { GenloomError, z } from '@/graph';
import { BYTES, floatsOf } from '@/ml/floats';
import { readableType, SafetensorsError } from '@/ml/safetensors';
import { headerLength, PREFIX, parseSafetensorsHeader, type TensorPlace } from '@/ml/safetensors-header';
import { malformed } from './refuse';
import { type ByteSource, textOf } from './sources';

/** A tensor of a published file: its shape is known, its numbers are read when they are asked for. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly bytes: number;
  /** Its numbers from one to (not including) another, row by row. They may be a view, which nobody may write to. */
  read(from: number, to: number): Promise<Float32Array<ArrayBuffer>>;
}

const LARGEST_INDEX = 64 * 2 ** 20;

const shardIndex = z.object({ weight_map: z.record(z.string().max(500), z.string().max(300)) });

/**
 * The tensors of a model's files, in one `model.safetensors` or in the shards that `model.safetensors.index.json` lists.
 * @throws GenloomError `foundation.missing-file` where one is not there, `foundation.malformed` where one is damaged
 */
export async function storedTensors(
  folder: ReadonlyMap<string, ByteSource>,
): Promise<ReadonlyMap<string, StoredTensor>> {
  const index = folder.get('model.safetensors.index.json');
  if (!folder.has('model.safetensors') && index) return shardedTensors(folder, index);
  const named = folder.get('model.safetensors');
  const only = [...folder.values()].filter(({ name }) => name.endsWith('.safetensors'));
  const file = named ?? (only.length === 1 ? only[0] : undefined);
  if (!file) throw noWeights(folder);
  return tensorsIn(file);
}

async function shardedTensors(folder: ReadonlyMap<string, ByteSource>, index: ByteSource) {
  const parsed = shardIndex.safeParse(jsonOf(index.name, await textOf(index, LARGEST_INDEX)));
  if (!parsed.success) throw malformed(index.name, 'It has no list of tensors and the files that they are in.');
  const map = new Map(Object.entries(parsed.data.weight_map));
  const names = [...new Set(map.values())].sort();
  const missing = names.filter((name) => !folder.has(name));
  if (missing.length > 0)
    throw new GenloomError({
      code: 'foundation.missing-file',
      title: `${missing.length} of the ${names.length} files with this model’s weights ${missing.length === 1 ? 'is' : 'are'} not there.`,
      detail: `Missing: ${missing.slice(0, 8).join(', ').slice(0, 600)}.`,
      fix: 'Give all of its files together, or the folder that they lie in.',
    });
  const tensors = new Map<string, StoredTensor>();
  for (const name of names) {
    const source = folder.get(name);
    if (!source) continue;
    for (const [tensor, stored] of await tensorsIn(source)) if (map.get(tensor) === name) tensors.set(tensor, stored);
  }
  for (const [tensor, name] of map)
    if (!tensors.has(tensor)) throw malformed(name, `The tensor “${tensor}” should be in it, and is not.`);
  return tensors;
}

async function tensorsIn(source: ByteSource): Promise<Map<string, StoredTensor>> {
  const prefix = await source.read(0, Math.min(PREFIX, source.size));
  const start = PREFIX + told(source, () => headerLength(prefix, source.size));
  const header = await source.read(PREFIX, start);
  const { tensors } = told(source, () => parseSafetensorsHeader(header, source.size));
  return new Map([...tensors].map(([name, place]) => [name, storedAt(source, name, place)]));
}

/** What is wrong with a file, said of that file. */
function told<Result>({ name }: ByteSource, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof SafetensorsError ? malformed(name, error.message) : error;
  }
}

const storedAt = (source: ByteSource, name: string, place: TensorPlace): StoredTensor => ({
  shape: place.shape,
  bytes: place.end - place.begin,
  read: async (from, to) => {
    const type = told(source, () => readableType(name, place));
    const [begin, end] = [place.begin + from * BYTES[type], place.begin + to * BYTES[type]];
    return floatsOf(await source.read(begin, end), type);
  },
});

/** The JSON in a file. @throws GenloomError `foundation.malformed` */
export function jsonOf(name: string, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    throw malformed(name, `It is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
}

function noWeights(folder: ReadonlyMap<string, ByteSource>): GenloomError {
  const pickled = [...folder.keys()].find((name) => /\.(bin|pt|pth|ckpt|h5|msgpack|gguf|onnx)$/.test(name));
  return new GenloomError({
    code: 'foundation.missing-file',
    title: 'There is no model.safetensors among these files.',
    detail: pickled
      ? `“${pickled}” is another format, which is not read here.`
      : 'It holds the model’s weights, the largest of its files.',
    fix: 'Give config.json, model.safetensors and tokenizer.json together, or the folder that they lie in.',
  });
}
