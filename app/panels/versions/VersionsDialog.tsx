'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { catalogue, loadContracts } from '@/app/catalogue';
import { api, type VersionSummary } from '@/app/client/api';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { everythingSaved } from '@/app/editor/saving/saved';
import { useEditor } from '@/app/editor/state/editor-store';
import { GraphPicture } from '@/app/thumbnail/GraphPicture';
import { thumbnailOf } from '@/app/thumbnail/thumbnail';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { type Edit, flatten, type GraphDocument, upgradeNodes } from '@/graph';
import styles from '../panels.module.css';
import { describeChanges } from './describe-changes';

/** The most changes that are told one by one. */
const SHOWN = 60;

/** Saved states of this graph: named ones, and those that Genloom keeps by itself. Restoring is an edit like any other, and can be undone. */
export default function VersionsDialog() {
  const projectId = useEditor((state) => state.projectId);
  const document = useEditor((state) => state.root);
  const [versions, setVersions] = useState<readonly VersionSummary[] | null>(null);
  const [chosen, setChosen] = useState<{ readonly number: number; readonly document: GraphDocument } | null>(null);
  const [name, setName] = useState('');
  const load = useCallback(() => {
    api.versions.list(projectId).then(setVersions, tellProblem);
  }, [projectId]);
  useEffect(load, [load]);
  /** The one that was clicked last: of two, the first may come later. */
  const wanted = useRef(0);
  const choose = async (number: number) => {
    wanted.current = number;
    try {
      const version = await api.versions.get(projectId, number);
      // It may hold nodes that this graph has no more.
      await loadContracts(flatten(version.document).nodes.values());
      if (wanted.current === number) setChosen(version);
    } catch (error) {
      tellProblem(error);
    }
  };
  const keep = async () => {
    try {
      // A version is made of what is saved.
      await everythingSaved();
      await api.versions.create(projectId, name.trim());
      setName('');
      load();
    } catch (error) {
      tellProblem(error);
    }
  };
  const restore = async ({
    number,
    document: wanted,
  }: {
    readonly number: number;
    readonly document: GraphDocument;
  }) => {
    try {
      // Undo ends with this page; what was there before stays findable after that too.
      await everythingSaved();
      await api.versions.create(projectId, `Before version ${number} came back`);
      useEditor.getState().enter([]);
      const { document: now, edit } = useEditor.getState();
      edit(replaceEdit(now, upgradeNodes(wanted, catalogue)));
      closeDialog();
      toast.success(`Version ${number} is back`, {
        description: 'What was there before is kept as a version of its own.',
      });
    } catch (error) {
      tellProblem(error);
    }
  };
  const changes = chosen ? describeChanges(chosen.document, document) : [];
  return (
    <Dialog title="Versions" description="Nothing that was saved is ever overwritten." onClose={closeDialog} wide>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) void keep();
        }}
      >
        <input
          className={styles.input}
          value={name}
          placeholder="Name of this state, for instance “before the wider network”"
          aria-label="Name of the version"
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
        />
        <Button look="primary" type="submit" disabled={name.trim() === ''}>
          Keep this state
        </Button>
      </form>
      <div className={styles.split}>
        <ol className={styles.list}>
          {versions?.map((version) => (
            <li key={version.number}>
              <button
                type="button"
                aria-pressed={chosen?.number === version.number}
                onClick={() => void choose(version.number)}
              >
                <b>{version.name ?? 'Kept automatically'}</b>
                <small>
                  version {version.number} ·{' '}
                  <time dateTime={version.createdAt}>{new Date(version.createdAt).toLocaleString()}</time>
                </small>
              </button>
            </li>
          ))}
          {versions?.length === 0 && (
            <li className={styles.soft}>
              No version yet. Name the first one above; Genloom also keeps one every now and then.
            </li>
          )}
          {versions === null && <li className={styles.soft}>Looking …</li>}
        </ol>
        {!chosen && versions && versions.length > 0 && (
          <p className={styles.soft}>Choose a version to see what has changed since.</p>
        )}
        {chosen && (
          <section className={styles.detail} aria-label={`Version ${chosen.number}`}>
            <div className={styles.frame}>
              <GraphPicture nodes={thumbnailOf(chosen.document)} />
            </div>
            <h3>From version {chosen.number} to now</h3>
            <ul>
              {changes.length === 0 && <li>Nothing has changed.</li>}
              {changes.slice(0, SHOWN).map((line, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two changes may read the same
                <li key={place}>{line}</li>
              ))}
              {changes.length > SHOWN && <li>… and {changes.length - SHOWN} more changes</li>}
            </ul>
            <Button disabled={changes.length === 0} onClick={() => void restore(chosen)}>
              Restore this version
            </Button>
          </section>
        )}
      </div>
    </Dialog>
  );
}

/** One edit that turns a document into another. */
function replaceEdit(from: GraphDocument, to: GraphDocument): Edit {
  const out: Edit[] = [
    ...[...from.wires.keys()]
      .reverse()
      .flatMap((at): Edit[] => (from.wires[at] ? [{ op: 'remove-wire', wire: from.wires[at], at }] : [])),
    ...[...from.groups.keys()]
      .reverse()
      .flatMap((at): Edit[] => (from.groups[at] ? [{ op: 'remove-group', group: from.groups[at], at }] : [])),
    ...[...from.nodes.keys()]
      .reverse()
      .flatMap((at): Edit[] => (from.nodes[at] ? [{ op: 'remove-node', node: from.nodes[at], at }] : [])),
    ...[...from.notes.keys()]
      .reverse()
      .flatMap((at): Edit[] => (from.notes[at] ? [{ op: 'remove-note', note: from.notes[at], at }] : [])),
  ];
  const back: Edit[] = [
    ...to.nodes.map((node, at): Edit => ({ op: 'add-node', node, at })),
    ...to.notes.map((note, at): Edit => ({ op: 'add-note', note, at })),
    ...to.groups.map((group, at): Edit => ({ op: 'add-group', group, at })),
    ...to.wires.map((wire, at): Edit => ({ op: 'add-wire', wire, at })),
    {
      op: 'set-document',
      before: { name: from.name, description: from.description },
      after: { name: to.name, description: to.description },
    },
  ];
  return { op: 'batch', edits: [...out, ...back] };
}
