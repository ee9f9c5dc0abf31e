import { jsonSchema, type Model, vocabularySizeOf, z } from '@/graph';
import { together } from '@/ml/compress/stored';
import { layers } from '@/ml/layers';
import { checkWeights, NetworkError } from '@/ml/network';
import { readSafetensors, SafetensorsError } from '@/ml/safetensors';
import { headerLength, PREFIX, parseSafetensorsHeader } from '@/ml/safetensors-header';
import { codecOf } from '../codec';
import { concreteNetwork } from '../network';
import { malformed } from './refuse';

const name = z.string().min(1).max(300);
const size = z
  .number()
  .int()
  .min(1)
  .max(2 ** 31);
const dims = z.array(z.union([size, z.string().max(300)])).max(8);
const operation = z.object({
  id: name,
  layer: name.refine((layer) => layers.has(layer), { error: 'no layer of this name is known here' }),
  params: z.record(z.string(), jsonSchema),
  inputs: z.array(name).max(16),
  shape: dims,
  parameters: z
    .array(
      z.object({
        name,
        shape: z.array(size).max(8),
        tiedTo: name.exactOptional(),
        statistic: z.literal(true).exactOptional(),
      }),
    )
    .max(500),
  flops: z.number(),
});
const network = z
  .object({
    operations: z.array(operation).min(1).max(10_000),
    output: name,
    shape: dims,
    vocabularySize: size,
    context: size.nullable(),
  })
  .refine(isOrdered, { error: 'an operation stands on one that does not come before it' })
  .refine(({ operations, output }) => operations.some(({ id, layer }) => id === output && layer === 'language-head'), {
    error: 'it does not end in a language-model head',
  });
const described = z.object({
  network,
  tokenizer: z.record(z.string(), jsonSchema),
  blockLength: size,
  trainedSteps: z.number().int().min(0),
  validationLoss: z.number().nullable(),
  objective: z.literal('masked').exactOptional(),
  maskId: z.number().int().min(0).exactOptional(),
  pruned: z.array(name).max(10_000).exactOptional(),
});

/**
 * A language model as “Save as file” writes it: weights as safetensors, and all else as JSON among its notes. Null where the file is of another kind.
 * @throws GenloomError `foundation.malformed` where it is one, and damaged or made up
 */
export function ownModel(file: string, bytes: Uint8Array): Model | null {
  try {
    const start = PREFIX + headerLength(bytes.subarray(0, PREFIX), bytes.length);
    const { metadata: notes } = parseSafetensorsHeader(bytes.subarray(PREFIX, start), bytes.length);
    if (notes.network === undefined || notes.tokenizer === undefined) return null;
    const { tensors, codes, metadata } = readSafetensors(bytes, 'withCodes');
    const { quantised, ...told } = metadata;
    const read = described.safeParse(
      Object.fromEntries(Object.entries(told).map(([key, text]) => [key, JSON.parse(text)])),
    );
    if (!read.success) {
      const [first] = read.error.issues;
      throw malformed(file, `${first?.path.join('.')}: ${first?.message}`);
    }
    const model = read.data;
    codecOf(model.tokenizer);
    const tokens = vocabularySizeOf(model.tokenizer);
    if (tokens > model.network.vocabularySize)
      throw malformed(file, `Its tokenizer has ${tokens} tokens, and its network ${model.network.vocabularySize}.`);
    const weights = together(tensors, codes, quantised);
    checkWeights(concreteNetwork(model.network), weights);
    return { ...model, weights };
  } catch (thrown) {
    if (thrown instanceof SafetensorsError || thrown instanceof NetworkError || thrown instanceof SyntaxError)
      throw malformed(file, thrown.message);
    throw thrown;
  }
}

function isOrdered({
  operations,
}: {
  readonly operations: readonly { id: string; inputs: readonly string[] }[];
}): boolean {
  const before = new Set(['input']);
  return operations.every(({ id, inputs }) => {
    const stands = inputs.every((input) => before.has(input)) && !before.has(id);
    before.add(id);
    return stands;
  });
}
