import { node, wire } from '@/app/templates/build';
import { emptyDocument, type GraphDocument } from '@/graph';
import { createRuntime, type RunHandle } from '@/workers/client';

/** What a run of the benchmark gave; losses in nats per token. */
export interface QualityResult {
  readonly outcome: string;
  readonly backend: string;
  /** Nodes whose step ran more than once: time that is lost. */
  readonly startedTwice: readonly string[];
  readonly vocabulary: number;
  /** Over the whole validation split. */
  readonly validationLoss: number;
  readonly tokens: number;
  readonly parameters: number;
  readonly trainSeconds: number;
  readonly scoreSeconds: number;
}

/** nanoGPT's `train_shakespeare_char` in its small configuration for a CPU, as a graph. */
export function benchmarkGraph(file: GraphDocument['nodes'][number]['params'][string], steps: number): GraphDocument {
  return {
    ...emptyDocument('quality-gpt'),
    nodes: [
      node('text', 'source.text', 0, 0, { origin: 'file', file }),
      node('tokenizer', 'tokenize.characters', 0, 0, { unknown: 'left-out' }),
      node('encode', 'tokenize.encode', 0, 0, { blockLength: 64, validation: 0.1 }),
      node('embedding', 'network.token-embedding', 0, 0, { width: 128 }),
      node('positions', 'network.positions', 0, 0, { kind: 'learned', context: 64 }),
      node('blocks', 'network.transformer-block', 0, 0, { repeat: 4, heads: 4, dropout: 0, bias: false }),
      node('head', 'network.language-head', 0, 0, { tied: true, bias: false }),
      node(
        'train',
        'train.language-model',
        0,
        0,
        {
          steps,
          batchSize: 12,
          learningRate: 2e-3,
          minimumLearningRate: 2e-4,
          schedule: 'cosine',
          warmUpSteps: Math.min(100, Math.floor(steps / 2)),
          decaySteps: steps,
          optimiser: 'adamw',
          beta1: 0.9,
          beta2: 0.99,
          weightDecay: 0.1,
          clip: 1,
          evaluateEvery: Math.min(250, steps),
          evaluateBatches: 20,
          sampleTokens: 0,
        },
        { seed: 1337 },
      ),
      node('score', 'evaluate.language-model', 0, 0, { maximumBlocks: 0 }),
    ],
    wires: [
      wire('text.text → tokenizer.text'),
      wire('text.text → encode.text'),
      wire('tokenizer.tokenizer → encode.tokenizer'),
      wire('tokenizer.tokenizer → embedding.tokenizer'),
      wire('embedding.network → positions.network'),
      wire('positions.network → blocks.network'),
      wire('blocks.network → head.network'),
      wire('head.network → train.network'),
      wire('encode.training → train.training'),
      wire('encode.validation → train.validation'),
      wire('train.model → score.model'),
      wire('encode.validation → score.data'),
    ],
  };
}

/** Trains and scores through the runtime of the product; tells each look on the console. */
async function measure(text: string, steps: number): Promise<QualityResult> {
  const runtime = createRuntime();
  await runtime.start();
  const file = await runtime.addAsset({ name: 'tinyshakespeare.txt', bytes: new TextEncoder().encode(text) });
  const seconds = new Map<string, number>();
  const keys = new Map<string, string>();
  const started = new Map<string, number>();
  let vocabulary = Number.NaN;
  let backend = '';
  const handle = await runtime.run({
    document: benchmarkGraph({ ...file }, steps),
    targets: null,
    onEvents: (events) => {
      for (const event of events) {
        if (event.type === 'run-started') backend = event.backend;
        else if (event.type === 'started') started.set(event.nodeId, (started.get(event.nodeId) ?? 0) + 1);
        else if (event.type === 'failed') console.error(JSON.stringify(event.error));
        else if (event.type === 'log') console.info(event.text);
        else if (event.type === 'metric' && event.values.validationLoss !== undefined)
          console.info(
            `${(event.at / 1000).toFixed(0).padStart(5)} s  step ${event.step}: ${Object.entries(event.values)
              .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
              .join(', ')}`,
          );
        else if (event.type === 'finished') {
          seconds.set(event.nodeId, event.seconds);
          keys.set(event.nodeId, event.key);
          vocabulary = numberOr(event.facts.tokenizer?.vocabularySize, vocabulary);
        }
      }
    },
  });
  running.add(handle);
  const outcome = await handle.done;
  running.delete(handle);
  const score = await valuesOf('score');
  const trained = await valuesOf('train');
  await runtime.dispose();
  return {
    outcome,
    backend,
    startedTwice: [...started].flatMap(([nodeId, count]) => (count > 1 ? [nodeId] : [])),
    vocabulary,
    validationLoss: score.get('Loss') ?? Number.NaN,
    tokens: score.get('Tokens') ?? Number.NaN,
    parameters: trained.get('Parameters') ?? Number.NaN,
    trainSeconds: seconds.get('train') ?? Number.NaN,
    scoreSeconds: seconds.get('score') ?? Number.NaN,
  };

  async function valuesOf(nodeId: string): Promise<ReadonlyMap<string, number>> {
    const key = keys.get(nodeId);
    if (key === undefined) return new Map();
    const { bytes } = await runtime.exportValue(key, 'metrics');
    const found: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const values = isRecord(found) && Array.isArray(found.values) ? found.values : [];
    return new Map(
      values.flatMap((value: unknown) =>
        isRecord(value) && typeof value.name === 'string' && typeof value.value === 'number'
          ? [[value.name, value.value] as const]
          : [],
      ),
    );
  }
}

const running = new Set<RunHandle>();
const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

Object.assign(window, { measureQuality: measure });
