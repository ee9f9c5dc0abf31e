import type { GraphDocument } from '../document';
import { flatten } from '../subgraph';
import type { Problem } from './problem';

/** A value that a setting cannot have is told with the variable that it comes from, since there is nothing to change on the node itself. */
export function bySetBy(problems: readonly Problem[], document: GraphDocument): readonly Problem[] {
  const { variables } = document;
  if (!variables || problems.every(({ code }) => code !== 'params.invalid')) return problems;
  const { nodes } = flatten(document);
  return problems.map((problem) => {
    if (problem.code !== 'params.invalid' || problem.param === undefined) return problem;
    const by = nodes.get(problem.nodeId)?.setBy?.[problem.param];
    const variable = variables.find(({ id }) => id === by);
    if (!variable) return problem;
    return {
      ...problem,
      detail: [`It is set by the variable “${variable.name}”.`, problem.detail].filter(Boolean).join(' '),
      fix: `Change “${variable.name}”, or let the node use a value of its own.`,
    };
  });
}
