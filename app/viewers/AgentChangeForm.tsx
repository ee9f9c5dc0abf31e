import { Play } from 'lucide-react';
import { useContext, useId, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { type AgentChange, type AgentStep, LONGEST_CHANGE, stepHash } from '@/graph';
import styles from './AgentView.module.css';
import { AgentStepsContext } from './agent-steps';

type What = AgentChange['what'];

interface FormProps {
  readonly step: AgentStep;
  readonly number: number;
  readonly onClose: () => void;
}

const NAMES: Readonly<Record<What, string>> = {
  said: 'What it said',
  result: 'What the tool answered',
  hint: 'A hint before it',
};

/** What is to have been otherwise at a step; the agent goes on from there. */
export function AgentChangeForm({ step, number, onClose }: FormProps) {
  const actions = useContext(AgentStepsContext);
  const id = useId();
  const choices = choicesOf(step);
  const [what, setWhat] = useState<What>(choices[0] ?? 'said');
  const [said, setSaid] = useState(step.thought);
  const [given, setGiven] = useState(step.call?.arguments ?? '');
  const [result, setResult] = useState(step.call?.result ?? '');
  const [hint, setHint] = useState('');
  const text = { said, result, hint }[what];
  const same =
    what === 'said' ? said === step.thought && given === (step.call?.arguments ?? '') : text === startOf(step, what);
  const run = () => {
    actions?.runAgain({
      step: number,
      what,
      text,
      ...(what === 'said' && step.call && { arguments: given }),
      was: stepHash(step),
    });
    onClose();
  };
  return (
    <div className={styles.form}>
      <div role="radiogroup" aria-label="What is to be otherwise" className={styles.choices}>
        {choices.map((one) => (
          <label key={one}>
            <input type="radio" name={id} checked={what === one} onChange={() => setWhat(one)} /> {NAMES[one]}
          </label>
        ))}
      </div>
      {what === 'said' && !step.further && (
        <Words name={step.part === 'verdict' ? 'Verdict' : 'Words'} value={said} onChange={setSaid} />
      )}
      {what === 'said' && step.call && <Words name="Arguments, as JSON" value={given} onChange={setGiven} />}
      {what === 'result' && <Words name="Answer of the tool" value={result} onChange={setResult} />}
      {what === 'hint' && <Words name="Hint" value={hint} onChange={setHint} />}
      <div className={styles.buttons}>
        <Button small disabled={same || !actions || actions.busy} onClick={run}>
          <Play size={12} aria-hidden /> Run from here
        </Button>
        <Button small look="plain" onClick={onClose}>
          Leave it
        </Button>
      </div>
      <small>The steps after it are made anew. The original is kept, and undo brings it back.</small>
    </div>
  );
}

/** What can be otherwise at a step: nobody hints at a critic, and only the first call of a thought follows a hint. */
function choicesOf({ part, call, further }: AgentStep): readonly What[] {
  if (part === 'verdict') return ['said'];
  return ['said', ...(call ? (['result'] as const) : []), ...(further ? [] : (['hint'] as const))];
}

const startOf = (step: AgentStep, what: 'result' | 'hint'): string =>
  what === 'result' ? (step.call?.result ?? '') : '';

interface WordsProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const Words = ({ name, value, onChange }: WordsProps) => (
  <label>
    {name}
    <textarea
      rows={Math.min(8, Math.max(2, Math.ceil(value.length / 60)))}
      maxLength={LONGEST_CHANGE}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => event.stopPropagation()}
    />
  </label>
);
