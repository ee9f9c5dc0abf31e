import { FileText, Upload } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { describeError, type Field, type Json, sentenceOf } from '@/graph';
import { bytes } from '../words';
import styles from './inspector.module.css';
import { keepFile } from './keep-file';

interface FileFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
}

/** A file to choose or drop. Its bytes stay in this browser; the graph keeps its name and hash. */
export function FileField({ id, field, value, onChange }: FileFieldProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{
    readonly busy: boolean;
    readonly over: boolean;
    readonly problem: string | null;
  }>({ busy: false, over: false, problem: null });
  const take = async (file: File | undefined) => {
    if (!file) return;
    setState({ busy: true, over: false, problem: null });
    try {
      onChange({ ...(await keepFile(file)) });
      setState({ busy: false, over: false, problem: null });
    } catch (error) {
      setState({ busy: false, over: false, problem: sentenceOf(describeError(error)) });
    }
  };
  const named = typeof value === 'object' && value !== null && 'name' in value ? value : null;
  const over = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setState((before) => ({ ...before, over: inside }));
  };
  return (
    <>
      <input
        ref={picker}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={`File for ${field.label}`}
        accept={field.accept}
        onChange={(event) => take(event.target.files?.[0])}
      />
      <button
        id={id}
        type="button"
        className={`${styles.drop} ${state.over ? styles.over : ''}`}
        onClick={() => picker.current?.click()}
        onDragOver={(event) => over(event, true)}
        onDragLeave={(event) => over(event, false)}
        onDrop={(event) => {
          over(event, false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        {named ? <FileText size={16} aria-hidden /> : <Upload size={16} aria-hidden />}
        <span>
          {state.busy ? 'Reading …' : named ? String(named.name) : 'Choose a file, or drop one here'}
          <small>
            {named && typeof named.size === 'number' ? bytes(named.size) : field.accept?.replaceAll(',', ' ')}
          </small>
        </span>
      </button>
      {state.problem && (
        <p className={styles.problem} role="alert">
          {state.problem}
        </p>
      )}
    </>
  );
}
