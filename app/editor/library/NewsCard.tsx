import { useEffect, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { describeError, type InstanceNode, outdatedOf } from '@/graph';
import { openDialog } from '../commands/dialog-store';
import { useEditor } from '../state/editor-store';
import { Lines } from './Lines';
import styles from './library.module.css';
import { newestIn, useLibrary } from './library-store';
import { type News, newsFor } from './news';
import { update } from './update';

interface NewsCardProps {
  readonly node: InstanceNode;
  readonly to: number;
  readonly onStay: () => void;
}

/** A newer version of a node: what is new in it, to be taken or left. */
export function NewsCard({ node, to, onStay }: NewsCardProps) {
  const { version } = node.library;
  const [news, setNews] = useState<News | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const [asking, setAsking] = useState(false);
  const library = useLibrary();
  const outdated = useEditor(({ root }) => outdatedOf(root, newestIn(library)).length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn asks again; a setting that is dragged does not
  useEffect(() => {
    let gone = false;
    setProblem(null);
    newsFor(node, to).then(
      (found) => !gone && setNews(found),
      (error) => !gone && setProblem(describeError(error).title),
    );
    return () => {
      gone = true;
    };
  }, [node.body, node.library, to, turn]);
  const take = () => {
    const { path } = useEditor.getState();
    if (news) update([{ instance: { path, node }, kept: news.kept }]);
  };
  return (
    <>
      <p>
        <b>
          Version {to} is there; this is version {version}.
        </b>
      </p>
      {problem !== null && (
        <p role="alert">
          What is new could not be had: {problem}{' '}
          <button type="button" className={styles.link} onClick={() => setTurn(turn + 1)}>
            Try again
          </button>
        </p>
      )}
      {news === null && problem === null && <p className={styles.soft}>Looking what is new …</p>}
      {news && (
        <>
          <ul className={styles.words}>
            {news.words.map(({ number, changes }) => (
              <li key={number}>
                <b>Version {number}</b> {changes || 'says nothing of itself.'}
              </li>
            ))}
          </ul>
          <Lines lines={news.differences} label="What differs" />
          {news.byHand.length > 0 && !asking && <p>This one was changed here since.</p>}
        </>
      )}
      {asking && news ? (
        <div role="alert" className={styles.asking}>
          <p>This one was changed here since. An update puts version {to} in place of that:</p>
          <Lines lines={news.byHand} label="Changed here" />
          <Button small look="danger" onClick={take}>
            Update all the same
          </Button>
          <Button small autoFocus onClick={() => setAsking(false)}>
            Leave it
          </Button>
        </div>
      ) : (
        <div className={styles.buttons}>
          <Button
            small
            look="primary"
            disabled={news === null}
            onClick={() => (news && news.byHand.length > 0 ? setAsking(true) : take())}
          >
            Update
          </Button>
          <Button small onClick={onStay}>
            Stay with version {version}
          </Button>
          {outdated > 1 && (
            <Button small look="plain" onClick={() => openDialog('library-updates')}>
              Update all {outdated} in this graph …
            </Button>
          )}
        </div>
      )}
    </>
  );
}
