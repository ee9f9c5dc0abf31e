import type { Field, Json } from '@/graph';
import { letRemember } from '../memory/facts';
import { useEditor } from '../state/editor-store';
import styles from './inspector.module.css';
import { MemoryNote } from './MemoryNote';

interface MemoryFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly value: string;
  readonly onChange: (value: Json) => void;
}

/** How long an agent remembers. Who chooses it here says yes to it for this project. */
export function MemoryField({ id, field, value, onChange }: MemoryFieldProps) {
  return (
    <>
      <select
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => {
          if (event.target.value !== 'run') letRemember(useEditor.getState().projectId);
          onChange(event.target.value);
        }}
      >
        {field.options?.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <MemoryNote keeps={value} />
    </>
  );
}
