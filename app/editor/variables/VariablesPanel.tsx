import { useReactFlow } from '@xyflow/react';
import { Plus, SquarePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { catalogue } from '@/app/catalogue';
import { Button, IconButton } from '@/app/ui/Button';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import {
  batch,
  editInside,
  fieldsOf,
  OWN,
  setByEdit,
  setNodeEdit,
  setParamsEdit,
  setValuesEdit,
  titleOf,
  VARIABLE_LIMITS,
  type Variable,
  valueInWords,
  variablesNode,
  type WithoutId,
} from '@/graph';
import { addVariableEdit, changeVariableEdit, removeVariableEdit, usesOfVariable } from '@/graph/edit/variables';
import { addNodeInSight } from '../commands/building';
import { Control } from '../inspector/FieldControl';
import { AskInApp } from '../inspector/InAppButton';
import inspector from '../inspector/inspector.module.css';
import { useEditor } from '../state/editor-store';
import styles from './variables.module.css';

const KINDS: readonly (readonly [string, WithoutId])[] = [
  ['Text', { name: 'Text', kind: 'text', value: '' }],
  ['Number', { name: 'Number', kind: 'number', value: 1 }],
  ['Yes/no', { name: 'Switch', kind: 'truth', value: true }],
  ['Choice', { name: 'Choice', kind: 'choice', value: 'first', options: ['first', 'second'] }],
];

const KIND_TITLES: Readonly<Record<Variable['kind'], string>> = {
  text: 'Text',
  number: 'Number',
  truth: 'Yes or no',
  choice: 'One of its options',
};

/** The values of the graph that have a name, and what they set. */
export function VariablesPanel() {
  const root = useEditor((state) => state.root);
  const { variables = [] } = root;
  return (
    <div className={styles.panel}>
      {variables.length === 0 && (
        <p className={inspector.help}>
          A value that several settings share: change it here, and it changes for all of them. Point at a setting of a
          node: the sign beside it lets a variable set it.
        </p>
      )}
      <ul>
        {variables.map((variable) => (
          <Row key={variable.id} variable={variable} />
        ))}
      </ul>
      <fieldset className={styles.add}>
        <legend>New variable</legend>
        {KINDS.map(([title, fresh]) => (
          <Button
            key={title}
            small
            title={`New variable: ${title.toLowerCase()}`}
            onClick={() => attempt(() => addVariableEdit(useEditor.getState().root, fresh).edit)}
          >
            <Plus size={12} aria-hidden /> {title}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}

function Row({ variable }: { readonly variable: Variable }) {
  const flow = useReactFlow();
  const root = useEditor((state) => state.root);
  const field = fieldsOf(variablesNode(root).contract).find(({ name }) => name === variable.id);
  const uses = usesOfVariable(root, variable.id);
  const { id, name } = variable;
  if (!field) return null;
  return (
    <li aria-label={`Variable ${name}`}>
      <div className={styles.head}>
        <Written
          key={name}
          label={`Name of the variable ${name}`}
          value={name}
          maxLength={VARIABLE_LIMITS.name}
          onDone={(next) =>
            attempt(() => changeVariableEdit(useEditor.getState().root, { ...variable, name: next.trim() }))
          }
        />
        <AskInApp node={OWN} param={id} label={name} />
        <IconButton
          small
          label={`Put ${name} on the canvas, as a constant`}
          onClick={() => void putOnCanvas(variable, flow)}
        >
          <SquarePlus size={13} />
        </IconButton>
        <IconButton small label={`Delete the variable ${name}`} onClick={() => remove(variable)}>
          <Trash2 size={13} />
        </IconButton>
      </div>
      <label className={inspector.label} htmlFor={`variable-${id}`}>
        <span className="visually-hidden">Value of {name}:</span> {KIND_TITLES[variable.kind]}
      </label>
      <Control
        id={`variable-${id}`}
        field={field}
        value={variable.value}
        onChange={(value, gesture) =>
          attempt(() => setValuesEdit(useEditor.getState().root, { [id]: value }), gesture && `${gesture} ${OWN}`)
        }
        onChangeMany={() => {}}
      />
      {variable.kind === 'choice' && (
        <>
          <p className={inspector.label}>Options, with commas between them</p>
          <Written
            key={variable.options.join()}
            label={`Options of ${name}, with commas between them`}
            value={variable.options.join(', ')}
            onDone={(next) => attempt(() => changeVariableEdit(useEditor.getState().root, withOptions(variable, next)))}
          />
        </>
      )}
      <p className={inspector.help}>
        {uses.length === 0
          ? 'Sets nothing yet.'
          : `Sets ${[...new Set(uses.map(({ node }) => `“${titleOf(node, catalogue)}”`))].slice(0, 6).join(', ')}.`}
      </p>
    </li>
  );
}

/** A line that counts once it is left: a name is not taken while it is being written. */
function Written({
  label,
  value,
  maxLength,
  onDone,
}: {
  readonly label: string;
  readonly value: string;
  readonly maxLength?: number;
  readonly onDone: (value: string) => boolean;
}) {
  const [written, setWritten] = useState(value);
  return (
    <input
      className={inspector.input}
      aria-label={label}
      title={label}
      value={written}
      maxLength={maxLength}
      onChange={(event) => setWritten(event.target.value)}
      onBlur={() => {
        if (written !== value && !onDone(written)) setWritten(value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

function withOptions(variable: Extract<Variable, { kind: 'choice' }>, said: string): Variable {
  const options = [...new Set(said.split(',').map((one) => one.trim()))].filter(Boolean);
  const [first = ''] = options;
  return { ...variable, options, value: options.includes(variable.value) ? variable.value : first };
}

/** Makes an edit of the whole graph, or tells why not. */
function attempt(edit: () => ReturnType<typeof changeVariableEdit>, gesture?: string): boolean {
  try {
    useEditor.getState().editWhole(edit(), gesture);
    return true;
  } catch (error) {
    tellProblem(error);
    return false;
  }
}

function remove(variable: Variable): void {
  const { root, editWhole } = useEditor.getState();
  const titles = [...new Set(usesOfVariable(root, variable.id).map(({ node }) => `“${titleOf(node, catalogue)}”`))];
  editWhole(removeVariableEdit(root, variable.id));
  if (titles.length > 0)
    toast.info(`“${variable.name}” is deleted`, {
      description: `${titles.slice(0, 6).join(', ')} ${titles.length === 1 ? 'keeps' : 'keep'} its value, ${valueInWords(variable).slice(0, 60) || 'empty'}. Undo brings it back.`,
    });
}

/** A constant that gives the variable on a wire. */
async function putOnCanvas(variable: Variable, flow: ReturnType<typeof useReactFlow>): Promise<void> {
  const node = await addNodeInSight(flow, 'flow.constant');
  if (node === null) return;
  const { document, root, path, editWhole } = useEditor.getState();
  const kind = variable.kind === 'choice' ? 'text' : variable.kind;
  editWhole(
    batch([
      editInside(
        path,
        batch([setParamsEdit(document, node, { kind }), setNodeEdit(document, node, { title: variable.name })]),
      ),
      setByEdit(root, path, { node, param: kind }, variable.id),
    ]),
  );
}
