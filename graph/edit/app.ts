import type { AppInput, AppOutput, GraphApp, GraphDocument } from '../document';
import { LIMITS } from '../document';
import { GenloomError } from '../errors';
import type { Edit } from './edit';

/** Makes an app of a graph, changes it, or with null takes it away. It is an edit of the whole graph. */
export const setAppEdit = ({ app }: GraphDocument, after: GraphApp | null): Edit => ({
  op: 'set-app',
  before: app ?? null,
  after,
});

/**
 * An app with a setting in it, at the end of its form, or without it where it is there already.
 * @throws GenloomError `app.too-much` where there is no room for more
 */
export function toggleAppInput(app: GraphApp, { node, param }: AppInput): GraphApp {
  return { ...app, inputs: toggled(app.inputs, (one) => one.node === node && one.param === param, { node, param }) };
}

/** The same with an output. @throws GenloomError `app.too-much` */
export function toggleAppOutput(app: GraphApp, { node, port }: AppOutput): GraphApp {
  return { ...app, outputs: toggled(app.outputs, (one) => one.node === node && one.port === port, { node, port }) };
}

/** Where what an app names goes when nodes move between levels. */
export interface Moved {
  readonly input: (input: AppInput) => AppInput;
  readonly output: (output: AppOutput) => AppOutput;
}

/** Lets an app follow nodes that move between levels; no edit where it names none of them. What then is named twice is named once. */
export function followEdits(document: GraphDocument, { input, output }: Moved): readonly Edit[] {
  const { app } = document;
  if (!app) return [];
  const inputs = once(app.inputs.map(input), (one) => `${one.node} ${one.param}`);
  const outputs = once(app.outputs.map(output), (one) => `${one.node} ${one.port}`);
  const isSame =
    inputs.every((one, at) => one === app.inputs[at]) && outputs.every((one, at) => one === app.outputs[at]);
  return isSame ? [] : [setAppEdit(document, { ...app, inputs, outputs })];
}

const once = <Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Item[] =>
  [...new Map([...items].reverse().map((item) => [nameOf(item), item])).values()].reverse();

function toggled<Item>(list: readonly Item[], is: (item: Item) => boolean, item: Item): readonly Item[] {
  if (list.some(is)) return list.filter((one) => !is(one));
  if (list.length >= LIMITS.app)
    throw new GenloomError({
      code: 'app.too-much',
      title: `An app has at most ${LIMITS.app} inputs and ${LIMITS.app} outputs.`,
      fix: 'Take out what people need least.',
    });
  return [...list, item];
}
