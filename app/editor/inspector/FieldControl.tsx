import { RotateCcw } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useId, useState } from 'react';
import type { Field, Json } from '@/graph';
import { ApprovalField } from './ApprovalField';
import { ChangesField } from './ChangesField';
import { DrawingField } from './DrawingField';
import { FileField } from './FileField';
import styles from './inspector.module.css';
import { NumberField } from './NumberField';
import { RankingField } from './RankingField';
import { UrlField } from './UrlField';

// One node has each.
const HubField = dynamic(() => import('../hub/HubField').then((module) => module.HubField), { ssr: false });
const MemoryField = dynamic(() => import('./MemoryField').then((module) => module.MemoryField), { ssr: false });
const ConnectionField = dynamic(() => import('./ConnectionField').then((module) => module.ConnectionField), {
  ssr: false,
});

const TriggerField = dynamic(() => import('../trigger/TriggerField').then((module) => module.TriggerField), {
  ssr: false,
});

interface FieldControlProps {
  readonly field: Field;
  /** What it means, in a sentence or two. */
  readonly help: string | undefined;
  readonly value: Json | undefined;
  readonly problem: string | undefined;
  readonly onChange: (value: Json, gesture?: string) => void;
  /** Something to press beside the label. */
  readonly aside?: ReactNode;
  /** Several parameters at once: fetching a URL sets the address and the copy. */
  readonly onChangeMany: (values: Readonly<Record<string, Json>>) => void;
  /** What the other parameter that a field depends on is set to (`form`). */
  readonly form?: string | undefined;
}

/** One parameter: its name, what it means, the control that its schema asks for, and a way back to the default. */
export function FieldControl({ field, help, value, problem, aside, onChange, onChangeMany, form }: FieldControlProps) {
  const id = useId();
  const current = value ?? field.default;
  const changed =
    field.control !== 'trigger' &&
    JSON.stringify(current) !== JSON.stringify(field.default) &&
    field.type !== 'file' &&
    field.type !== 'hub';
  return (
    <div className={`${styles.field} ${problem ? styles.invalid : ''}`}>
      <div className={styles.label}>
        <label htmlFor={id}>{field.label}</label>
        {changed && (
          <button
            type="button"
            className={styles.reset}
            aria-label={`Reset ${field.label} to its default`}
            title="Reset to default"
            onClick={() => onChange(field.default)}
          >
            <RotateCcw size={12} />
          </button>
        )}
        {aside}
        {(field.type === 'number' || field.type === 'integer') && field.unit && (
          <span className={styles.unit}>{field.unit}</span>
        )}
      </div>
      <Control id={id} field={field} value={current} onChange={onChange} onChangeMany={onChangeMany} form={form} />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {help && <p className={styles.help}>{help}</p>}
    </div>
  );
}

/** The control of a field alone. */
export function Control({
  id,
  field,
  value,
  onChange,
  onChangeMany,
  form,
}: Omit<FieldControlProps, 'problem' | 'aside' | 'help'> & { readonly id: string; readonly value: Json }) {
  switch (field.type) {
    case 'number':
    case 'integer':
      return <NumberField id={id} field={field} value={typeof value === 'number' ? value : null} onChange={onChange} />;
    case 'boolean':
      return (
        <button
          id={id}
          type="button"
          role="switch"
          aria-checked={value === true}
          className={styles.switch}
          onClick={() => onChange(value !== true)}
        >
          <i />
        </button>
      );
    case 'choice':
      if (field.control === 'memory')
        return <MemoryField id={id} field={field} value={String(value)} onChange={onChange} />;
      return field.control === 'segmented' && (field.options?.length ?? 0) <= 4 ? (
        <div id={id} className={styles.segmented} role="radiogroup" aria-label={field.label}>
          {field.options?.map((option) => (
            // biome-ignore lint/a11y/useSemanticElements: a segmented control is drawn as buttons
            <button
              key={option.value}
              type="button"
              role="radio"
              aria-checked={value === option.value}
              tabIndex={value === option.value ? 0 : -1}
              onKeyDown={(event) => {
                const next = neighbourOf(event.key, field.options ?? [], option.value);
                if (next === null) return;
                event.preventDefault();
                onChange(next);
                const buttons = event.currentTarget.parentElement?.querySelectorAll('button');
                buttons?.[field.options?.findIndex((one) => one.value === next) ?? 0]?.focus();
              }}
              onClick={() => onChange(option.value)}
            >
              {option.label}
            </button>
          ))}
        </div>
      ) : (
        <select
          id={id}
          className={styles.input}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
        >
          {field.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'file':
      return <FileField id={id} field={field} value={value} onChange={onChange} />;
    case 'drawing':
      return <DrawingField id={id} field={field} value={value} onChange={onChange} />;
    case 'hub':
      return <HubField id={id} field={field} value={value} onChange={onChange} form={form} />;
    case 'string':
      if (field.control === 'ranking') return <RankingField id={id} value={String(value ?? '')} />;
      if (field.control === 'approval')
        return <ApprovalField id={id} value={String(value ?? '')} onChange={onChange} />;
      if (field.control === 'changes') return <ChangesField id={id} value={String(value ?? '')} onChange={onChange} />;
      if (field.control === 'trigger') return <TriggerField id={id} />;
      if (field.control === 'connection')
        return <ConnectionField id={id} field={field} value={String(value ?? '')} onChangeMany={onChangeMany} />;
      return field.control === 'url' ? (
        <UrlField id={id} field={field} value={String(value ?? '')} onChangeMany={onChangeMany} />
      ) : (
        <TextField id={id} field={field} value={String(value ?? '')} onChange={onChange} />
      );
    case 'other':
      return <textarea id={id} className={styles.input} readOnly value={JSON.stringify(value)} />;
  }
}

/** The choice before or after, as arrow keys ask for it. */
function neighbourOf(key: string, options: NonNullable<Field['options']>, value: string): string | null {
  const step = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return null;
  const at = options.findIndex((option) => option.value === value);
  return options[(at + step + options.length) % options.length]?.value ?? null;
}

function TextField({
  id,
  field,
  value,
  onChange,
}: {
  readonly id: string;
  readonly field: Field;
  readonly value: string;
  readonly onChange: FieldControlProps['onChange'];
}) {
  const shared = {
    id,
    className: styles.input,
    value,
    placeholder: field.placeholder,
    maxLength: field.maxLength,
    spellCheck: false,
    onBlur: () => setVisit(visit + 1),
  };
  // Each time somebody begins to type anew is one step back for undo.
  const [visit, setVisit] = useState(0);
  const gesture = `type ${field.name} ${visit}`;
  return field.control === 'textarea' || field.control === 'words' || field.control === 'code' ? (
    <textarea
      {...shared}
      {...(field.control === 'code' && { className: `${styles.input} ${styles.code}`, wrap: 'off' })}
      rows={field.control === 'words' ? 3 : field.control === 'code' ? 16 : 6}
      onChange={(event) => onChange(event.target.value, gesture)}
    />
  ) : (
    <input {...shared} type="text" onChange={(event) => onChange(event.target.value, gesture)} />
  );
}
