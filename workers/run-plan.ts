import type { CheckResult, GraphDocument, Plan } from '@/graph';

/** Of a node that has no error of its own and cannot run: the node in front of it that is in the way. */
export function blockedBy(nodeId: string, document: GraphDocument, { blocked }: CheckResult, { keys }: Plan): string {
  const sources = document.wires.filter(({ to }) => to.node === nodeId).map(({ from }) => from.node);
  return sources.find((id) => blocked.has(id)) ?? sources.find((id) => !keys.has(id)) ?? nodeId;
}

/** Everything in the store that a run may read or write. */
export const heldNames = ({ steps }: Plan): readonly string[] =>
  steps.flatMap((step) => [
    step.key,
    `checkpoint-${step.lineage}`,
    ...Object.values(step.inputs).map((input) => input.key),
  ]);
