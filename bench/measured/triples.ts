/** “From text to a knowledge graph” as its template does it, node by node: what two classifiers read of held-out sentences. */

import { knowledgeGraph } from '@/app/templates/knowledge-graph';
import { type Classifier, type Examples, extendNode, type Facts, type Network } from '@/graph';
import { catalogue } from '@/nodes';
import { wordsOf } from '@/nodes/common/extraction/words';
import { compareTriples, scoresOf } from '@/nodes/evaluate/triples/compare';
import { readFacts } from '@/nodes/generate/facts/node';
import { run as read } from '@/nodes/generate/facts/run';
import { factsAsExamples } from '@/nodes/prepare/facts/node';
import { run as prepare } from '@/nodes/prepare/facts/run';
import { sourceTypedWorld } from '@/nodes/source/typed-world/node';
import { run as makeWorld } from '@/nodes/source/typed-world/run';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as train } from '@/nodes/train/classifier/run';
import { trainLinkPrediction } from '@/nodes/train/link-prediction/node';
import { run as predictLinks } from '@/nodes/train/link-prediction/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

await startWasm();
const began = performance.now();
const seconds = () => (performance.now() - began) / 1_000;
const context = () => testContext({ seed: 1337 });
const paramsOf = (id: string) => knowledgeGraph.nodes.find((node) => node.id === id)?.params ?? {};

const world = await makeWorld({}, sourceTypedWorld.params.parse(paramsOf('world')), context());
const learned = new Set(world.training.entities.map(({ name }) => name));
const known = world.heldOut.entities.filter(({ name }) => learned.has(name)).length;
if (known > 0) throw new Error(`${known} names that are held out were learned`);
const { words, pairs } = await prepare({ triples: world.training }, factsAsExamples.params.parse({}), context());
const length = world.training.sources.reduce((sum, text) => sum + wordsOf(text).length, 0);
console.log(`${world.training.sources.length} texts, ${length} words, ${pairs.count} pairs; ${seconds().toFixed(0)} s`);
const names = await learn('names', words);
const relations = await learn('relations', pairs);
const { triples } = await read({ text: world.text, names, relations }, readFacts.params.parse({}), context());
const compared = compareTriples(triples, world.heldOut, { by: 'text', types: true });
const { precision, recall, f1 } = scoresOf(compared);
for (const one of [
  ...compared.missed.map((fact) => `missed: ${fact}`),
  ...compared.made.map((fact) => `made up: ${fact}`),
].slice(0, Number(process.argv[2] ?? 6)))
  console.log(one);
console.log(`${compared.right} right of ${compared.found} found and ${compared.all} in all; ${seconds().toFixed(0)} s`);
bar('triples.precision', precision, { atLeast: 0.95 }, 4);
bar('triples.recall', recall, { atLeast: 0.95 }, 4);
bar('triples.f1', f1, { atLeast: 0.95 }, 4);
const minutes = seconds() / 60;
for (const scorer of ['transe', 'distmult', 'complex'] as const) {
  const params = trainLinkPrediction.params.parse({ scorer });
  const { metrics } = await predictLinks({ triples: world.training }, params, context());
  const told = metrics.values
    .slice(0, 5)
    .map(({ name, value }) => `${name} ${value.toFixed(name.startsWith('MRR') ? 3 : 1)}`);
  console.log(`links by ${scorer}: ${told.join(', ')}; ${seconds().toFixed(0)} s`);
}
bar('triples.minutes', minutes, { atMost: 3 });
finish();

/** A classifier as the template trains it. */
async function learn(id: 'names' | 'relations', examples: Examples): Promise<Classifier> {
  const network = networkOf(id === 'names' ? 'word' : 'pair', examples);
  const { classifier } = await train({ network, examples }, trainClassifier.params.parse(paramsOf(id)), context());
  console.log(
    `${id}: ${(100 * (classifier.accuracy ?? 0)).toFixed(2)} % of what was learned from; ${seconds().toFixed(0)} s`,
  );
  return classifier;
}

/** The network that the template’s blocks describe. */
function networkOf(which: 'word' | 'pair', { shape, classes = [] }: Examples): Network {
  const given: Facts = { exampleShape: shape, classes };
  let facts: Facts = given;
  for (const [id, type] of [
    ['input', 'example-input'],
    ['mlp', 'mlp'],
    ['output', 'example-output'],
  ] as const) {
    const contract = catalogue.get(`network.${type}`);
    if (!contract) throw new Error(`there is no ${type}`);
    const inputs =
      id === 'input' ? { examples: given } : { network: facts, ...(id === 'output' && { examples: given }) };
    const extended = extendNode(contract, inputs, contract.params.parse(paramsOf(`${which}-${id}`)), { nodeId: id });
    if (!extended.ok) throw new Error(extended.error.title);
    facts = extended.facts.network ?? {};
  }
  if (!facts.network) throw new Error('no network');
  return facts.network;
}
