import { Button } from '@/app/ui/Button';
import { readChanges } from '@/graph';
import styles from './inspector.module.css';

interface ChangesFieldProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Whether steps of an agent were changed, and the way back. */
export function ChangesField({ id, value, onChange }: ChangesFieldProps) {
  const steps = readChanges(value).map(({ step }) => step);
  if (steps.length === 0)
    return (
      <p id={id} className={styles.help}>
        None. Open a step of its result to let it go on from there otherwise.
      </p>
    );
  return (
    <p id={id} className={styles.help}>
      {`Step ${[...new Set(steps)].join(', ')}. `}
      <Button small onClick={() => onChange('')}>
        Back to the original
      </Button>
    </p>
  );
}
