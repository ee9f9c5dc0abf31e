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
