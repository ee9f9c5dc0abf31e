import type { AppResult, AppSetting, GraphDocument } from '@/graph';
import { Fields } from './Fields';
import { Results } from './Results';
import { RunBar } from './RunBar';
import { Troubles } from './Troubles';
import styles from './visitor.module.css';
import { Waiting } from './Waiting';

interface FormProps {
  readonly inputs: readonly AppSetting[];
  readonly outputs: readonly AppResult[];
  readonly original: GraphDocument;
}

/** What is asked for, the button, and what comes of it. */
export function Form({ inputs, outputs, original }: FormProps) {
  return (
    <div className={styles.form} data-asks={inputs.length > 0}>
      <div className={styles.asked}>
        {inputs.length > 0 && <Fields inputs={inputs} />}
        <RunBar outputs={outputs} original={original} />
        <Waiting outputs={outputs} />
        <Troubles outputs={outputs} />
      </div>
      <Results outputs={outputs} />
    </div>
  );
}
