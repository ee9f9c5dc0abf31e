'use client';
import { useEffect, useId, useState } from 'react';
import { catalogue } from '@/app/catalogue';
import { api, type LibraryItem } from '@/app/client/api';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { toast } from '@/app/ui/toast';
import {
  describeError,
  flatten,
  type GraphNode,
  isKeepable,
  type KeepableNode,
  prefixOf,
  sentenceOf,
  titleOf,
} from '@/graph';
import { bodyHash, keptDocument, LIBRARY_LIMITS, rememberEdit } from '@/graph/library';
import { closeDialog } from '../commands/dialog-store';
import { sameGraph, useEditor } from '../state/editor-store';
import { type About, AboutFields } from './AboutFields';
import styles from './library.module.css';
import { useLibrary } from './library-store';

/** Saves the selected node to the library: as an item of its own, or as the next version of the one that it came from. */
export default function KeepDialog() {
  const node = useEditor(({ document, selection }) => document.nodes.find((one) => selection.has(one.id)));
  const { items, state, problem, load } = useLibrary();
  useEffect(() => void load(), [load]);
  const from = node?.library && items?.find(({ id }) => id === node.library?.item);
  return (
    <Dialog
      title="Save to library"
      description="What lies inside is kept as it is now, to be used in every graph. Versions are only ever added."
      onClose={closeDialog}
    >
      {!node || !isKeepable(node) ? (
        <p className={styles.soft}>Select one subgraph to save it. Nodes are folded into one with G.</p>
      ) : state === 'failed' ? (
        <div className={styles.empty}>
          <p role="alert">Your library cannot be reached. {problem}</p>
          <Button autoFocus onClick={() => void load()}>
            Try again
          </Button>
        </div>
      ) : items === null || (state === 'loading' && node.library) ? (
        <p className={styles.soft}>Looking …</p>
      ) : (
        <KeepForm key={from?.id} node={node} from={from} />
      )}
    </Dialog>
  );
}

function KeepForm({ node, from }: { readonly node: KeepableNode; readonly from: LibraryItem | undefined }) {
  const id = useId();
  const [asNext, setAsNext] = useState(from !== undefined);
  const [about, setAbout] = useState({ name: titleOf(node, catalogue), description: '' });
  const { name, description } = about;
  const [changes, setChanges] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const next = asNext ? from : undefined;
  const newest = next?.versions[0];
  const same = newest?.hash === bodyHash(node.body);
  const behind = newest && node.library && node.library.version < newest.number;
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await keep(node, next, { name: name.trim(), description, changes });
      closeDialog();
    } catch (error) {
      setBusy(false);
      setProblem(sentenceOf(describeError(error)));
    }
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !same && (next || name.trim() !== '')) void save();
      }}
    >
      {from && (
        <fieldset className={styles.choice}>
          <legend className={styles.soft}>It came from “{from.name}”</legend>
          <label>
            <input type="radio" name={id} checked={asNext} onChange={() => setAsNext(true)} />
            Version {from.newest + 1} of “{from.name}”
          </label>
          <label>
            <input type="radio" name={id} checked={!asNext} onChange={() => setAsNext(false)} />
            An item of its own
          </label>
        </fieldset>
      )}
      {!next && <AboutFields autoFocus about={about} onChange={setAbout} />}
      {next && !same && (
        <label>
          What has changed
          <textarea
            // biome-ignore lint/a11y/noAutofocus: the user has just asked to save
            autoFocus
            value={changes}
            rows={3}
            maxLength={LIBRARY_LIMITS.words}
            placeholder="For those who use it elsewhere, and for yourself later"
            onChange={(event) => setChanges(event.target.value)}
          />
        </label>
      )}
      {same && (
        <p className={styles.note}>
          Nothing inside has changed: version {newest?.number} is this already. What is set from outside belongs to each
          place that it is used in.
        </p>
      )}
      {behind && !same && (
        <p className={styles.note} role="status">
          This one began as version {node.library?.version}. What is new in version {newest.number} will not be in
          version {newest.number + 1}, unless you update first.
        </p>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button look="primary" type="submit" disabled={busy || same || (!next && name.trim() === '')}>
          {next ? `Save version ${next.newest + 1}` : 'Save'}
        </Button>
        <Button onClick={closeDialog}>Cancel</Button>
      </div>
    </form>
  );
}

interface Words extends About {
  readonly changes: string;
}

/** Saves a node, and lets it remember as what. With what is set of it outside, at every level. */
async function keep(node: KeepableNode, next: LibraryItem | undefined, words: Words): Promise<void> {
  const isOpen = sameGraph();
  const { root, path } = useEditor.getState();
  const set: GraphNode = flatten(root).nodes.get(prefixOf(path) + node.id) ?? node;
  const document = keptDocument({ ...set, body: node.body }, next?.name ?? words.name, root.variables);
  const { id, name, version, outcome } = next
    ? await api.library.add(next.id, { changes: words.changes, document }).then((kept) => ({
        id: next.id,
        name: next.name,
        version: kept.version.number,
        outcome: kept.outcome,
      }))
    : await api.library
        .create({ ...words, document })
        .then((item) => ({ id: item.id, name: item.name, version: item.newest, outcome: 'added' }) as const);
  void useLibrary.getState().load();
  if (isOpen()) {
    const { root: now, editWhole } = useEditor.getState();
    editWhole(rememberEdit(now, path, node, { item: id, version, hash: bodyHash(node.body) }));
  }
  if (outcome === 'unchanged') void toast.info(`Nothing has changed: version ${version} of “${name}” is this already`);
  else
    void toast.success(version === 1 ? `“${name}” is in your library` : `“${name}” has version ${version} now`, {
      description: version === 1 ? 'You find it in every graph, above the nodes.' : 'Graphs that use it will say so.',
    });
}
