import type { Catalogue } from '../catalogue';
import { type GraphApp, type GraphDocument, LIMITS } from '../document';
import { reach } from '../reach';
import { INSIDE } from '../subgraph';
import { resultsForApp, settingsForApp } from './resolve';

/** As many as a visitor takes in at a glance. */
const MOST = 4;

/**
 * The app that a graph has before anybody has made one: it asks for texts that are written by hand, samplers' prompts first, and shows what leads nowhere else,
 * what is made before what is measured. A text that something is trained on is left alone: changing a word of it would train anew.
 */
export function suggestApp(document: GraphDocument, catalogue: Catalogue): GraphApp {
  const isTop = ({ node }: { readonly node: string }) => !node.includes(INSIDE);
  const phaseOf = new Map(document.nodes.map(({ id, type }) => [id, catalogue.get(type)?.phase]));
  const trains = (id: string) =>
    [...reach(document.wires, [id], 'forwards')].some((behind) => phaseOf.get(behind) === 'train');
  const texts = settingsForApp(document, catalogue)
    .filter(isTop)
    .filter(({ field, located }) => field.control === 'textarea' && field.advanced !== true && !located.muted)
    .filter(({ node, contract }) => contract.phase !== 'train' && contract.phase !== 'evaluate' && !trains(node));
  const feeds = new Set(document.wires.map(({ from }) => from.node));
  const ends = resultsForApp(document, catalogue)
    .filter(isTop)
    .filter(({ node }) => !feeds.has(node));
  return {
    kind: 'form',
    title: document.name,
    intro: document.description.slice(0, LIMITS.text),
    inputs: makersFirst(texts).map(({ node, param }) => ({ node, param })),
    outputs: makersFirst(ends).map(({ node, port }) => ({ node, port })),
  };
}

function makersFirst<Entry extends { readonly contract: { readonly phase: string } }>(
  entries: readonly Entry[],
): readonly Entry[] {
  const makes = ({ contract }: Entry) => contract.phase === 'generate' || contract.phase === 'act';
  return [...entries.filter(makes), ...entries.filter((entry) => !makes(entry))].slice(0, MOST);
}
