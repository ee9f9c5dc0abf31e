import { Variable as Icon, X } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { tellProblem } from '@/app/ui/tell-problem';
import {
  applyEdit,
  batch,
  type Field,
  fitsField,
  type Json,
  kindFor,
  setByEdit,
  type Variable,
  valueInWords,
  variableFor,
} from '@/graph';
import { addVariableEdit } from '@/graph/edit/variables';
import inspector from '../inspector/inspector.module.css';
import { useEditor } from '../state/editor-store';
import styles from './variables.module.css';

interface SettingProps {
  readonly node: string;
  readonly field: Field;
  readonly value: Json;
  /** The variable that sets it; undefined where it has a value of its own. */
  readonly by: Variable | undefined;
}

const NONE: readonly Variable[] = [];

/** Beside a setting: the variables that could set it, and a new one with the value that it has. */
export function SetByMenu({ node, field, value, by }: SettingProps) {
  const variables = useEditor(({ root }) => root.variables ?? NONE);
  const [open, setOpen] = useState(false);
  if (kindFor(field) === null) return null;
  const says = `Set ${field.label} by a variable`;
  const leaves = {
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLButtonElement>) => {
      if (!currentTarget.closest('[data-menu]')?.contains(relatedTarget)) setOpen(false);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !open) return;
      event.preventDefault();
      setOpen(false);
    },
  };
  const choice = (title: string, act: () => void) => (
    <li key={title}>
      <button
        type="button"
        {...leaves}
        onClick={() => {
          setOpen(false);
          act();
        }}
      >
        {title}
      </button>
    </li>
  );
  return (
    <span className={styles.menu} data-menu>
      <button
        type="button"
        {...leaves}
        className={`${inspector.reset} ${inspector.inApp}`}
        aria-pressed={by !== undefined}
        aria-expanded={open}
        aria-label={says}
        title={says}
        onClick={() => setOpen(!open)}
      >
        <Icon size={13} />
      </button>
      {open && (
        <ul>
          {variables
            .filter((one) => one !== by && fitsField(one, field))
            .map((one) => choice(`${one.name} = ${valueInWords(one).slice(0, 40)}`, () => setBy(node, field, one.id)))}
          {choice(`New variable “${field.label}”`, () => setByNew(node, field, value))}
          {by && choice('Use its own value again', () => setBy(node, field, null))}
        </ul>
      )}
    </span>
  );
}

/** In the place of a control: which variable sets it, to what, and the way back. */
export function SetByChip({
  problem,
  ...setting
}: SettingProps & { readonly by: Variable; readonly problem: string | undefined }) {
  const { node, field, value, by } = setting;
  return (
    <div className={`${inspector.field} ${problem ? inspector.invalid : ''}`}>
      <div className={inspector.label}>
        <span>{field.label}</span>
        <SetByMenu {...setting} />
        {field.unit && <span className={inspector.unit}>{field.unit}</span>}
      </div>
      <div className={styles.chip}>
        <button
          type="button"
          title="Shows the variables of this graph"
          aria-label={`${field.label} is set by the variable ${by.name}`}
          onClick={() => useEditor.getState().select([])}
        >
          <Icon size={13} aria-hidden />
          <b>{by.name}</b>
          <span className="num">{valueInWords({ value: typeof value === 'object' ? by.value : value })}</span>
        </button>
        <button
          type="button"
          aria-label={`Use its own value of ${field.label} again`}
          title="Use its own value again"
          onClick={() => setBy(node, field, null)}
        >
          <X size={13} />
        </button>
      </div>
      {problem && (
        <p className={inspector.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function setBy(node: string, { name }: Field, variable: string | null): void {
  const { root, path, editWhole } = useEditor.getState();
  editWhole(setByEdit(root, path, { node, param: name }, variable));
}

function setByNew(node: string, field: Field, value: Json): void {
  const { root, path, editWhole } = useEditor.getState();
  try {
    const fresh = variableFor(field, value, field.label);
    if (!fresh) return;
    const { edit, id } = addVariableEdit(root, fresh);
    editWhole(batch([edit, setByEdit(applyEdit(root, edit), path, { node, param: field.name }, id)]));
  } catch (error) {
    tellProblem(error);
  }
}
