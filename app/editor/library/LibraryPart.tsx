'use client';
import { type ReactNode, useEffect, useState } from 'react';
import type { LibraryItem } from '@/app/client/api';
import { Button } from '@/app/ui/Button';
import { type GraphNode, type InstanceNode, instancesOf, isInstance, newerFor, outdatedOf, wantedFor } from '@/graph';
import { rememberEdit, stayEdit } from '@/graph/library';
import { openDialog } from '../commands/dialog-store';
import { useEditor } from '../state/editor-store';
import styles from './library.module.css';
import { newestIn, useLibrary } from './library-store';
import { NewsCard } from './NewsCard';
import { isChangedHere } from './news';

/** What the library has to do with a node: where it came from, and whether there is a newer version of it or of what lies inside. */
export default function LibraryPart({ node }: { readonly node: GraphNode }) {
  const concerned = isInstance(node) || (node.body !== undefined && instancesOf(node.body).length > 0);
  const away = useLibrary(({ state, items }) => state === 'failed' && items === null);
  useEffect(() => {
    if (concerned && useLibrary.getState().state === 'idle') void useLibrary.getState().load();
  }, [concerned]);
  if (!concerned) return null;
  if (away) return <Away />;
  return isInstance(node) ? <OfInstance node={node} /> : <OfInside node={node} />;
}

function Away() {
  return (
    <Card>
      <p>Whether your library has a newer version is not known: the server does not answer.</p>
      <Button small onClick={() => void useLibrary.getState().load()}>
        Try again
      </Button>
    </Card>
  );
}

function OfInstance({ node }: { readonly node: InstanceNode }) {
  const library = useLibrary();
  const [staysOpen, setStaysOpen] = useState(false);
  const { items } = library;
  if (items === null) return null;
  const item = items.find(({ id }) => id === node.library.item);
  const { version } = node.library;
  if (!item)
    return (
      <Card>
        <p>It came from a library, as version {version} of an item that yours does not have. It works as it is.</p>
        <Button small onClick={() => openDialog('keep')}>
          Save to library …
        </Button>
        <Button
          small
          look="plain"
          title="It is then like any other subgraph"
          onClick={() => {
            const { root, path, editWhole } = useEditor.getState();
            editWhole(rememberEdit(root, path, node, null));
          }}
        >
          Forget where it came from
        </Button>
      </Card>
    );
  const newest = newestIn(library);
  const to = newerFor(node, newest);
  const name = (
    <button
      type="button"
      className={styles.link}
      title="About this item"
      onClick={() => {
        library.show(item.id);
        openDialog('library-item');
      }}
    >
      {item.name}
    </button>
  );
  if (to === null)
    return (
      <Card>
        <p>
          {name} from your library, version {version}
          {version === item.newest && item.newest > 1 && ', the newest'}.
        </p>
        <ChangedHere node={node} item={item} />
      </Card>
    );
  if (wantedFor(node, newest) === null && !staysOpen)
    return (
      <Card>
        <p>
          You stay with version {version} of {name}; version {to} is there.
        </p>
        <Button small onClick={() => setStaysOpen(true)}>
          See what is new
        </Button>
      </Card>
    );
  return (
    <Card telling>
      <NewsCard
        key={`${node.id} ${version} ${to}`}
        node={node}
        to={to}
        onStay={() => {
          setStaysOpen(false);
          const { root, path, editWhole } = useEditor.getState();
          editWhole(stayEdit(root, { path, node }, to));
        }}
      />
    </Card>
  );
}

/** Says that what lies inside is no longer what the library has. Where that cannot be looked up now, nothing is said. */
function ChangedHere({ node, item }: { readonly node: InstanceNode; readonly item: LibraryItem }) {
  const [changed, setChanged] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a setting that is dragged changes nothing inside
  useEffect(() => {
    let gone = false;
    isChangedHere(node, item).then(
      (is) => !gone && setChanged(is),
      () => !gone && setChanged(false),
    );
    return () => {
      gone = true;
    };
  }, [node.body, node.library, item]);
  if (!changed) return null;
  return (
    <>
      <p>It was changed here since.</p>
      <Button small onClick={() => openDialog('keep')}>
        Save version {item.newest + 1} …
      </Button>
    </>
  );
}

function OfInside({ node }: { readonly node: GraphNode }) {
  const library = useLibrary();
  const count = node.body ? outdatedOf(node.body, newestIn(library)).length : 0;
  if (count === 0) return null;
  return (
    <Card>
      <p>{count === 1 ? '1 node inside has' : `${count} nodes inside have`} a newer version in your library.</p>
      <Button small onClick={() => openDialog('library-updates')}>
        See what is new
      </Button>
    </Card>
  );
}

function Card({ telling = false, children }: { readonly telling?: boolean; readonly children: ReactNode }) {
  return (
    <section className={styles.card} data-telling={telling} aria-label="From your library">
      {children}
    </section>
  );
}
