import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { ApiProblem, api, type McpServer, type McpWay } from '@/app/client/api';
import { Button } from '@/app/ui/Button';
import { sentenceOf } from '@/graph';
import styles from '../connections/connections.module.css';

interface McpServerFormProps {
  /** Whether the server lets programs be started. */
  readonly mayStart: boolean;
  /** Null where nothing was added. */
  readonly onDone: (added: McpServer | null) => void;
}

/** What a person says of a new server of tools. The token goes to Genloom’s server and never comes back. */
export function McpServerForm({ mayStart, onDone }: McpServerFormProps) {
  const [transport, setTransport] = useState<McpWay['transport']>('http');
  const [draft, setDraft] = useState({ name: '', url: '', token: '', command: '', words: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const field = (name: keyof typeof draft) => ({
    id: `${id}${name}`,
    value: draft[name],
    spellCheck: false,
    autoCapitalize: 'off',
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    setSaving(true);
    const { name, url, command, words } = draft;
    const token = draft.token.trim();
    try {
      onDone(
        await api.mcp.create(
          transport === 'http'
            ? { name, transport, url, ...(token === '' ? {} : { token }) }
            : { name, transport, command, arguments: words.split('\n').filter((word) => word !== '') },
        ),
      );
    } catch (error) {
      setSaving(false);
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(sentenceOf(error));
    }
  };
  return (
    <form className={styles.form} onSubmit={save} aria-label="New server of tools">
      <label htmlFor={`${id}name`}>Name</label>
      <input ref={first} required maxLength={100} {...field('name')} />
      {mayStart && (
        <>
          <label htmlFor={`${id}transport`}>Reached</label>
          <select
            id={`${id}transport`}
            value={transport}
            onChange={(event) => setTransport(event.target.value === 'stdio' ? 'stdio' : 'http')}
          >
            <option value="http">at an address</option>
            <option value="stdio">as a program of this machine</option>
          </select>
        </>
      )}
      {transport === 'http' ? (
        <>
          <label htmlFor={`${id}url`}>Address</label>
          <input required inputMode="url" maxLength={500} placeholder="https://…/mcp" {...field('url')} />
          <label htmlFor={`${id}token`}>Token</label>
          <div>
            <input
              type="password"
              autoComplete="off"
              data-1p-ignore
              maxLength={4_000}
              placeholder="Only where it wants one"
              {...field('token')}
            />
            <p className={styles.hint}>Sent to that address alone, and kept encrypted.</p>
          </div>
        </>
      ) : (
        <>
          <label htmlFor={`${id}command`}>Program</label>
          <input required maxLength={1_000} placeholder="npx" {...field('command')} />
          <label htmlFor={`${id}words`}>Arguments</label>
          <div>
            <textarea rows={3} maxLength={20_000} {...field('words')} />
            <p className={styles.hint}>One a line. The program may do on this machine whatever you may do.</p>
          </div>
        </>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" disabled={saving}>
          Add and see its tools
        </Button>
        <Button onClick={() => onDone(null)}>Cancel</Button>
      </div>
    </form>
  );
}
