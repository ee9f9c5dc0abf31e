import { useState } from 'react';
import { api } from '@/app/client/api';
import { Button } from '@/app/ui/Button';
import { describeError, type Field, type Json, sentenceOf } from '@/graph';
import { runtime } from '../state/runtime';
import styles from './inspector.module.css';

interface UrlFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly value: string;
  readonly onChangeMany: (values: Readonly<Record<string, Json>>) => void;
}

/** An address whose text the server fetches once; the copy is kept as a file, so that every run reads the same. */
export function UrlField({ id, field, value, onChangeMany }: UrlFieldProps) {
  const [draft, setDraft] = useState(value);
  const [state, setState] = useState<{ readonly busy: boolean; readonly problem: string | null }>({
    busy: false,
    problem: null,
  });
  const fetchText = async () => {
    setState({ busy: true, problem: null });
    try {
      const { text, url } = await api.fetchText(draft.trim());
      const name = new URL(url).pathname.split('/').at(-1) || new URL(url).hostname;
      const fetched = await (await runtime()).addAsset({ name, bytes: new TextEncoder().encode(text) });
      onChangeMany({ [field.name]: draft.trim(), fetched: { ...fetched } });
      setState({ busy: false, problem: null });
    } catch (error) {
      setState({ busy: false, problem: sentenceOf(describeError(error)) });
    }
  };
  return (
    <>
      <div className={styles.together}>
        <input
          id={id}
          className={styles.input}
          type="url"
          value={draft}
          placeholder={field.placeholder}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && fetchText()}
        />
        <Button disabled={state.busy || draft.trim() === ''} onClick={fetchText}>
          {state.busy ? 'Fetching …' : 'Fetch'}
        </Button>
      </div>
      {state.problem && (
        <p className={styles.problem} role="alert">
          {state.problem}
        </p>
      )}
    </>
  );
}
