// Loaded with the panel of variables: `graph/index.ts` leaves it out, so that no page has it from the beginning.
import type { GraphDocument, GraphLevel, GraphNode } from '../document';
import { GenloomError } from '../errors';
import { editInside } from '../subgraph';
import { VARIABLE_LIMITS, type Variable, variablesIn, variablesSchema, type WithoutId } from '../variables';
import { batch, freshId } from './build';
import type { Edit } from './edit';
import { without } from './set-by';

/**
 * Changes the variables of a graph: an edit of the whole.
 * @throws GenloomError `variable.name` where two would have one name, or one none; `variable.too-many`, `variable.value`
 */
export function setVariablesEdit({ variables = [] }: GraphDocument, after: readonly Variable[]): Edit {
  if (after.length > VARIABLE_LIMITS.variables)
    throw new GenloomError({
      code: 'variable.too-many',
      title: `A graph has at most ${VARIABLE_LIMITS.variables} variables.`,
      fix: 'Delete those that nothing uses.',
    });
  const names = after.map(({ name }) => name.trim().toLowerCase());
  const twice = after.find((_, index) => names.indexOf(names[index] ?? '') !== index);
  if (twice || names.includes(''))
    throw new GenloomError({
      code: 'variable.name',
      title: twice ? `There is a variable “${twice.name}” already.` : 'A variable needs a name.',
      fix: 'Choose another name.',
    });
  if (!variablesSchema.safeParse(after).success)
    throw new GenloomError({
      code: 'variable.value',
      title: 'A variable cannot be that.',
      detail: 'Numbers are at most a trillion, texts 20,000 characters, and a choice has 1 to 50 different options.',
      fix: 'Give it a smaller value.',
    });
  return { op: 'set-variables', before: variables, after };
}

/** Adds a variable; where its name is taken it has a number. @returns the edit and its id @throws GenloomError as `setVariablesEdit` */
export function addVariableEdit(
  document: GraphDocument,
  fresh: WithoutId,
): { readonly edit: Edit; readonly id: string } {
  const { variables = [] } = document;
  const slug = fresh.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50);
  const id = freshId(new Set(variables.map((one) => one.id)), slug || 'variable');
  const name = freeName(fresh.name, variables);
  return { id, edit: setVariablesEdit(document, [...variables, { ...fresh, id, name }]) };
}

/** Renames a variable or gives it another value; what is set by it stays so. @throws GenloomError as `setVariablesEdit` */
export const changeVariableEdit = (document: GraphDocument, changed: Variable): Edit =>
  setVariablesEdit(
    document,
    (document.variables ?? []).map((one) => (one.id === changed.id ? changed : one)),
  );

/** A setting that is set by a variable. */
export interface VariableUse {
  /** The level that the node lies on. */
  readonly path: readonly string[];
  readonly node: GraphNode;
  readonly param: string;
}

/** Every setting, at every level, that a variable sets. */
export function usesOfVariable(level: GraphLevel, id: string, path: readonly string[] = []): readonly VariableUse[] {
  return level.nodes.flatMap((node) =>
    variablesIn(node).includes(id)
      ? [
          ...Object.entries(node.setBy ?? {}).flatMap(([param, by]) => (by === id ? [{ path, node, param }] : [])),
          ...(node.body ? usesOfVariable(node.body, id, [...path, node.id]) : []),
        ]
      : [],
  );
}

/** Deletes a variable; the settings that it sets keep its value as their own. One edit, and so one step to undo. */
export function removeVariableEdit(document: GraphDocument, id: string): Edit {
  const { variables = [] } = document;
  const gone = variables.find((one) => one.id === id);
  if (!gone) return batch([]);
  const nodes = new Map<GraphNode, readonly string[]>();
  for (const { node, path } of usesOfVariable(document, id)) nodes.set(node, path);
  return batch([
    ...[...nodes].map(([node, path]) => editInside(path, batch(ownEdits(node, gone)))),
    setVariablesEdit(
      document,
      variables.filter((one) => one !== gone),
    ),
  ]);
}

/** Gives the settings of a node that a variable sets its value as their own. */
function ownEdits({ setBy = {}, id, params }: GraphNode, { id: variable, value }: Variable): readonly Edit[] {
  const set = Object.keys(setBy).filter((param) => setBy[param] === variable);
  const own = Object.fromEntries(set.map((param) => [param, value]));
  return [
    { op: 'set-params', node: id, before: params, after: { ...params, ...own } },
    { op: 'set-by', node: id, before: setBy, after: without(setBy, set) },
  ];
}

function freeName(wanted: string, variables: readonly Variable[]): string {
  const taken = new Set(variables.map(({ name }) => name.toLowerCase()));
  if (!taken.has(wanted.toLowerCase())) return wanted;
  for (let count = 2; ; count++) if (!taken.has(`${wanted} ${count}`.toLowerCase())) return `${wanted} ${count}`;
}
