import { type Catalogue, titleOf } from '../catalogue';
import type { AppInput, AppOutput, GraphApp, GraphDocument, GraphNode } from '../document';
import { type AnyContract, portOf } from '../node';
import { type Field, fieldsOf } from '../params';
import { contractOf, flatten, INSIDE, isBoundary, isSubgraph, pathTitle } from '../subgraph';
import { OWN, variablesNode } from '../variables';

/** A setting that an app may ask for, with the node as it stands in the graph. */
export interface AppSetting extends AppInput {
  /** What the app calls it, or else what the inspector does. */
  readonly title: string;
  readonly field: Field;
  readonly located: GraphNode;
  readonly contract: AnyContract;
}
/** An output that an app may show. */
export interface AppResult extends AppOutput {
  readonly title: string;
  readonly located: GraphNode;
  readonly contract: AnyContract;
}

/** Controls that belong to the editor: they change which ports there are, fetch models, or lead to dialogs and keys of the server. */
const EDITORS_OWN: ReadonlySet<string | undefined> = new Set([
  'ranking',
  'hub',
  'connection',
  'changes',
  'memory',
  'none',
  'trigger',
]);

/** Whether a field can be set by somebody who does not see the graph. */
export const isAskable = ({ control, type, decidesPorts }: Field): boolean =>
  !EDITORS_OWN.has(control) && type !== 'other' && decidesPorts !== true;

/** Whether a field is shown, going by the other settings of its node. */
export function isFieldShown({ when, control }: Field, params: GraphNode['params'], contract: AnyContract): boolean {
  if (control === 'none') return false;
  if (!when) return true;
  const fallback = fieldsOf(contract).find((field) => field.name === when.param)?.default;
  const value = params[when.param] ?? fallback;
  return when.is.some((wanted) => wanted === value);
}

/** Whether a field is a text that somebody writes, as a message of a chat is. */
export const isText = ({ type, control }: Field): boolean => type === 'string' && control !== 'url';

/**
 * Every setting that an app may ask for: the variables of the graph, then what every node has at every level, in the order of the graph. Those that other
 * settings hide are left out, and those that a variable sets.
 */
export function settingsForApp(document: GraphDocument, catalogue: Catalogue): readonly AppSetting[] {
  const own = variablesNode(document);
  return [{ path: OWN, ...own }, ...located(document, catalogue)].flatMap(({ path, node, contract }) =>
    fieldsOf(contract)
      .filter((field) => isAskable(field) && isFieldShown(field, node.params, contract) && !node.setBy?.[field.name])
      .map((field) => ({ node: path, param: field.name, title: field.label, field, located: node, contract })),
  );
}

/** Every output of every node at every level that an app may show: what blocks describe is no value, and a muted node gives none. */
export function resultsForApp(document: GraphDocument, catalogue: Catalogue): readonly AppResult[] {
  const { nodes } = flatten(document);
  return located(document, catalogue).flatMap(({ path, node, contract }) =>
    givesValues(node, contract) && isKept(nodes, path)
      ? Object.keys(contract.outputs).map((port) => resultOf(path, port, node, contract, catalogue))
      : [],
  );
}

/** What an app is made of, as far as it is there: entries that name what is gone are passed over. */
export interface ResolvedApp {
  readonly inputs: readonly AppSetting[];
  readonly outputs: readonly AppResult[];
}

/** Finds what an app names in its graph. */
export function resolveApp(document: GraphDocument, app: GraphApp, catalogue: Catalogue): ResolvedApp {
  const { nodes } = flatten(document);
  const find = (path: string) => {
    if (path === OWN) return variablesNode(document);
    const node = nodes.get(path);
    const contract = node && contractOf(node, catalogue);
    return node && contract ? { node, contract } : null;
  };
  return {
    inputs: app.inputs.flatMap(({ node: path, param, title }) => {
      const found = find(path);
      const field = found && fieldsOf(found.contract).find(({ name }) => name === param);
      if (!found || !field || !isAskable(field)) return [];
      const named = title || field.label;
      const { node, contract } = found;
      return [{ node: path, param, title: named, field: { ...field, label: named }, located: node, contract }];
    }),
    outputs: app.outputs.flatMap(({ node: path, port, title }) => {
      const found = find(path);
      if (
        !found ||
        !isKept(nodes, path) ||
        !givesValues(found.node, found.contract) ||
        !Object.hasOwn(found.contract.outputs, port)
      )
        return [];
      const result = resultOf(path, port, found.node, found.contract, catalogue);
      return [title ? { ...result, title } : result];
    }),
  };
}

/** What people call the node of an entry: `Writer › Train`; of one that is gone, its path. */
export const appNodeTitle = (document: GraphDocument, { node }: AppInput | AppOutput, catalogue: Catalogue): string =>
  pathTitle(document, node, catalogue);

const givesValues = (node: GraphNode, contract: AnyContract): boolean =>
  node.muted !== true && (contract.run !== undefined || node.body !== undefined);

/** Whether what a node gives is kept: what lies in a node that runs it itself, again and again, gives nothing that stays. */
const isKept = (nodes: ReadonlyMap<string, GraphNode>, path: string): boolean =>
  path
    .split(INSIDE)
    .slice(0, -1)
    .every((_, index, around) => {
      const node = nodes.get(around.slice(0, index + 1).join(INSIDE));
      return node !== undefined && isSubgraph(node);
    });

/** The first output of a node is called as the node is; others say which they are. */
function resultOf(
  node: string,
  port: string,
  located: GraphNode,
  contract: AnyContract,
  catalogue: Catalogue,
): AppResult {
  const declared = contract.outputs[port];
  const named = (declared && portOf(declared).title) ?? port;
  const own = titleOf(located, catalogue);
  const isFirst = Object.keys(contract.outputs)[0] === port;
  return { node, port, title: isFirst ? own : `${own}: ${named.toLowerCase()}`, located, contract };
}

function located(document: GraphDocument, catalogue: Catalogue) {
  return [...flatten(document).nodes].flatMap(([path, node]) => {
    const contract = isBoundary(node) ? undefined : contractOf(node, catalogue);
    return contract ? [{ path, node, contract }] : [];
  });
}
