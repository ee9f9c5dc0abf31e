import { type ExtendContext, type Facts, formatShape } from '@/graph';

/** Refuses examples of another shape than the judge that is to look at them learned from. */
export function requireKnown(
  name: 'classifier' | 'encoder' | 'describer',
  judge: Facts | undefined,
  port: string,
  given: Facts | undefined,
  { unify, sourceOf }: ExtendContext,
): void {
  if (!judge?.exampleShape || !given?.exampleShape) return;
  const [known, shape] = [judge.exampleShape, given.exampleShape];
  unify(port, shape, known, () => ({
    code: 'judge.other-shape',
    title: `${sourceOf(name)} knows examples of the shape ${formatShape(known)}, and ${sourceOf(port)} gives ${formatShape(shape)}.`,
    fix: `Train ${name === 'encoder' ? 'an' : 'a'} ${name} on examples like these.`,
  }));
}
