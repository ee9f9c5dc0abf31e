/** Loading a GPT-2 and a Llama of 100 MB each, in float32, float16 and bfloat16, a tensor at a time from a file on disk. */
import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BYTES, type ReadType } from '@/ml/floats';
import { type PublishedTensor, publishedTensors } from '@/ml/foundation/families';
import { publishedShape } from '@/ml/foundation/layout';
import { networkOf } from '@/nodes/common/foundation/architecture';
import { decoderOf } from '@/nodes/common/foundation/config';
import { loadModel } from '@/nodes/common/foundation/load';
import { type ByteSource, bytesSource } from '@/nodes/common/foundation/sources';
import { concreteNetwork } from '@/nodes/common/network';
import { bar } from '../support/bar';
import { finish } from '../support/environment';
import { heapAfterCollection } from '../support/heap';

const [VOCABULARY, WIDTH, LAYERS, MEGABYTE] = [12_000, 512, 6, 1e6];
const CONFIGS = {
  'gpt-2': {
    architectures: ['GPT2LMHeadModel'],
    vocab_size: VOCABULARY,
    n_positions: 1_024,
    n_embd: WIDTH,
    n_layer: LAYERS,
    n_head: 8,
  },
  llama: {
    architectures: ['LlamaForCausalLM'],
    vocab_size: VOCABULARY,
    max_position_embeddings: 2_048,
    hidden_size: WIDTH,
    num_hidden_layers: LAYERS,
    num_attention_heads: 8,
    num_key_value_heads: 2,
    intermediate_size: 1_536,
    tie_word_embeddings: false,
  },
} as const;

const utf8 = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const tokenizer = { model: { type: 'WordLevel', vocab: { a: 0, b: 1 }, unk_token: 'a' }, added_tokens: [] };
const folder = await mkdtemp(join(tmpdir(), 'genloom-load-'));
try {
  for (const [name, config] of Object.entries(CONFIGS)) {
    const tensors = publishedTensors(decoderOf(config).family, concreteNetwork(networkOf(decoderOf(config))));
    for (const type of ['F32', 'F16', 'BF16'] as const) await measure(name, config, tensors, type);
  }
} finally {
  await rm(folder, { recursive: true });
}
finish();

async function measure(name: string, config: object, tensors: readonly PublishedTensor[], type: ReadType) {
  const path = join(folder, 'model.safetensors');
  await writeFile(path, fileOf(tensors, type));
  const file = await open(path);
  const { size } = await stat(path);
  const source: ByteSource = {
    name: 'model.safetensors',
    size,
    async read(begin, end) {
      const { buffer } = await file.read(new Uint8Array(end - begin), 0, end - begin, begin);
      return buffer;
    },
  };
  const others = [bytesSource('config.json', utf8(config)), bytesSource('tokenizer.json', utf8(tokenizer))];
  await heapAfterCollection();
  const before = process.memoryUsage().arrayBuffers;
  let peak = 0;
  const began = performance.now();
  const { weights } = await loadModel([...others, source], {
    breathe: async () => undefined,
    progress: () => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    },
    log: () => undefined,
  });
  const seconds = (performance.now() - began) / 1000;
  await file.close();
  const kept = Object.values(weights).reduce((sum, { data }) => sum + data.byteLength, 0);
  const speed = `${(size / MEGABYTE / seconds).toFixed(0)} MB/s`;
  console.log(`${name} ${type}: ${(size / MEGABYTE).toFixed(0)} MB in ${seconds.toFixed(2)} s, ${speed}`);
  // Numbers are kept in 32 bits: of a file in 16 the model itself is twice as large.
  bar(`foundation-load ${name} ${type} peak, times the model in 32 bits`, peak / kept, { atMost: 1.3 });
}

/** A file whose numbers are small ones, whatever their type. */
function fileOf(tensors: readonly PublishedTensor[], type: ReadType): Uint8Array {
  let end = 0;
  const header: Record<string, unknown> = {};
  for (const tensor of tensors) {
    const shape = publishedShape(tensor);
    const begin = end;
    end += shape.reduce((size, dim) => size * dim, BYTES[type]);
    header[tensor.name] = { dtype: type, shape, data_offsets: [begin, end] };
  }
  const text = utf8(header);
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 0, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  return bytes.fill(0x2c, 8 + length);
}
