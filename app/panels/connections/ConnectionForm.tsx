import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { ApiProblem, api, type Connection } from '@/app/client/api';
import { Button } from '@/app/ui/Button';
import { sentenceOf } from '@/graph';
import styles from './connections.module.css';
import { type Draft, draftOf, losesKey, NUMBERS, newDraft, settingsOf, withPreset } from './draft';
import { PRESETS, type Preset } from './presets';

interface ConnectionFormProps {
  /** Null for a new one. */
  readonly before: Connection | null;
  /** Names that there are. */
  readonly names: readonly string[];
  /** Null where nothing was changed. */
  readonly onDone: (saved: Connection | null) => void;
}

/** What a person says of a connection. The key goes to the server and never comes back. */
export function ConnectionForm({ before, names, onDone }: ConnectionFormProps) {
  const [draft, setDraft] = useState(() => (before ? draftOf(before) : newDraft(firstPreset(), names)));
  const [keyTaken, setKeyTaken] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const id = useId();
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const settings = settingsOf(draft);
    if (typeof settings === 'string') return setProblem(settings);
    setProblem(null);
    setSaving(true);
    const taken = keyTaken && settings.key === undefined ? { key: null } : {};
    try {
      onDone(
        await (before
          ? api.connections.change(before.id, { ...settings, ...taken })
          : api.connections.create(settings)),
      );
    } catch (error) {
      setSaving(false);
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(sentenceOf(error));
    }
  };
  const { preset } = draft;
  return (
    <form className={styles.form} onSubmit={save} aria-label={before ? `Edit ${before.name}` : 'New connection'}>
      <label htmlFor={`${id}service`}>Service</label>
      <div>
        <select
          id={`${id}service`}
          ref={first}
          value={preset.id}
          onChange={(event) => {
            const chosen = PRESETS.find((one) => one.id === event.target.value);
            if (chosen)
              setDraft(
                withPreset(
                  draft,
                  chosen,
                  names.filter((name) => name !== before?.name),
                ),
              );
          }}
        >
          {PRESETS.map(({ id: value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
        <p className={styles.hint}>{preset.hint}</p>
      </div>
      <label htmlFor={`${id}name`}>Name</label>
      <div>
        <input
          id={`${id}name`}
          required
          maxLength={100}
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        {before && draft.name.trim() !== before.name && (
          <p className={styles.hint}>
            Graphs find it by its name: those that ask “{before.name}” will have to be told.
          </p>
        )}
      </div>
      <label htmlFor={`${id}address`}>Address</label>
      <input
        id={`${id}address`}
        required
        inputMode="url"
        spellCheck={false}
        autoCapitalize="off"
        maxLength={500}
        placeholder="https://…/v1"
        value={draft.baseUrl}
        onChange={(event) => change({ baseUrl: event.target.value })}
      />
      <label htmlFor={`${id}key`}>Key</label>
      <div>
        <input
          id={`${id}key`}
          type="password"
          autoComplete="off"
          data-1p-ignore
          spellCheck={false}
          maxLength={4_000}
          placeholder={
            before?.hasKey && !keyTaken
              ? 'The server has one; type another to replace it'
              : preset.wantsKey
                ? ''
                : 'None needed'
          }
          value={draft.key}
          onChange={(event) => change({ key: event.target.value })}
        />
        {before?.hasKey && (
          <label className={styles.check}>
            <input type="checkbox" checked={keyTaken} onChange={(event) => setKeyTaken(event.target.checked)} /> Take
            its key away
          </label>
        )}
        {before && losesKey(before, draft) && (
          <p className={styles.hint}>The key belongs to the host that it was given for: enter it again for this one.</p>
        )}
      </div>
      <details className={styles.more} open={NUMBERS.some(({ name }) => draft.numbers[name] !== '')}>
        <summary>Prices, budgets and pace</summary>
        <div className={styles.form}>
          {NUMBERS.map(({ name, label, whole }) => (
            <Typed
              key={name}
              label={label}
              whole={whole}
              value={draft.numbers[name]}
              onChange={(value) => change({ numbers: { ...draft.numbers, [name]: value } })}
            />
          ))}
        </div>
        <p className={styles.hint}>Prices are those of the model that you use: they tell what a run costs.</p>
      </details>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" disabled={saving}>
          Save and test
        </Button>
        <Button onClick={() => onDone(null)}>Cancel</Button>
      </div>
    </form>
  );
}

interface TypedProps {
  readonly label: string;
  readonly whole: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Typed({ label, whole, value, onChange }: TypedProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="num"
        inputMode={whole ? 'numeric' : 'decimal'}
        maxLength={20}
        placeholder={label.startsWith('Price') ? 'unknown' : 'no bound'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}

function firstPreset(): Preset {
  const [first] = PRESETS;
  if (!first) throw new Error('there is no preset');
  return first;
}
