import dynamic from 'next/dynamic';
import { useContext, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { type AgentStep, LONGEST_CHANGE } from '@/graph';
import styles from './AgentView.module.css';
import { AgentStepsContext } from './agent-steps';
import { ImagesView } from './ImagesView';

const AgentChangeForm = dynamic(() => import('./AgentChangeForm').then((module) => module.AgentChangeForm));

interface StepProps {
  readonly step: AgentStep;
  readonly before: AgentStep | undefined;
  readonly number: number;
  readonly large: boolean;
  readonly open: boolean;
  /** The tool that it waits to use. */
  readonly waitsWith: string | undefined;
}

/** One step: what it was for, what was thought, called and given, and a way to let it be otherwise. */
export function AgentStepView({ step, before, number, large, open, waitsWith }: StepProps) {
  const { thought, call } = step;
  const title = step.call ? step.call.tool : (waitsWith ?? titleOfStep(step));
  const mark = call?.decided === 'refused' ? 'refused' : call?.failed ? 'failed' : step.changed ? 'changed' : null;
  if (!large)
    return (
      <li data-mark={mark}>
        <b>{title}</b> {call ? call.result : thought}
        {call?.pictures && <ImagesView view={call.pictures} large={false} />}
      </li>
    );
  return (
    <li data-mark={mark}>
      {step.item !== undefined && step.item !== before?.item && (
        <p className={styles.item}>Number {step.item} of the plan</p>
      )}
      <details open={open}>
        <summary>
          <span className="num">{number}</span> <b>{title}</b>
          {mark && <em>{mark}</em>}
          <span className={`${styles.used} num`}>{usedInWords(step)}</span>
        </summary>
        <dl>
          {step.hint !== undefined && <Part name="Your hint" text={step.hint} />}
          {thought !== '' && <Part name={THOUGHTS[step.part ?? 'thought']} text={thought} />}
          {call && <Part name="Arguments" text={call.arguments} />}
          {call && <Part name={call.failed ? 'Went wrong' : 'Result'} text={call.result} />}
          {call?.pictures && (
            <>
              <dt>Drawn</dt>
              <dd>
                <ImagesView view={call.pictures} large />
              </dd>
            </>
          )}
          {call?.decided && <Part name="You" text={call.decided} />}
        </dl>
        <Again step={step} number={number} />
      </details>
    </li>
  );
}

/** What is done otherwise is written here, where the whole of it is known. */
function Again({ step, number }: Pick<StepProps, 'step' | 'number'>) {
  const actions = useContext(AgentStepsContext);
  const [asked, setAsked] = useState(false);
  const cut = [step.thought, step.call?.arguments, step.call?.result].some(
    (text) => (text?.length ?? 0) > LONGEST_CHANGE,
  );
  if (!actions || cut || step.part === 'summary') return null;
  if (asked) return <AgentChangeForm step={step} number={number} onClose={() => setAsked(false)} />;
  return (
    <Button small className={styles.again} disabled={actions.busy} onClick={() => setAsked(true)}>
      Run again from here …
    </Button>
  );
}

const TITLES = { plan: 'plans', replan: 'plans anew', verdict: 'the critic', summary: 'sums up' } as const;
const THOUGHTS = {
  thought: 'Thought',
  plan: 'Plan',
  replan: 'Another plan',
  verdict: 'Verdict',
  summary: 'In short',
} as const;

/** What a step does, in a word or two. */
export const titleOfStep = ({ part, call, item }: AgentStep): string =>
  part ? TITLES[part] : (call?.tool ?? (item === undefined ? 'answers' : 'is done'));

const Part = ({ name, text }: { readonly name: string; readonly text: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{text}</dd>
  </>
);

const usedInWords = ({ seconds, tokens, cost }: AgentStep): string =>
  [
    `${seconds < 10 ? seconds.toFixed(2) : Math.round(seconds)} s`,
    ...(tokens > 0 ? [`${tokens.toLocaleString('en')} tokens`] : []),
    ...(cost ? [`$${cost.toFixed(4)}`] : []),
  ].join(' · ');
