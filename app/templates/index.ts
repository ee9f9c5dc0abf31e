import type { GraphDocument } from '@/graph';
import { agentTrains } from './agent-trains';
import { anyToAny } from './any-to-any';
import { chatDocuments } from './chat-documents';
import { decoding } from './decoding';
import { deliveriesForecast } from './deliveries-forecast';
import { describes } from './describes';
import { digitsDiffusion } from './digits-diffusion';
import { dpoAgainstPpo } from './dpo-against-ppo';
import { drawCheck } from './draw-check';
import { drawWhatISay } from './draw-what-i-say';
import { explainsCharts } from './explains-charts';
import { fewerSteps } from './fewer-steps';
import { fillGaps } from './fill-gaps';
import { flowDigits } from './flow-digits';
import { fourFamilies } from './four-families';
import { fourTables } from './four-tables';
import { ganDigits } from './gan-digits';
import { gate } from './gate';
import { guarded } from './guarded';
import { instructions } from './instructions';
import { inventSolid } from './invent-solid';
import { knowledgeGraph } from './knowledge-graph';
import { latentDiffusion } from './latent-diffusion';
import { latentVideo } from './latent-video';
import { loraVoices } from './lora-voices';
import { makeUp } from './make-up';
import { melodyContinues } from './melody-continues';
import { modeCollapse } from './mode-collapse';
import { movingShapes } from './moving-shapes';
import { newMolecules } from './new-molecules';
import { pendulumTwin } from './pendulum-twin';
import { picturesWords } from './pictures-words';
import { pointsDiffusion } from './points-diffusion';
import { pointsFlow } from './points-flow';
import { pointsGan } from './points-gan';
import { pointsVae } from './points-vae';
import { programsTested } from './programs-tested';
import { quantise } from './quantise';
import { replanShifts } from './replan-shifts';
import { rlhf } from './rlhf';
import { solidLearned } from './solid-learned';
import { spokenDigits } from './spoken-digits';
import { settingsSweep } from './sweep';
import { syntheticTable } from './synthetic-table';
import { tinyGpt } from './tiny-gpt';
import { tokenizers } from './tokenizers';
import { tonesFromWords } from './tones-from-words';
import { vaeDigits } from './vae-digits';
import { writerCritic } from './writer-critic';

/** Graphs to begin with: opened, run and measured by tests like a user's own. The first one is what a new user should press. */
export const TEMPLATES: readonly GraphDocument[] = [
  tinyGpt,
  pointsDiffusion,
  pointsVae,
  pointsGan,
  pointsFlow,
  modeCollapse,
  fourFamilies,
  fewerSteps,
  vaeDigits,
  digitsDiffusion,
  ganDigits,
  flowDigits,
  latentDiffusion,
  syntheticTable,
  fourTables,
  tokenizers,
  decoding,
  fillGaps,
  instructions,
  rlhf,
  dpoAgainstPpo,
  loraVoices,
  quantise,
  gate,
  guarded,
  makeUp,
  settingsSweep,
  replanShifts,
  deliveriesForecast,
  agentTrains,
  writerCritic,
  drawCheck,
  chatDocuments,
  melodyContinues,
  programsTested,
  spokenDigits,
  newMolecules,
  picturesWords,
  knowledgeGraph,
  inventSolid,
  pendulumTwin,
  movingShapes,
  latentVideo,
  anyToAny,
  describes,
  drawWhatISay,
  explainsCharts,
  solidLearned,
  tonesFromWords,
];
