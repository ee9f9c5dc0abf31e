import type { AgentStep, View } from '@/graph';
import styles from './AgentView.module.css';

type Agent = Extract<View, { view: 'agent' }>;

/** An agent’s steps, one under another, opened one by one. What models and tools wrote is text, and nothing else. */
export function AgentView({ view, large }: { readonly view: Agent; readonly large: boolean }) {
  const { first, steps, answer, ended, waits } = view;
  return (
    <div className={styles.agent}>
      {large && <p className={styles.task}>{view.task}</p>}
      <ol start={first} className={styles.steps}>
        {steps.map((step, place) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
            key={first + place}
            step={step}
            number={first + place}
            large={large}
          />
        ))}
      </ol>
      {waits && (
        <p className={styles.waits}>
          Waits for your approval: <b>{waits.tool}</b> {waits.arguments}
        </p>
      )}
      {ended !== undefined && <p className={styles.waits}>{ended}</p>}
      {answer !== undefined && answer !== ended && <p className={styles.answer}>{answer}</p>}
    </div>
  );
}

function Step({ step, number, large }: { readonly step: AgentStep; readonly number: number; readonly large: boolean }) {
  const { thought, call } = step;
  const title = call ? call.tool : 'answers';
  const mark = call?.decided === 'refused' ? 'refused' : call?.failed ? 'failed' : null;
  if (!large)
    return (
      <li data-failed={mark !== null}>
        <b>{title}</b> {call ? call.result : thought}
      </li>
    );
  return (
    <li data-failed={mark !== null}>
      <details>
        <summary>
          <span className="num">{number}</span> <b>{title}</b>
          {mark && <em>{mark}</em>}
          <span className={`${styles.used} num`}>{usedInWords(step)}</span>
        </summary>
        <dl>
          {thought !== '' && <Part name="Thought" text={thought} />}
          {call && <Part name="Arguments" text={call.arguments} />}
          {call && <Part name={call.failed ? 'Went wrong' : 'Result'} text={call.result} />}
          {call?.decided && <Part name="You" text={call.decided} />}
        </dl>
      </details>
    </li>
  );
}

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
