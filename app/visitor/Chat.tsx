import { Send, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { runAt, valueAt } from '@/app/editor/state/level';
import { useRun } from '@/app/editor/state/run-store';
import { runtime } from '@/app/editor/state/runtime';
import { Button, IconButton } from '@/app/ui/Button';
import { tellProblem } from '@/app/ui/tell-problem';
import { type AppResult, type AppSetting, type Exchange, type View, withConversation } from '@/graph';
import { Fields } from './Fields';
import { Running, runApp } from './RunBar';
import { setFor } from './settings';
import { ViewerLarge } from './shown-later';
import { Troubles } from './Troubles';
import styles from './visitor.module.css';

interface Turn {
  readonly id: number;
  readonly message: string;
  /** The message with what was taken along from before. */
  readonly sent: string;
  /** Null while it is on its way; `none` where the run ended without one. */
  readonly answer: View | 'none' | null;
}

interface ChatProps {
  /** Where messages go. */
  readonly message: AppSetting;
  /** What answers. */
  readonly answer: AppResult;
  /** What else can be set. */
  readonly others: readonly AppSetting[];
  /** How many exchanges are sent along with the next message. */
  readonly remembers: number;
}

/** A message list and a box: each message is put into a setting, the graph runs, and what an output gives is the answer. */
export function Chat({ message, answer, others, remembers }: ChatProps) {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const runs = useRun((state) => state.status !== 'idle');
  // A run has ended a moment before its answer is here, and the next message goes with that.
  const busy = runs || turns.some((turn) => turn.answer === null);
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new comes into sight
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [turns]);
  const send = async (text: string) => {
    const id = (turns.at(-1)?.id ?? 0) + 1;
    const sent = withConversation(remembered(turns, remembers), text, message.field.maxLength);
    setTurns([...turns, { id, message: text, sent, answer: null }]);
    setFor(message.node, { [message.param]: sent });
    const view = await runApp([answer])
      .then(() => answered(answer))
      .catch((error) => {
        tellProblem(error);
        return 'none' as const;
      });
    setTurns((before) => before.map((turn) => (turn.id === id ? { ...turn, answer: view } : turn)));
  };
  return (
    <div className={styles.chat}>
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>Settings</summary>
          <Fields inputs={others} />
        </details>
      )}
      <ol ref={list} className={styles.turns} aria-label="Messages">
        {turns.length === 0 && <li className={styles.none}>Write something below, and the answer comes here.</li>}
        {turns.map((turn, index) => (
          <li key={turn.id}>
            <p className={styles.message}>{turn.message}</p>
            <div className={styles.answer}>
              {turn.answer === null ? (
                <Coming answer={answer} to={turn.sent} />
              ) : turn.answer === 'none' ? (
                <NoAnswer answer={answer} last={index === turns.length - 1} />
              ) : (
                <Answer view={turn.answer} to={turn.sent} />
              )}
            </div>
          </li>
        ))}
      </ol>
      <Composer message={message} busy={busy} onSend={(text) => void send(text)}>
        {turns.length > 0 && (
          <IconButton label="Clear the messages" disabled={busy} onClick={() => setTurns([])}>
            <Trash2 size={14} />
          </IconButton>
        )}
      </Composer>
    </div>
  );
}

/** The newest exchanges that were in words. */
function remembered(turns: readonly Turn[], count: number): readonly Exchange[] {
  const exchanges = turns.flatMap(({ message, sent, answer }) =>
    answer !== null && answer !== 'none' && answer.view === 'text'
      ? [{ message, answer: afterPrompt(answer.text, sent).trim() }]
      : [],
  );
  return exchanges.slice(Math.max(0, exchanges.length - count));
}

/** The value that answers, as it is kept; none where the run gave none. */
async function answered({ node, port }: AppResult): Promise<View | 'none'> {
  const { nodes, outcome } = useRun.getState();
  const value = outcome === 'succeeded' ? valueAt(nodes, { node, port }) : undefined;
  if (!value) return 'none';
  return (await (await runtime()).view(value.key, value.port)) ?? runAt(nodes, node)?.views[port] ?? 'none';
}

/** What comes after the prompt in a text that goes on from it. */
const afterPrompt = (text: string, prompt: string) => (text.startsWith(prompt) ? text.slice(prompt.length) : text);

/** A text that goes on from the message has the message in it: that part stands back. */
function Answer({ view, to }: { readonly view: View; readonly to: string }) {
  if (view.view !== 'text') return <ViewerLarge view={view} />;
  const said = afterPrompt(view.text, to);
  return (
    <p className={styles.words}>
      {said.length < view.text.length && <span className={styles.echo}>{to}</span>}
      {said || <i className={styles.echo}>{view.writing ? '…' : '(nothing)'}</i>}
    </p>
  );
}

function Coming({ answer, to }: { readonly answer: AppResult; readonly to: string }) {
  const preview = useRun(({ nodes }) => runAt(nodes, answer.node)?.preview);
  return (
    <>
      {preview && <Answer view={preview} to={to} />}
      <Running />
    </>
  );
}

/** Why there is none; of an older message only that there was none. */
function NoAnswer({ answer, last }: { readonly answer: AppResult; readonly last: boolean }) {
  const outcome = useRun((state) => state.outcome);
  if (!last) return <p className={styles.none}>No answer.</p>;
  return outcome === 'cancelled' ? <p className={styles.none}>Stopped.</p> : <Troubles outputs={[answer]} />;
}

interface ComposerProps {
  readonly message: AppSetting;
  readonly busy: boolean;
  readonly onSend: (text: string) => void;
  readonly children: React.ReactNode;
}

function Composer({ message, busy, onSend, children }: ComposerProps) {
  const [text, setText] = useState('');
  const [waits, setWaits] = useState(false);
  const said = text.trim();
  const send = () => {
    if (said === '') return;
    setWaits(busy);
    if (busy) return;
    onSend(said);
    setText('');
  };
  // Who writes faster than the graph answers is not to press twice.
  const goesOff = useEffectEvent(send);
  useEffect(() => {
    if (waits && !busy) goesOff();
  }, [waits, busy]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        rows={2}
        value={text}
        maxLength={message.field.maxLength}
        placeholder="Write a message …"
        aria-label={message.title}
        onChange={(event) => {
          setText(event.target.value);
          setWaits(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div>
        {children}
        {waits && (
          <span role="status" className={styles.waits}>
            Goes off after this answer.
          </span>
        )}
        <Button look="primary" type="submit" disabled={busy || said === ''}>
          <Send size={13} aria-hidden /> Send
        </Button>
      </div>
    </form>
  );
}
