export { type Adapter, adapter, type BasePrint } from './adapter';
export { type AgentCall, type AgentStep, type AgentTrace, agentTrace, type WaitingCall } from './agent-trace';
export { type AnswerPair, type AnswerPairs, answerPairs } from './answer-pairs';
export { type Answer, type Answers, answers } from './answers';
export { any } from './any';
export { audio, type Sounds } from './audio';
export { type Classifier, classifier } from './classifier';
export { type Conversation, type Conversations, conversations, conversationText, type Message } from './conversations';
export { type Conversion, conversionTitled, type KindMatch, matchKinds } from './conversions';
export { data } from './data';
export { type Dataset, dataset } from './dataset';
export { type Describer, describer } from './describer';
export { type Episode, type EpisodeMoment, type Episodes, episodes, type Scene, type SceneTone } from './episodes';
export { type Exam, type ExamQuestion, type ExamScoring, exam } from './exam';
export { type Examples, examples } from './examples';
export { type Generator, type GeneratorFamily, generator, type TrainedNetworks } from './generator';
export type { GuardAction, GuardRecord } from './guard';
export { type Found, type Hit, type Hits, hits } from './hits';
export { type ImplicitSurface, implicitSurface } from './implicit-surface';
export { type JointEncoder, jointEncoder } from './joint-encoder';
export { type Kind, type KindFamily, kindName, sameKind, type ValueOf } from './kind';
export {
  type Llm,
  type LlmEndpoint,
  type LlmModel,
  type LlmOnnx,
  type LlmScript,
  llm,
  type ScriptedAnswer,
} from './llm';
export { type Melodies, type Melody, type MelodyNote, melodies } from './melodies';
export { type Meshes, meshes } from './meshes';
export { type Curve, type ItemMeasure, type MeasuredItems, type Metric, type Metrics, metrics } from './metrics';
export { languageModel, type Model, model, type Weight } from './model';
export { type MoleculeGoal, moleculeGoal } from './molecule-goal';
export {
  MOLECULE_PROPERTIES,
  type Molecule,
  type MoleculeProperty,
  type Molecules,
  molecules,
  type RefusedMolecule,
} from './molecules';
export { network } from './network';
export { type Page, type PageBlock, type PageDifference, type PageTable, page } from './page';
export { type Passage, type Passages, passages } from './passages';
export { type NoisePath, path } from './path';
export { type Policy, policy } from './policy';
export { type PreferencePair, type Preferences, preferences } from './preferences';
export { type PropertyPredictor, propertyPredictor } from './property-predictor';
export { type Ranked, type RankedFind, type Ranking, ranking } from './ranking';
export { type RewardModel, rewardModel } from './reward-model';
export { type DenseIndex, type Embedding, type LexicalIndex, type SearchIndex, searchIndex } from './search-index';
export { type SpectrogramCodec, spectrogramCodec } from './spectrogram-codec';
export { type Surrogate, surrogate } from './surrogate';
export { type Table, type TableCell, type TableColumn, type TableColumnKind, table } from './table';
export { type ColumnCodec, type TableCodec, type TableScale, tableCodec } from './table-codec';
export { text } from './text';
export { type JudgedPart, type TextClassifier, textClassifier } from './text-classifier';
export { type TokenizerValue, tokenizer, vocabularySizeOf } from './tokenizer';
export { type TokenBlocks, tokens } from './tokens';
export {
  type FilesTool,
  type GraphTool,
  type OutsideTool,
  type ReadyTool,
  type SearchTool,
  type SqlTool,
  type Tool,
  tool,
  type WebTool,
} from './tool';
export { type Candidate, type DecodingTrace, trace } from './trace';
export {
  type Quantity,
  type SimulatedSystem,
  type Trajectories,
  type Trajectory,
  trajectories,
} from './trajectories';
export { type Entity, type Triple, type Triples, triples } from './triples';
export { type Clips, video } from './video';
export { type Vocoder, vocoder } from './vocoder';
export { WORLD_TITLES, type World, world } from './world';
