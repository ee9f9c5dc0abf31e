import type { Catalogue } from '../catalogue';
import { type GraphApp, type GraphDocument, LIMITS } from '../document';
import { reach } from '../reach';
import { INSIDE } from '../subgraph';
import { OWN } from '../variables';
import { isText, resultsForApp, settingsForApp } from './resolve';

/** As many as a visitor takes in at a glance. */
const MOST = 4;

/** What a sampler or a source calls a text that people write anew each time. */
const WRITTEN: ReadonlySet<string> = new Set(['prompt', 'text', 'question', 'sentence', 'message', 'template']);

/**
 * The app that a graph has before anybody has made one: it asks for texts that are written by hand, samplers' prompts first, and shows what is made and then
 * only measured, if at all, and what leads nowhere else. A text that something is trained on is left alone: changing a word of it would train anew.
 */
export function suggestApp(document: GraphDocument, catalogue: Catalogue): GraphApp {
  const isTop = ({ node }: { readonly node: string }) => !node.includes(INSIDE) && node !== OWN;
  const phaseOf = new Map(document.nodes.map(({ id, type }) => [id, catalogue.get(type)?.phase]));
  const trains = (id: string) =>
    [...reach(document.wires, [id], 'forwards')].some((behind) => phaseOf.get(behind) === 'train');
  const texts = settingsForApp(document, catalogue)
    .filter(isTop)
    .filter(({ param, field, located }) => isText(field) && WRITTEN.has(param) && !located.muted)
    .filter(({ node }) => !MEASURES.has(phaseOf.get(node) ?? '') && !trains(node));
  const feeds = (id: string) =>
    document.wires.filter(({ from }) => from.node === id).map(({ to }) => phaseOf.get(to.node));
  const ends = resultsForApp(document, catalogue)
    .filter(isTop)
    .filter((result) => feeds(result.node).every((phase) => isMaker(result) && phase === 'evaluate'));
  const firstPorts = ends.filter(({ node, port }) => ends.find((one) => one.node === node)?.port === port);
  return {
    kind: 'form',
    title: document.name,
    intro: document.description.slice(0, LIMITS.text),
    inputs: makersFirst(texts).map(({ node, param }) => ({ node, param })),
    outputs: makersFirst([...firstPorts, ...ends.filter((end) => !firstPorts.includes(end))]).map(({ node, port }) => ({
      node,
      port,
    })),
  };
}

const MEASURES: ReadonlySet<string> = new Set(['train', 'evaluate']);

interface Phased {
  readonly contract: { readonly phase: string };
}
const isMaker = ({ contract: { phase } }: Phased): boolean => phase === 'generate' || phase === 'act';

const makersFirst = <Entry extends Phased>(entries: readonly Entry[]): readonly Entry[] =>
  [...entries.filter(isMaker), ...entries.filter((entry) => !isMaker(entry))].slice(0, MOST);
