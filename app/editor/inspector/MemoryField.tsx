import type { Field, Json } from '@/graph';
import { letRemember } from '../memory/facts';
import { useEditor } from '../state/editor-store';
import { useSelectedPath } from '../state/level';
import styles from './inspector.module.css';
import { MemoryNote } from './MemoryNote';

interface MemoryFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly value: string;
  readonly onChange: (value: Json) => void;
}

/** How long an agent remembers. Who chooses it here says yes to that for this agent. */
export function MemoryField({ id, field, value, onChange }: MemoryFieldProps) {
  const path = useSelectedPath();
  return (
    <>
      <select
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => {
          const keeps = event.target.value;
          const { projectId } = useEditor.getState();
          if (keeps === 'project' || keeps === 'user') letRemember({ projectId, path }, keeps);
          onChange(keeps);
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
