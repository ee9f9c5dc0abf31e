/** Molecules as the template writes them, node by node: how many are possible, different and new, and how far a wanted property moves. */

import {
  BLOCK,
  GOAL,
  LEARNING,
  MOLECULES,
  PREDICTING,
  REWARDED,
  WRITING,
  WRITING_AFTER,
} from '@/app/templates/new-molecules-settings';
import { extendNode, type Facts, type Metrics, type Model, type Network } from '@/graph';
import { catalogue } from '@/nodes';
import { moleculeGoalNode } from '@/nodes/align/molecule-goal/node';
import { run as runGoal } from '@/nodes/align/molecule-goal/run';
import { alignPpo } from '@/nodes/align/ppo/node';
import { run as runPpo } from '@/nodes/align/ppo/run';
import { codecOf } from '@/nodes/common/codec';
import { evaluateMolecules } from '@/nodes/evaluate/molecules/node';
import { run as evaluate } from '@/nodes/evaluate/molecules/run';
import { generateDocuments } from '@/nodes/generate/documents/node';
import { run as write } from '@/nodes/generate/documents/run';
import { moleculesToText } from '@/nodes/prepare/molecules-to-text/node';
import { run as asText } from '@/nodes/prepare/molecules-to-text/run';
import { readMolecules } from '@/nodes/prepare/read-molecules/node';
import { run as read } from '@/nodes/prepare/read-molecules/run';
import { sourceMolecules } from '@/nodes/source/molecules/node';
import { run as source } from '@/nodes/source/molecules/run';
import { encode } from '@/nodes/tokenize/encode/node';
import { run as runEncode } from '@/nodes/tokenize/encode/run';
import { smilesTokens } from '@/nodes/tokenize/smiles/node';
import { run as tokenize } from '@/nodes/tokenize/smiles/run';
import { trainLanguageModel } from '@/nodes/train/language-model/node';
import { run as train } from '@/nodes/train/language-model/run';
import { trainPropertyPredictor } from '@/nodes/train/property-predictor/node';
import { run as learnProperty } from '@/nodes/train/property-predictor/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

await startWasm();
const began = performance.now();
const lap = (what: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0)} s: ${what}`);
const context = () => testContext({ seed: 1337 });

const { molecules } = await source({}, sourceMolecules.params.parse(MOLECULES), context());
lap(
  `${molecules.items.length} molecules, such as ${molecules.items
    .slice(0, 4)
    .map(({ smiles }) => smiles)
    .join(' ')}`,
);
const { text } = await asText({ molecules }, moleculesToText.params.parse({}), context());
const { tokenizer } = await tokenize({ text }, smilesTokens.params.parse({}), context());
const data = await runEncode({ text, tokenizer }, encode.params.parse(BLOCK), context());
const vocabularySize = codecOf(tokenizer).vocabularySize;
const network = networkOf([
  ['token-embedding', { width: BLOCK.width }],
  ['transformer-block', { repeat: BLOCK.layers, heads: BLOCK.heads, positions: 'rope' }],
  ['language-head', {}],
]);
const { model, metrics } = await train({ network, ...data }, trainLanguageModel.params.parse(LEARNING), context());
lap(
  `${data.training.ids.length} tokens of ${vocabularySize} learned: validation loss ${figureOf(metrics, 'Validation loss').toFixed(4)}`,
);

const learned = await learnProperty({ molecules }, trainPropertyPredictor.params.parse(PREDICTING), context());
lap(`predictor: ${learned.metrics.values.map(({ name, value }) => `${name} ${value.toFixed(3)}`).join(', ')}`);
const { predictor } = learned;
const { goal } = await runGoal({ molecules, predictor }, moleculeGoalNode.params.parse(GOAL), context());
const before = await measured(model, WRITING);
const steered = await runPpo({ model, goal }, alignPpo.params.parse(REWARDED), context());
lap(`rewarded: ${steered.metrics.values.map(({ name, value }) => `${name} ${value.toFixed(2)}`).join(', ')}`);
const after = await measured(steered.model, WRITING_AFTER);
bar('molecules.valid-percent', figureOf(before, 'Valid'), { atLeast: 98 });
bar('molecules.unique-percent', figureOf(before, 'Unique'), { atLeast: 95 });
bar('molecules.novel-percent', figureOf(before, 'Novel'), { atLeast: 80 });
bar('molecules.moved-deviations', figureOf(after, 'logP moved'), { atLeast: 2 });
bar('molecules.moved-valid-percent', figureOf(after, 'Valid'), { atLeast: 90 });
bar('molecules.moved-unique-percent', figureOf(after, 'Unique'), { atLeast: 75 });
bar('molecules.predictor-r2', figureOf(learned.metrics, 'R²'), { atLeast: 0.95 });
bar('molecules.minutes', (performance.now() - began) / 60_000, { atMost: 15 });
finish();

/** What the nodes say of so many molecules that a model wrote. */
async function measured(writer: Model, writing: typeof WRITING): Promise<Metrics> {
  const written = await write({ model: writer }, generateDocuments.params.parse(writing), context());
  const { molecules: made } = await read(written, readMolecules.params.parse({}), context());
  const told = await evaluate({ made, training: molecules, goal }, evaluateMolecules.params.parse({}), context());
  lap(told.metrics.values.map(({ name, value }) => `${name} ${value.toFixed(2)}`).join(', '));
  for (const note of told.metrics.notes) console.log(`  ${note}`);
  console.log(
    `  ${made.items
      .slice(0, 12)
      .map(({ smiles }) => smiles)
      .join('  ')}`,
  );
  return told.metrics;
}

function figureOf({ values }: Metrics, name: string): number {
  return values.find((one) => one.name === name)?.value ?? Number.NaN;
}

/** The network that a graph of these blocks describes. */
function networkOf(blocks: readonly (readonly [type: string, params: object])[]): Network {
  let facts: Facts = { vocabularySize };
  for (const [type, params] of blocks) {
    const contract = catalogue.get(`network.${type}`);
    if (!contract) throw new Error(`there is no ${type}`);
    const port = type === 'token-embedding' ? 'tokenizer' : 'network';
    const extended = extendNode(contract, { [port]: facts }, contract.params.parse(params), { nodeId: type });
    if (!extended.ok) throw new Error(extended.error.title);
    facts = extended.facts.network ?? {};
  }
  if (!facts.network) throw new Error('no network');
  return facts.network;
}
