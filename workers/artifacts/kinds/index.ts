import type { Codec } from '../codec';
import { adapter } from './adapter';
import { agentTrace } from './agent-trace';
import { answerPairs } from './answer-pairs';
import { answers } from './answers';
import { audio } from './audio';
import { classifier } from './classifier';
import { conversations } from './conversations';
import { describer } from './describer';
import { documents } from './documents';
import { episodes } from './episodes';
import { exam } from './exam';
import { examples } from './examples';
import { generator } from './generator';
import { hits } from './hits';
import { implicitSurface } from './implicit-surface';
import { jointEncoder } from './joint-encoder';
import { json } from './json';
import { llm } from './llm';
import { melodies } from './melodies';
import { meshes } from './meshes';
import { metrics } from './metrics';
import { model } from './model';
import { moleculeGoal } from './molecule-goal';
import { molecules } from './molecules';
import { network } from './network';
import { page } from './page';
import { passages } from './passages';
import { path } from './path';
import { policy } from './policy';
import { preferences } from './preferences';
import { propertyPredictor } from './property-predictor';
import { ranking } from './ranking';
import { rewardModel } from './reward-model';
import { searchIndex } from './search-index';
import { spectrogramCodec } from './spectrogram-codec';
import { surrogate } from './surrogate';
import { table } from './table';
import { tableCodec } from './table-codec';
import { text } from './text';
import { textClassifier } from './text-classifier';
import { tokenBlocks } from './token-blocks';
import { tokenizer } from './tokenizer';
import { toolCodec } from './tool';
import { trace } from './trace';
import { trajectories } from './trajectories';
import { triples } from './triples';
import { video } from './video';
import { vocoder } from './vocoder';
import { world } from './world';

const codecs: Readonly<Record<string, unknown>> = {
  text,
  'dataset<text>': documents,
  'dataset<tokens>': tokenBlocks,
  tokenizer,
  network,
  'model<tokens, tokens>': model,
  adapter,
  conversations,
  llm,
  melodies,
  meshes,
  metrics,
  trace,
  'agent-trace': agentTrace,
  // What a tool's graph is given is kept as its own kinds are.
  tool: toolCodec((kind) => codecOf(kind)),
  answers,
  data: json,
  'answer-pairs': answerPairs,
  audio,
  episodes,
  exam,
  examples,
  generator,
  classifier,
  hits,
  molecules,
  'molecule-goal': moleculeGoal,
  'property-predictor': propertyPredictor,
  index: searchIndex,
  describer,
  'joint-encoder': jointEncoder,
  page,
  passages,
  path,
  policy,
  preferences,
  ranking,
  'reward-model': rewardModel,
  'text-classifier': textClassifier,
  'spectrogram-codec': spectrogramCodec,
  triples,
  'implicit-surface': implicitSurface,
  surrogate,
  table,
  'table-codec': tableCodec,
  trajectories,
  video,
  vocoder,
  world,
};

/**
 * The codec of a kind, by the kind's full name. Values come from steps whose contracts promised this kind, so the codec may take what it is given for
 * a value of it.
 */
export function codecOf(kind: string): Codec<unknown> {
  const found = codecs[kind];
  return isCodec(found) ? found : json;
}

const isCodec = (value: unknown): value is Codec<unknown> =>
  typeof value === 'object' && value !== null && 'encode' in value;
