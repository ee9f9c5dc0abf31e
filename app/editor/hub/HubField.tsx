import { useEffect, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { type Field, hubRef, type Json } from '@/graph';
import styles from '../inspector/inspector.module.css';
import { sameGraph } from '../state/editor-store';
import { bytes, duration } from '../words';
import { type Fetching, fetchModel, isHere, stopFetching, useFetchings } from './fetch-model';
import { inWords, nameOf, wantedModel } from './wanted';

interface HubFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly value: Json;
  readonly onChange: (value: Json, gesture?: string) => void;
  /** Which of several forms of a model is wanted. */
  readonly form?: string | undefined;
}

/** A repository of the hub, whose files the server passes on and this browser keeps. The graph holds its commit and the hashes of its files. */
export function HubField({ id, field, value, onChange, form }: HubFieldProps) {
  const known = hubRef.safeParse(value).data ?? null;
  const [draft, setDraft] = useState(known ? inWords(known) : '');
  const [unknown, setUnknown] = useState(false);
  const written = wantedModel(draft);
  const wanted = written && (form === undefined ? written : { ...written, form });
  const fetching = useFetchings((all) => (wanted ? all[nameOf(wanted)] : undefined));
  const here = useIsHere(known ? JSON.stringify(known.files) : '', known);
  const underWay = fetching?.state === 'looking' || fetching?.state === 'fetching';
  const begun = known && wanted && inWords(known) === inWords(wanted) && known.files.length === 0;
  const isHalf = (fetching?.state === 'stopped' || fetching?.state === 'failed') && fetching.done > 0;
  const fetchIt = () => {
    setUnknown(!wanted);
    // Its commit and later its files are one step of undo.
    const isOpen = sameGraph();
    if (wanted && !underWay)
      void fetchModel(wanted, known, (model) => {
        // Another graph may have a node of the same id; what was fetched stays in the store.
        if (isOpen())
          onChange({ ...model, files: model.files.map((file) => ({ ...file })) }, `fetch ${model.repository}`);
      });
  };
  return (
    <>
      <div className={styles.together}>
        <input
          id={id}
          className={styles.input}
          type="text"
          spellCheck={false}
          autoCapitalize="off"
          maxLength={400}
          value={draft}
          placeholder={field.placeholder}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && fetchIt()}
        />
        {underWay && wanted ? (
          <Button onClick={() => stopFetching(wanted)}>Cancel</Button>
        ) : (
          <Button disabled={draft.trim() === ''} onClick={fetchIt}>
            {fetching?.damaged ? 'Start again' : begun || isHalf ? 'Resume' : 'Fetch'}
          </Button>
        )}
      </div>
      {underWay && <progress className={styles.arriving} aria-label="Fetching the model" {...shareOf(fetching)} />}
      <p className={styles.help} role="status">
        {fetching && fetching.state !== 'done'
          ? wordsOf(fetching)
          : begun
            ? UNFINISHED
            : known && here !== null
              ? keptWords(known, here)
              : ''}
      </p>
      {(unknown && !wanted) || fetching?.problem ? (
        <p className={styles.problem} role="alert">
          {unknown && !wanted
            ? 'Write the owner and the name of a repository, with a slash between them: “owner/name”.'
            : fetching?.problem}
        </p>
      ) : null}
    </>
  );
}

/** Whether the files are on this device; null until it is known. */
function useIsHere(names: string, known: Parameters<typeof isHere>[0] | null): boolean | null {
  const [here, setHere] = useState<boolean | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names stand for the files, whose object is another one at each edit
  useEffect(() => {
    let current = true;
    if (known && known.files.length > 0)
      void isHere(known).then(
        (is) => current && setHere(is),
        () => undefined,
      );
    else setHere(null);
    return () => {
      current = false;
    };
  }, [names]);
  return here;
}

const UNFINISHED = 'Not whole yet. “Resume” goes on where it stopped.';

const shareOf = ({ done, total }: Fetching) => (total > 0 ? { value: done, max: total } : {});

function wordsOf({ state, done, total, secondsLeft, damaged }: Fetching): string {
  if (damaged) return '“Start again” fetches it anew.';
  if (state === 'looking') return 'Looking for it …';
  const arrived = `${bytes(done)} of ${bytes(total)}`;
  if (state === 'fetching') return secondsLeft === null ? arrived : `${arrived} · ${duration(secondsLeft)} left`;
  return done > 0 ? `Stopped at ${arrived}. “Resume” goes on from there.` : '';
}

function keptWords(
  { commit, files }: { readonly commit: string; readonly files: readonly { readonly size: number }[] },
  here: boolean,
): string {
  const size = bytes(files.reduce((sum, file) => sum + file.size, 0));
  return here
    ? `Kept on this device: ${size}, commit ${commit.slice(0, 7)}.`
    : `Not on this device: ${size}, commit ${commit.slice(0, 7)}. “Fetch” brings the same files again.`;
}
