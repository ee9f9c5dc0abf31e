import type { GraphDocument, GraphNode } from '../document';
import type { AnyContract } from '../node';
import * as z from '../zod';
import { VARIABLE_LIMITS, type Variable } from './schema';

/** What stands where the path of a node does and means the graph itself, whose settings are its variables. No node has this id. */
export const OWN = '$';

const made = new WeakMap<readonly Variable[], { readonly node: GraphNode; readonly contract: AnyContract }>();

/** A graph's variables as a node with settings, so that what shows and asks for settings does so for them too. It lies in no document. */
export function variablesNode({ variables = [] }: Pick<GraphDocument, 'variables'>): {
  readonly node: GraphNode;
  readonly contract: AnyContract;
} {
  const known = made.get(variables);
  if (known) return known;
  const node: GraphNode = {
    id: OWN,
    type: 'graph.variables',
    version: 1,
    params: Object.fromEntries(variables.map(({ id, value }) => [id, value])),
    position: { x: 0, y: 0 },
    title: 'Variables',
  };
  const contract: AnyContract = {
    type: node.type,
    version: 1,
    phase: 'act',
    title: 'Variables',
    summary: '',
    inputs: {},
    outputs: {},
    params: z.object(Object.fromEntries(variables.map((variable) => [variable.id, fieldSchemaOf(variable)]))),
  };
  const fresh = { node, contract };
  made.set(variables, fresh);
  return fresh;
}

function fieldSchemaOf(variable: Variable): z.ZodType {
  const label = variable.name;
  switch (variable.kind) {
    case 'text':
      return z.string().max(VARIABLE_LIMITS.text).default(variable.value).meta({ label, control: 'words' });
    case 'number':
      return z.number().min(-1e12).max(1e12).default(variable.value).meta({ label });
    case 'truth':
      return z.boolean().default(variable.value).meta({ label });
    case 'choice':
      return z
        .enum(variable.options)
        .default(variable.value)
        .meta({ label, choices: Object.fromEntries(variable.options.map((one) => [one, one])) });
  }
}
