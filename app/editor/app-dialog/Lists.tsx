import { catalogue } from '@/app/catalogue';
import {
  type AppInput,
  type AppOutput,
  appNodeTitle,
  type GraphApp,
  resolveApp,
  resultsForApp,
  settingsForApp,
  toggleAppInput,
  toggleAppOutput,
} from '@/graph';
import { useEditor } from '../state/editor-store';
import { wholeId } from '../state/level';
import { Chooser } from './Chooser';

interface ListProps<Item> {
  readonly app: GraphApp;
  readonly onChange: (items: readonly Item[], gesture?: string) => void;
}

/** What visitors set. */
export function InputList({ app, onChange }: ListProps<AppInput>) {
  const root = useEditor((state) => state.root);
  const { inputs } = resolveApp(root, app, catalogue);
  return (
    <Chooser
      name="Inputs"
      find="Find a setting to ask for"
      nothing="Visitors set nothing: they only press Run."
      chosen={app.inputs.map((item) => ({
        ...shown(item, item.param),
        item,
        title: item.title ?? inputs.find((one) => isSameInput(one, item))?.title ?? item.param,
        gone: !inputs.some((one) => isSameInput(one, item)),
      }))}
      offered={useSelectedFirst(settingsForApp(root, catalogue))
        .filter((one) => !app.inputs.some((item) => isSameInput(one, item)))
        .map(({ node, param, title }) => ({ ...shown({ node }, param), item: { node, param }, title }))}
      onAdd={(item) => onChange(toggleAppInput(app, item).inputs)}
      onChange={onChange}
    />
  );
}

/** What visitors see. */
export function OutputList({ app, onChange }: ListProps<AppOutput>) {
  const root = useEditor((state) => state.root);
  const { outputs } = resolveApp(root, app, catalogue);
  return (
    <Chooser
      name="Outputs"
      find="Find an output to show"
      nothing="Visitors see nothing yet: choose at least one."
      chosen={app.outputs.map((item) => ({
        ...shown(item, item.port),
        item,
        title: item.title ?? outputs.find((one) => isSameOutput(one, item))?.title ?? item.port,
        gone: !outputs.some((one) => isSameOutput(one, item)),
      }))}
      offered={useSelectedFirst(resultsForApp(root, catalogue))
        .filter((one) => !app.outputs.some((item) => isSameOutput(one, item)))
        .map(({ node, port, title }) => ({ ...shown({ node }, port), item: { node, port }, title }))}
      onAdd={(item) => onChange(toggleAppOutput(app, item).outputs)}
      onChange={onChange}
    />
  );
}

const isSameInput = (a: AppInput, b: AppInput) => a.node === b.node && a.param === b.param;
const isSameOutput = (a: AppOutput, b: AppOutput) => a.node === b.node && a.port === b.port;

function shown({ node }: { readonly node: string }, name: string) {
  const { root } = useEditor.getState();
  return { key: `${node} ${name}`, of: appNodeTitle(root, { node, port: name }, catalogue) };
}

/** What belongs to the selected nodes stands at the top: one has just looked at it. */
function useSelectedFirst<Item extends { readonly node: string }>(items: readonly Item[]): readonly Item[] {
  const selection = useEditor((state) => state.selection);
  const selected = new Set([...selection].map(wholeId));
  return [...items.filter(({ node }) => selected.has(node)), ...items.filter(({ node }) => !selected.has(node))];
}
