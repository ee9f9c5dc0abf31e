'use client';
import { useEffect, useState } from 'react';
import { catalogue } from '@/app/catalogue';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { describeError, INSIDE, type Instance, outdatedOf, pathTitle } from '@/graph';
import { closeDialog } from '../commands/dialog-store';
import { useEditor } from '../state/editor-store';
import { Lines } from './Lines';
import styles from './library.module.css';
import { newestIn, useLibrary } from './library-store';
import { type News, newsFor } from './news';
import { update } from './update';

interface Row {
  readonly instance: Instance;
  readonly id: string;
  readonly title: string;
  readonly news: News;
}

/** All nodes of this graph that have a newer version, to be updated together; those that were changed by hand only where one says so. */
export default function UpdatesDialog() {
  const root = useEditor((state) => state.root);
  const { items, state, problem } = useLibrary();
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => void useLibrary.getState().load(), []);
  useEffect(() => {
    if (items === null || state === 'loading') return;
    let gone = false;
    Promise.all(
      outdatedOf(root, newestIn({ items })).map(async ({ instance, to }): Promise<Row> => {
        const id = [...instance.path, instance.node.id].join(INSIDE);
        return { instance, id, title: pathTitle(root, id, catalogue), news: await newsFor(instance.node, to) };
      }),
    ).then(
      (found) => {
        if (gone) return;
        setFailure(null);
        setRows(found);
        setLeft(new Set(found.flatMap(({ id, news }) => (news.byHand.length > 0 ? [id] : []))));
      },
      (error) => !gone && setFailure(describeError(error).title),
    );
    return () => {
      gone = true;
    };
  }, [root, items, state]);
  const chosen = rows?.filter(({ id }) => !left.has(id)) ?? [];
  const away = state === 'failed' ? problem : failure;
  return (
    <Dialog
      title="Newer versions from your library"
      description="What lies inside these nodes is replaced. Settings and wires stay where the new ones take them; one undo brings everything back."
      onClose={closeDialog}
    >
      {away !== null ? (
        <div className={styles.empty}>
          <p role="alert">Your library cannot be reached. {away}</p>
          <Button autoFocus onClick={() => void useLibrary.getState().load()}>
            Try again
          </Button>
        </div>
      ) : rows === null ? (
        <p className={styles.soft}>Looking …</p>
      ) : rows.length === 0 ? (
        <p className={styles.soft}>Everything here that came from your library is its newest version.</p>
      ) : (
        <>
          <ul className={styles.updates}>
            {rows.map(({ id, title, instance, news }) => (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={!left.has(id)}
                    onChange={({ target: { checked } }) =>
                      setLeft(new Set(checked ? [...left].filter((one) => one !== id) : [...left, id]))
                    }
                  />
                  <b>{title}</b>
                  <small className="num">
                    version {instance.node.library.version} → {news.kept.version}
                  </small>
                </label>
                {news.words.map(({ number, changes }) => (
                  <p key={number}>
                    {news.words.length > 1 && `Version ${number}: `}
                    {changes || 'says nothing of itself.'}
                  </p>
                ))}
                {news.byHand.length > 0 && (
                  <div className={styles.warned}>
                    Changed here since; an update puts the new version in place of that:
                    <Lines lines={news.byHand} />
                  </div>
                )}
              </li>
            ))}
          </ul>
          <Button
            look="primary"
            autoFocus
            disabled={chosen.length === 0}
            onClick={() => {
              if (update(chosen.map(({ instance, news }) => ({ instance, kept: news.kept })))) closeDialog();
            }}
          >
            Update {chosen.length === 1 ? '1 node' : `${chosen.length} nodes`}
          </Button>
        </>
      )}
    </Dialog>
  );
}
