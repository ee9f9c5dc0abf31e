'use client';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useState } from 'react';
import { api, type LibraryItem } from '@/app/client/api';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { toast } from '@/app/ui/toast';
import { describeError, instancesOf, sentenceOf } from '@/graph';
import { closeDialog } from '../commands/dialog-store';
import { useEditor } from '../state/editor-store';
import { AboutFields } from './AboutFields';
import { insertItem } from './insert';
import styles from './library.module.css';
import { useLibrary } from './library-store';

/** One item of the library: its name and description, its versions, and the end of it. */
export default function ItemDialog() {
  const shown = useLibrary((state) => state.shown);
  const [item, setItem] = useState<LibraryItem | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const look = useCallback(() => {
    setProblem(null);
    if (shown !== null) api.library.get(shown).then(setItem, (error) => setProblem(sentenceOf(describeError(error))));
  }, [shown]);
  useEffect(look, [look]);
  return (
    <Dialog title={item ? item.name : 'From your library'} onClose={closeDialog}>
      {problem !== null ? (
        <div className={styles.empty}>
          <p role="alert">{problem}</p>
          <Button autoFocus onClick={look}>
            Try again
          </Button>
        </div>
      ) : item === null ? (
        <p className={styles.soft}>Looking …</p>
      ) : (
        <About key={item.id} item={item} />
      )}
    </Dialog>
  );
}

function About({ item }: { readonly item: LibraryItem }) {
  const [about, setAbout] = useState({ name: item.name, description: item.description });
  const { name, description } = about;
  const [problem, setProblem] = useState<string | null>(null);
  const changed = name.trim() !== item.name || description.trim() !== item.description;
  const done = async (act: Promise<void>, told: string) => {
    try {
      await act;
      void useLibrary.getState().load();
      closeDialog();
      void toast.success(told);
    } catch (error) {
      setProblem(sentenceOf(describeError(error)));
    }
  };
  return (
    <>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && name.trim() !== '')
            void done(
              api.library.describe(item.id, { name: name.trim(), description: description.trim() }),
              `“${name.trim()}” is kept under this name`,
            );
        }}
      >
        <AboutFields about={about} onChange={setAbout} />
        {problem !== null && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {changed && (
          <div className={styles.buttons}>
            <Button look="primary" type="submit" disabled={name.trim() === ''}>
              Rename
            </Button>
          </div>
        )}
      </form>
      <Versions item={item} />
      <Deletion item={item} onDelete={() => void done(api.library.delete(item.id), `“${item.name}” is deleted`)} />
    </>
  );
}

function Versions({ item }: { readonly item: LibraryItem }) {
  const flow = useReactFlow();
  return (
    <section className={styles.versions} aria-label="Versions">
      <h3>{item.newest === 1 ? '1 version' : `${item.newest} versions`}</h3>
      <ol>
        {item.versions.map(({ number, changes, createdAt }) => (
          <li key={number}>
            <div>
              <b>Version {number}</b> <time dateTime={createdAt}>{new Date(createdAt).toLocaleString()}</time>
              {changes && <p>{changes}</p>}
            </div>
            <Button
              small
              aria-label={`Insert version ${number}`}
              onClick={() => {
                closeDialog();
                requestAnimationFrame(() => void insertItem(flow, item, undefined, number));
              }}
            >
              Insert
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Deletion({ item, onDelete }: { readonly item: LibraryItem; readonly onDelete: () => void }) {
  const [asking, setAsking] = useState(false);
  const used = useEditor(({ root }) => instancesOf(root).filter(({ node }) => node.library.item === item.id).length);
  if (!asking)
    return (
      <Button look="plain" onClick={() => setAsking(true)}>
        Delete from the library …
      </Button>
    );
  return (
    <div className={styles.asking} role="alert">
      <p>
        Delete “{item.name}” and {item.newest === 1 ? 'its version' : `all ${item.newest} versions`} for good? Undo does
        not bring it back. Where it is used it stays and works as it is
        {used > 0 && `, ${used === 1 ? 'once' : `${used} times`} in this graph too`}; it only hears of no newer version.
      </p>
      <Button look="danger" onClick={onDelete}>
        Delete it
      </Button>
      <Button autoFocus onClick={() => setAsking(false)}>
        Keep it
      </Button>
    </div>
  );
}
