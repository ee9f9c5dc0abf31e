import type { Catalogue } from '../catalogue';
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, type GraphBody, type GraphDocument, type WireEnd } from '../document';
import type { JsonObject } from '../json';
import { bodyPorts, givenNode, isKnown } from './contract';
import { flatten, withSettings } from './flatten';
import { isBoundary } from './types';

/** A graph inside a node as a graph of its own: what it is given stands where its inputs were. */
export interface OpenedBody {
  readonly document: GraphDocument;
  readonly outputs: readonly {
    readonly id: string;
    readonly title: string;
    /** Where its value comes from, at any level; null where nothing leads to it. */
    readonly source: WireEnd | null;
  }[];
}

const opened = new WeakMap<
  GraphBody,
  { readonly settings: JsonObject; readonly catalogue: Catalogue; readonly made: OpenedBody }
>();

/** Takes a graph out of the node around it, with the settings that are set there. */
export function openBody(body: GraphBody, settings: JsonObject, catalogue: Catalogue): OpenedBody {
  const known = opened.get(body);
  if (known?.settings === settings && known.catalogue === catalogue) return known.made;
  const { inputs, outputs } = bodyPorts(body, catalogue);
  const leads = new Set(outputs.map(({ id }) => id));
  const document: GraphDocument = {
    format: DOCUMENT_FORMAT,
    version: DOCUMENT_VERSION,
    id: 'body',
    name: '',
    description: '',
    nodes: body.nodes.flatMap((node) => {
      const input = inputs.find(({ id }) => id === node.id);
      if (input) return [givenNode(input, node.position)];
      return isBoundary(node) ? [] : [withSettings(node, { body, params: settings })];
    }),
    wires: body.wires.filter(({ to }) => !leads.has(to.node)),
    groups: [],
    notes: [],
  };
  const { sourceOf } = flatten(document);
  const made = {
    document,
    outputs: outputs.map(({ id, title }) => {
      const wire = body.wires.find(({ to }) => to.node === id);
      return { id, title, source: wire ? sourceOf(wire.from) : null };
    }),
  };
  if (isKnown(body, catalogue)) opened.set(body, { settings, catalogue, made });
  return made;
}
