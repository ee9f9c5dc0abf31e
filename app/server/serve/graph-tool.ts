import { applyEdit, type GraphDocument, type GraphNode } from '@/graph';
import { fireAllEdit } from '@/graph/edit/fire';

/** A text that a caller may give. */
export interface ToolParameter {
  readonly name: string;
  readonly title: string;
  /** The constant whose text it takes the place of. */
  readonly nodeId: string;
  readonly otherwise: string;
}
export interface GraphTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: readonly ToolParameter[];
}

const MOST_PARAMETERS = 20;

/** What a graph is as a tool: its parameters are the texts among its constants to which somebody gave a title. */
export function toolOf(projectId: string, { name, description, nodes }: GraphDocument): GraphTool {
  const parameters: ToolParameter[] = [];
  for (const node of nodes) {
    const text = textOf(node);
    if (text === null || !node.title || parameters.length === MOST_PARAMETERS) continue;
    const wished = slug(node.title) || 'text';
    const taken = (one: string) => parameters.some((other) => other.name === one);
    let free = wished;
    for (let number = 2; taken(free); number++) free = `${wished}_${number}`;
    parameters.push({ name: free, title: node.title, nodeId: node.id, otherwise: text });
  }
  return {
    // Two projects may have the same name; the id tells them apart.
    name: `${slug(name).slice(0, 40) || 'graph'}_${projectId.replaceAll(/[^A-Za-z0-9]/g, '_').slice(0, 16)}`,
    title: name,
    description: description || `Runs the graph “${name}” of Genloom and gives what its last nodes make.`,
    parameters,
  };
}

/** The graph with what a caller gave in the place of its constants. */
export function filledIn(
  document: GraphDocument,
  { parameters }: GraphTool,
  given: Readonly<Record<string, unknown>>,
): GraphDocument {
  const texts = new Map(parameters.map(({ nodeId, name }) => [nodeId, given[name]]));
  return {
    ...document,
    nodes: document.nodes.map((node) => {
      const text = texts.get(node.id);
      if (typeof text !== 'string') return node;
      const { text: _, ...setBy } = node.setBy ?? {};
      return { ...node, params: { ...node.params, text }, setBy };
    }),
  };
}

/** A call from outside fires the triggers of a graph. */
export const fired = (document: GraphDocument): GraphDocument =>
  applyEdit(document, fireAllEdit(document, new Date().toISOString()));

/** The text of a constant that is one; a kind that is left out is a text. */
function textOf({ type, params: { kind = 'text', text = '' } }: GraphNode): string | null {
  return type === 'flow.constant' && kind === 'text' && typeof text === 'string' ? text : null;
}

const slug = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 60);
