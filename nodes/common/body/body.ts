import { type Body, type BodyPort, type BodyPorts, GenloomError, matchKinds, type RunContext } from '@/graph';

/** The graph inside of a node that runs one. @throws GenloomError `body.none` where there is none */
export function bodyOf({ body }: Pick<RunContext, 'body'>): Body {
  if (body) return body;
  throw new GenloomError({
    code: 'body.none',
    title: 'There is nothing inside this node to run.',
    fix: 'Remove it, and add it anew.',
  });
}

/** An output that says when to end, by its title. */
export const isDone = ({ title }: BodyPort): boolean => /^done$/i.test(title.trim());

/** The output that gives an input its next value: of the same title. */
export const nextOf = (input: BodyPort, outputs: readonly BodyPort[]): BodyPort | undefined =>
  outputs.find(({ title }) => title.trim().toLowerCase() === input.title.trim().toLowerCase());

/** What a round gave, as inputs of the next one. */
export function carriedOn(
  { inputs, outputs }: BodyPorts,
  made: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const next: Record<string, unknown> = {};
  for (const input of inputs) {
    const from = nextOf(input, outputs);
    if (!from) continue;
    const fitting = matchKinds(from.kind, input.kind);
    const value = made[from.id];
    next[input.id] = fitting.fits && fitting.conversion ? fitting.conversion.convert(value) : value;
  }
  return next;
}
