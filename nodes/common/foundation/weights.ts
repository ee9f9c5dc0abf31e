import type { Weight } from '@/graph';
import type { PublishedTensor } from '@/ml/foundation/families';
import { columnsOf, publishedShape, takeApart } from '@/ml/foundation/layout';
import { sizeOf } from '@/ml/network';
import { malformed } from './refuse';
import type { StoredTensor } from './tensors';

export interface LoadHooks {
  breathe(): Promise<void>;
  progress(done: number, total: number): void;
  log(level: 'info' | 'warning', text: string): void;
}

/**
 * The weights that a network needs, by their names here, out of those that are stored; a stripe of a tensor after another: besides the model itself, little
 * is in memory.
 * @throws GenloomError `foundation.malformed` where one is missing, or of another shape
 */
export async function readWeights(
  stored: ReadonlyMap<string, StoredTensor>,
  wanted: readonly PublishedTensor[],
  architecture: string,
  { breathe, progress, log }: LoadHooks,
): Promise<Record<string, Weight>> {
  const found = wanted.map((tensor) => ({ tensor, ...find(stored, tensor, architecture) }));
  const total = found.reduce((sum, { from }) => sum + from.bytes, 0);
  const entries: (readonly [string, Weight])[] = [];
  let done = 0;
  const isRead = async (bytes: number) => {
    done += bytes;
    progress(done, total);
    await breathe();
  };
  for (const { tensor, from } of found) {
    const [only] = tensor.parts;
    const size = sizeOf(from.shape);
    if (only && tensor.layout === 'same' && tensor.parts.length === 1) {
      const first = (tensor.skip ?? 0) * columnsOf(tensor);
      entries.push([only.key, { shape: only.shape, data: await from.read(first, size) }]);
      await isRead(from.bytes);
      continue;
    }
    const { weights, put } = takeApart(tensor);
    entries.push(...weights);
    const columns = columnsOf(tensor);
    const rows = size / columns;
    const some = Math.max(1, Math.floor(STRIPE / columns));
    for (let first = 0; first < rows; first += some) {
      const end = Math.min(rows, first + some);
      put(first, await from.read(first * columns, end * columns));
      await isRead((from.bytes * (end - first)) / rows);
    }
  }
  const used = new Set(found.map(({ name }) => name));
  const unused = [...stored.keys()].filter((name) => !used.has(name) && !NO_WEIGHT.test(name));
  if (unused.length > 0)
    log('warning', `${unused.length} tensors of the files are not used: ${unused.slice(0, 5).join(', ')}.`);
  return Object.fromEntries(entries);
}

/** Numbers that are laid out anew at a time. */
const STRIPE = 2 ** 18;

/** Tables that old files keep beside their weights, and a head that is the embedding once more. */
const NO_WEIGHT =
  /(\.attn\.(masked_)?bias|\.rotary_emb\.inv_freq|^lm_head\.weight|position_ids|(^cls\.predictions|^lm_head)\.decoder\.(weight|bias)|^vocab_projector\.weight)$/;

/** A tensor by its name, by that which a model without its head has for it, or by that of the first releases, whose norms had a gamma and a beta. */
function find(stored: ReadonlyMap<string, StoredTensor>, tensor: PublishedTensor, architecture: string) {
  const old = tensor.name
    .replace(/LayerNorm\.weight$/, 'LayerNorm.gamma')
    .replace(/LayerNorm\.bias$/, 'LayerNorm.beta');
  const name = [tensor.name, old].flatMap((one) => [one, one.replace(HEADED, '')]).find((one) => stored.has(one));
  const from = name === undefined ? undefined : stored.get(name);
  if (name === undefined || !from)
    throw malformed('model.safetensors', `It has no “${tensor.name}”, which ${architecture} needs.`);
  const shape = publishedShape(tensor);
  if (from.shape.join() !== shape.join())
    throw malformed(
      'model.safetensors',
      `“${name}” is [${from.shape.join(', ')}] and by config.json should be [${shape.join(', ')}].`,
    );
  return { name, from };
}

/** The model’s name, which weights of a model without a head lack. */
const HEADED = /^(transformer|model|bert|roberta|distilbert|vit)\./;
