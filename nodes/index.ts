import { makeCatalogue } from '@/graph';
import { agentFilesTool } from './agent/files-tool/node';
import { agentMcpTool } from './agent/mcp-tool/node';
import { agentReadyTool } from './agent/ready-tool/node';
import { agentRun } from './agent/run/node';
import { agentSearchTool } from './agent/search-tool/node';
import { agentSqlTool } from './agent/sql-tool/node';
import { agentTool } from './agent/tool/node';
import { agentWebTool } from './agent/web-tool/node';
import { loadPreferences } from './align/load-preferences/node';
import { makePairs } from './align/make-pairs/node';
import { moleculeGoalNode } from './align/molecule-goal/node';
import { alignPpo } from './align/ppo/node';
import { alignPreferences } from './align/preferences/node';
import { rankByHand } from './align/rank-by-hand/node';
import { rankByRule } from './align/rank-by-rule/node';
import { trainRewardModel } from './align/reward-model/node';
import { pruneModel } from './compress/prune/node';
import { quantiseModel } from './compress/quantise/node';
import { compareAnswers } from './evaluate/answers/node';
import { arena } from './evaluate/arena/node';
import { evaluateBenchmark } from './evaluate/benchmark/node';
import { evaluateBenchmarkChat } from './evaluate/benchmark-chat/node';
import { evaluateBias } from './evaluate/bias/node';
import { evaluateCaptions } from './evaluate/captions/node';
import { evaluateClassifier } from './evaluate/classifier/node';
import { evaluateDescriber } from './evaluate/describer/node';
import { evaluateExamples } from './evaluate/examples/node';
import { evaluateExposure } from './evaluate/exposure/node';
import { evaluateFacts } from './evaluate/facts/node';
import { evaluateFeatures } from './evaluate/features/node';
import { evaluateGate } from './evaluate/gate/node';
import { evaluateGeneration } from './evaluate/generation/node';
import { evaluateImageRobustness } from './evaluate/image-robustness/node';
import { evaluateJoint } from './evaluate/joint/node';
import { evaluateLanguageModel } from './evaluate/language-model/node';
import { evaluateMelodies } from './evaluate/melodies/node';
import { evaluateModalities } from './evaluate/modalities/node';
import { modelCard } from './evaluate/model-card/node';
import { evaluateMolecules } from './evaluate/molecules/node';
import { pairUp } from './evaluate/pair-up/node';
import { recognise } from './evaluate/recognise/node';
import { measureRefusals } from './evaluate/refusals/node';
import { evaluateReport } from './evaluate/report/node';
import { evaluateRobustness } from './evaluate/robustness/node';
import { evaluateRollOut } from './evaluate/roll-out/node';
import { evaluateSelfConsistency } from './evaluate/self-consistency/node';
import { evaluateSolids } from './evaluate/solids/node';
import { evaluateSounds } from './evaluate/sounds/node';
import { evaluateTables } from './evaluate/tables/node';
import { tradeOff } from './evaluate/trade-off/node';
import { evaluateTriples } from './evaluate/triples/node';
import { evaluateVideo } from './evaluate/video/node';
import { zeroShot } from './evaluate/zero-shot/node';
import { choose } from './flow/choose/node';
import { code } from './flow/code/node';
import { constant } from './flow/constant/node';
import { join } from './flow/join/node';
import { map } from './flow/map/node';
import { pick } from './flow/pick/node';
import { reduce } from './flow/reduce/node';
import { repeat } from './flow/repeat/node';
import { askTablesBySql } from './flow/sql/node';
import { sweep } from './flow/sweep/node';
import { templateText } from './flow/template/node';
import { trigger } from './flow/trigger/node';
import { tryElse } from './flow/try/node';
import { answerPrompts } from './generate/answers/node';
import { bestOfN } from './generate/best-of-n/node';
import { generateClips } from './generate/clips/node';
import { decodeLatents } from './generate/decode-latents/node';
import { decodeTable } from './generate/decode-table/node';
import { describePictures } from './generate/describe/node';
import { generateDocuments } from './generate/documents/node';
import { generateExamples } from './generate/examples/node';
import { readFacts } from './generate/facts/node';
import { fillGaps } from './generate/fill/node';
import { generateFromExamples } from './generate/from-examples/node';
import { guardAnswers } from './generate/guard-answers/node';
import { guardPrompts } from './generate/guard-prompts/node';
import { latentWalk } from './generate/latent-walk/node';
import { fillTheMiddle } from './generate/middle/node';
import { drawPicture } from './generate/picture/node';
import { reconstruct } from './generate/reconstruct/node';
import { generateRollOut } from './generate/roll-out/node';
import { solidMeshes } from './generate/solid-meshes/node';
import { generateSounds } from './generate/sounds/node';
import { surfaceMeshes } from './generate/surface-meshes/node';
import { generateText } from './generate/text/node';
import { textToMelodies } from './generate/text-to-melodies/node';
import { textToMotion } from './generate/text-to-motion/node';
import { textToPictures } from './generate/text-to-pictures/node';
import { graphInput } from './graph/input/node';
import { graphOutput } from './graph/output/node';
import { subgraph } from './graph/subgraph/node';
import { llmAsk } from './llm/ask/node';
import { llmConnection } from './llm/connection/node';
import { llmFacts } from './llm/facts/node';
import { llmModel } from './llm/model/node';
import { llmOnnx } from './llm/onnx/node';
import { llmScript } from './llm/script/node';
import { attention } from './network/attention/node';
import { captionInput } from './network/caption-input/node';
import { codeInput } from './network/code-input/node';
import { convolution } from './network/convolution/node';
import { coupling } from './network/coupling/node';
import { crossAttention } from './network/cross-attention/node';
import { dense } from './network/dense/node';
import { dit } from './network/dit/node';
import { ditBlock } from './network/dit-block/node';
import { exampleInput } from './network/example-input/node';
import { exampleOutput } from './network/example-output/node';
import { feedForward } from './network/feed-forward/node';
import { film } from './network/film/node';
import { fourierFeatures } from './network/fourier-features/node';
import { glow } from './network/glow/node';
import { imageAttention } from './network/image-attention/node';
import { imageDecoder } from './network/image-decoder/node';
import { imageEncoder } from './network/image-encoder/node';
import { imageNorm } from './network/image-norm/node';
import { joinChannels } from './network/join-channels/node';
import { languageHead } from './network/language-head/node';
import { layOut } from './network/lay-out/node';
import { maskedAutoregressive } from './network/masked-autoregressive/node';
import { minibatchDeviation } from './network/minibatch-deviation/node';
import { mlp } from './network/mlp/node';
import { noiseInput } from './network/noise-input/node';
import { norm } from './network/norm/node';
import { patchMean } from './network/patch-mean/node';
import { patchify } from './network/patchify/node';
import { pointnet } from './network/pointnet/node';
import { positions } from './network/positions/node';
import { resample } from './network/resample/node';
import { residualAdd } from './network/residual-add/node';
import { residualBlock } from './network/residual-block/node';
import { spaceTimeBlock } from './network/space-time-block/node';
import { splitOff } from './network/split-off/node';
import { squeeze } from './network/squeeze/node';
import { styleDecoder } from './network/style-decoder/node';
import { tokenEmbedding } from './network/token-embedding/node';
import { transformerBlock } from './network/transformer-block/node';
import { tubelets } from './network/tubelets/node';
import { unet } from './network/unet/node';
import { unpatchify } from './network/unpatchify/node';
import { vectorQuantiser } from './network/vector-quantiser/node';
import { vitBlock } from './network/vit-block/node';
import { vitEncoder } from './network/vit-encoder/node';
import { augment } from './prepare/augment/node';
import { beginnings } from './prepare/beginnings/node';
import { insertCanaries } from './prepare/canaries/node';
import { captionsText } from './prepare/captions-text/node';
import { clean } from './prepare/clean/node';
import { cloudGrids } from './prepare/cloud-grids/node';
import { corruptImages } from './prepare/corrupt/node';
import { deduplicate } from './prepare/deduplicate/node';
import { encodeLatents } from './prepare/encode-latents/node';
import { encodeTable } from './prepare/encode-table/node';
import { factsAsExamples } from './prepare/facts/node';
import { featuresOf } from './prepare/features/node';
import { fillInTheMiddle } from './prepare/fill-in-the-middle/node';
import { prepareFrames } from './prepare/frames/node';
import { holdOut } from './prepare/hold-out/node';
import { prepareImages } from './prepare/images/node';
import { melodiesToText } from './prepare/melodies-to-text/node';
import { mergeEntities } from './prepare/merge-entities/node';
import { mixDocuments } from './prepare/mix/node';
import { moleculesToText } from './prepare/molecules-to-text/node';
import { motionToText } from './prepare/motion-to-text/node';
import { perturbText } from './prepare/perturb/node';
import { pictureQuestions } from './prepare/picture-questions/node';
import { picturesToText } from './prepare/pictures-to-text/node';
import { readMolecules } from './prepare/read-molecules/node';
import { solidGrids } from './prepare/solid-grids/node';
import { prepareSounds } from './prepare/sounds/node';
import { prepareSpectrograms } from './prepare/spectrograms/node';
import { split } from './prepare/split/node';
import { splitExamples } from './prepare/split-examples/node';
import { splitTable } from './prepare/split-table/node';
import { surfacePoints } from './prepare/surface-points/node';
import { prepareTimeSeries } from './prepare/time-series/node';
import { answerFromDocuments } from './retrieve/answer/node';
import { retrieveCaptions } from './retrieve/captions/node';
import { askGraph } from './retrieve/graph/node';
import { indexPassages } from './retrieve/index/node';
import { retrievePictures } from './retrieve/pictures/node';
import { searchDocuments } from './retrieve/search/node';
import { splitPassages } from './retrieve/split/node';
import { seeAttention } from './see/attention/node';
import { seeFlow } from './see/flow/node';
import { inspect } from './see/inspect/node';
import { seeLatent } from './see/latent/node';
import { seeNoiseSchedule } from './see/noise-schedule/node';
import { sourceBenchmark } from './source/benchmark/node';
import { sourceClosedWorld } from './source/closed-world/node';
import { sourceConversations } from './source/conversations/node';
import { sourceEventLog } from './source/event-log/node';
import { foundationModel } from './source/foundation-model/node';
import { loadImageClassifier } from './source/image-classifier/node';
import { sourceImages } from './source/images/node';
import { sourceMelodies } from './source/melodies/node';
import { sourceMolecules } from './source/molecules/node';
import { sourcePoints } from './source/points/node';
import { sourcePrograms } from './source/programs/node';
import { sourceSimulation } from './source/simulation/node';
import { sourceSolids } from './source/solids/node';
import { sourceSounds } from './source/sounds/node';
import { sourceTable } from './source/table/node';
import { sourceText } from './source/text/node';
import { sourceTriples } from './source/triples/node';
import { sourceTypedWorld } from './source/typed-world/node';
import { sourceVideos } from './source/videos/node';
import { characters } from './tokenize/characters/node';
import { encodeConversations } from './tokenize/conversations/node';
import { encode } from './tokenize/encode/node';
import { learnBpe } from './tokenize/learn-bpe/node';
import { learnUnigram } from './tokenize/learn-unigram/node';
import { load } from './tokenize/load/node';
import { look } from './tokenize/look/node';
import { smilesTokens } from './tokenize/smiles/node';
import { trainAdapter } from './train/adapter/node';
import { applyAdapter } from './train/apply-adapter/node';
import { trainAutoencoder } from './train/autoencoder/node';
import { trainClassifier } from './train/classifier/node';
import { trainContrastive } from './train/contrastive/node';
import { trainDescriber } from './train/describer/node';
import { tuneDescriber } from './train/describer-tune/node';
import { trainDiffusion } from './train/diffusion/node';
import { distil } from './train/distil/node';
import { distilLanguageModel } from './train/distil-language-model/node';
import { fineTune } from './train/fine-tune/node';
import { trainFlow } from './train/flow/node';
import { trainGan } from './train/gan/node';
import { trainImplicitSurface } from './train/implicit-surface/node';
import { trainLanguageModel } from './train/language-model/node';
import { trainLinkPrediction } from './train/link-prediction/node';
import { trainMaskedLanguageModel } from './train/masked-language-model/node';
import { trainPropertyPredictor } from './train/property-predictor/node';
import { trainSurrogate } from './train/surrogate/node';
import { trainTextClassifier } from './train/text-classifier/node';
import { trainVae } from './train/vae/node';
import { trainVocoder } from './train/vocoder/node';
import { trainVqVae } from './train/vq-vae/node';
import { twinFollow } from './twin/follow/node';
import { twinWhatIf } from './twin/what-if/node';
import { webFetch } from './web/fetch/node';
import { worldAgent } from './world/agent/node';
import { worldDeliveries } from './world/deliveries/node';
import { worldForecast } from './world/forecast/node';
import { worldPlay } from './world/play/node';
import { worldShifts } from './world/shifts/node';
import { worldShopFloor } from './world/shop-floor/node';
import { worldTrainPolicy } from './world/train-policy/node';

/** Every node there is, in the order of the palette. */
export const catalogue = makeCatalogue([
  sourceText,
  sourceConversations,
  sourceClosedWorld,
  sourceMelodies,
  sourcePrograms,
  sourcePoints,
  sourceSolids,
  sourceImages,
  sourceSounds,
  sourceTable,
  sourceMolecules,
  foundationModel,
  loadImageClassifier,
  clean,
  deduplicate,
  perturbText,
  melodiesToText,
  picturesToText,
  motionToText,
  beginnings,
  mixDocuments,
  split,
  insertCanaries,
  splitExamples,
  holdOut,
  pictureQuestions,
  captionsText,
  splitTable,
  moleculesToText,
  readMolecules,
  encodeTable,
  solidGrids,
  cloudGrids,
  surfacePoints,
  augment,
  prepareFrames,
  prepareImages,
  prepareSounds,
  prepareSpectrograms,
  corruptImages,
  encodeLatents,
  featuresOf,
  fillInTheMiddle,
  characters,
  learnBpe,
  learnUnigram,
  smilesTokens,
  load,
  encode,
  encodeConversations,
  look,
  tokenEmbedding,
  positions,
  resample,
  transformerBlock,
  attention,
  feedForward,
  norm,
  residualAdd,
  residualBlock,
  languageHead,
  layOut,
  exampleInput,
  noiseInput,
  codeInput,
  minibatchDeviation,
  styleDecoder,
  mlp,
  coupling,
  maskedAutoregressive,
  squeeze,
  splitOff,
  glow,
  convolution,
  unet,
  imageEncoder,
  imageNorm,
  joinChannels,
  imageDecoder,
  imageAttention,
  crossAttention,
  dense,
  film,
  patchMean,
  pointnet,
  fourierFeatures,
  patchify,
  vitBlock,
  captionInput,
  ditBlock,
  unpatchify,
  vitEncoder,
  dit,
  exampleOutput,
  vectorQuantiser,
  trainLanguageModel,
  fineTune,
  trainAdapter,
  applyAdapter,
  distilLanguageModel,
  quantiseModel,
  pruneModel,
  trainMaskedLanguageModel,
  trainAutoencoder,
  trainClassifier,
  trainContrastive,
  trainDescriber,
  tuneDescriber,
  trainDiffusion,
  distil,
  trainVae,
  trainVocoder,
  trainVqVae,
  trainGan,
  trainFlow,
  makePairs,
  rankByHand,
  loadPreferences,
  rankByRule,
  trainRewardModel,
  moleculeGoalNode,
  trainTextClassifier,
  alignPreferences,
  alignPpo,
  generateText,
  generateDocuments,
  fillTheMiddle,
  answerPrompts,
  textToMelodies,
  textToPictures,
  textToMotion,
  llmAsk,
  bestOfN,
  guardPrompts,
  guardAnswers,
  fillGaps,
  generateExamples,
  drawPicture,
  generateFromExamples,
  latentWalk,
  reconstruct,
  solidMeshes,
  trainImplicitSurface,
  surfaceMeshes,
  decodeLatents,
  evaluateLanguageModel,
  evaluateRobustness,
  evaluateImageRobustness,
  evaluateClassifier,
  evaluateCaptions,
  evaluateJoint,
  zeroShot,
  evaluateDescriber,
  recognise,
  compareAnswers,
  measureRefusals,
  evaluateMelodies,
  evaluateModalities,
  evaluateFacts,
  evaluateSelfConsistency,
  evaluateExposure,
  evaluateBias,
  sourceBenchmark,
  evaluateBenchmark,
  evaluateBenchmarkChat,
  evaluateGeneration,
  evaluateExamples,
  evaluateFeatures,
  decodeTable,
  generateSounds,
  evaluateTables,
  evaluateMolecules,
  evaluateSolids,
  evaluateSounds,
  pairUp,
  arena,
  evaluateReport,
  modelCard,
  evaluateGate,
  tradeOff,
  seeFlow,
  seeAttention,
  seeLatent,
  seeNoiseSchedule,
  inspect,
  subgraph,
  graphInput,
  graphOutput,
  constant,
  templateText,
  pick,
  choose,
  trigger,
  tryElse,
  map,
  repeat,
  reduce,
  sweep,
  join,
  askTablesBySql,
  code,
  splitPassages,
  indexPassages,
  searchDocuments,
  retrievePictures,
  retrieveCaptions,
  describePictures,
  answerFromDocuments,
  llmConnection,
  llmModel,
  llmOnnx,
  llmScript,
  webFetch,
  worldShifts,
  worldDeliveries,
  worldShopFloor,
  worldForecast,
  worldTrainPolicy,
  worldPlay,
  worldAgent,
  agentRun,
  agentTool,
  agentReadyTool,
  agentSearchTool,
  agentSqlTool,
  agentWebTool,
  agentFilesTool,
  agentMcpTool,
  sourceTypedWorld,
  factsAsExamples,
  readFacts,
  evaluateTriples,
  sourceSimulation,
  prepareTimeSeries,
  trainPropertyPredictor,
  trainSurrogate,
  generateRollOut,
  evaluateRollOut,
  twinFollow,
  twinWhatIf,
  sourceTriples,
  sourceEventLog,
  mergeEntities,
  trainLinkPrediction,
  askGraph,
  llmFacts,
  sourceVideos,
  generateClips,
  tubelets,
  spaceTimeBlock,
  evaluateVideo,
]);
