import { Trash2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, type Connection } from '@/app/client/api';
import { Button, IconButton } from '@/app/ui/Button';
import { tellProblem } from '@/app/ui/tell-problem';
import { describeError, sentenceOf } from '@/graph';
import panel from '../panels.module.css';
import styles from './connections.module.css';
import { kindInWords, todayInWords } from './words';

/** More names than anybody reads. */
const SHOWN = 200;

type Test = 'running' | { readonly models: readonly string[] } | { readonly problem: string } | null;

interface ConnectionRowProps {
  readonly connection: Connection;
  readonly testAtOnce: boolean;
  readonly onEdit: () => void;
  readonly onDeleted: () => void;
}

/** One connection: what it is, what it used today, and what can be done with it. */
export function ConnectionRow({ connection, testAtOnce, onEdit, onDeleted }: ConnectionRowProps) {
  const { id, name } = connection;
  const { test, run } = useTest(id, testAtOnce);
  const [asking, setAsking] = useState(false);
  const remove = () => api.connections.delete(id).then(onDeleted, tellProblem);
  return (
    <li className={styles.connection}>
      <div className={styles.head}>
        <div className={styles.about}>
          <b>{name}</b>
          <small>{kindInWords(connection)}</small>
          <small className="num">{todayInWords(connection)}</small>
        </div>
        <Button small disabled={test === 'running'} aria-label={`Test ${name}`} onClick={run}>
          Test
        </Button>
        <Button small aria-label={`Edit ${name}`} onClick={onEdit}>
          Edit
        </Button>
        <IconButton small label={`Delete ${name}`} onClick={() => setAsking(true)}>
          <Trash2 size={14} />
        </IconButton>
      </div>
      {asking && (
        <div className={panel.question} role="alert">
          <p>Delete “{name}”, its key and what it spent? Graphs that ask it will say that it is missing.</p>
          <Button look="danger" onClick={remove}>
            Delete it
          </Button>
          <Button autoFocus onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </div>
      )}
      <TestResult test={test} />
    </li>
  );
}

function TestResult({ test }: { readonly test: Test }) {
  if (test === null) return null;
  if (test === 'running')
    return (
      <p className={panel.soft} role="status">
        Asking for its models …
      </p>
    );
  if ('problem' in test)
    return (
      <p className={styles.problem} role="alert">
        {test.problem}
      </p>
    );
  const { models } = test;
  return (
    <div role="status">
      {models.length === 0 ? (
        <p className={panel.soft}>It answers, but has no model yet.</p>
      ) : (
        <details className={styles.models}>
          <summary>
            It works: {models.length.toLocaleString('en')} {models.length === 1 ? 'model' : 'models'}
          </summary>
          <ul>
            {models.slice(0, SHOWN).map((model) => (
              <li key={model}>{model}</li>
            ))}
            {models.length > SHOWN && <li>… and {models.length - SHOWN} more</li>}
          </ul>
        </details>
      )}
    </div>
  );
}

/** A test ends with the row that shows it. */
function useTest(id: string, atOnce: boolean) {
  const [test, setTest] = useState<Test>(null);
  const stop = useRef<AbortController>(null);
  const run = useCallback(async () => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    setTest('running');
    try {
      setTest({ models: await api.connections.test(id, { signal: mine.signal }) });
    } catch (error) {
      if (!mine.signal.aborted) setTest({ problem: sentenceOf(describeError(error)) });
    }
  }, [id]);
  useEffect(() => {
    if (atOnce) void run();
    return () => stop.current?.abort();
  }, [atOnce, run]);
  return { test, run: () => void run() };
}
