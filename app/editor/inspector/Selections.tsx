import { useReactFlow } from '@xyflow/react';
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceAround,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceAround,
  ChevronRight,
  type LucideIcon,
} from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { catalogue, contractFor } from '@/app/catalogue';
import { Button, IconButton } from '@/app/ui/Button';
import { useTouch } from '@/app/ui/touch';
import type { GraphNode, Note, Wire } from '@/graph';
import { portOf, titleOf } from '@/graph';
import { actionOf } from '../commands/actions';
import { keyCaps } from '../commands/key-caps';
import { useView } from '../commands/view-store';
import { useTitles } from '../panel/titles';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';
import styles from './inspector.module.css';

const ALIGNMENTS: readonly (readonly [string, LucideIcon])[] = [
  ['align-left', AlignStartVertical],
  ['align-centre', AlignCenterVertical],
  ['align-right', AlignEndVertical],
  ['align-columns', AlignHorizontalSpaceAround],
  ['align-top', AlignStartHorizontal],
  ['align-middle', AlignCenterHorizontal],
  ['align-bottom', AlignEndHorizontal],
  ['align-rows', AlignVerticalSpaceAround],
];

/** What can be done with several nodes and notes at once. */
export function SeveralSelected({
  nodes,
  notes,
}: {
  readonly nodes: readonly GraphNode[];
  readonly notes: readonly Note[];
}) {
  const flow = useReactFlow();
  const busy = useRun((state) => state.status !== 'idle');
  const count = [counted(nodes.length, 'node'), counted(notes.length, 'note')].filter(Boolean).join(' and ');
  return (
    <section className={styles.inspector} aria-label="Inspector: several nodes">
      <header className={styles.head}>
        <h2>{count}</h2>
        <p>Move, align, group, copy or run them together.</p>
      </header>
      <div className={styles.stack}>
        <fieldset className={styles.aligns}>
          <legend>Align</legend>
          {ALIGNMENTS.map(([id, Icon]) => {
            const { title, keys } = actionOf(id);
            return (
              <IconButton
                key={id}
                look="outlined"
                label={title}
                title={`${title} (${keyCaps(keys?.[0] ?? '').join(' ')})`}
                onClick={() => void actionOf(id).run(flow)}
              >
                <Icon size={15} />
              </IconButton>
            );
          })}
        </fieldset>
        {nodes.length > 0 && (
          <>
            <ActionButton id="run-here" title="Run to these" disabled={busy} />
            {nodes.length === 2 && <ActionButton id="connect" title="Connect" />}
            <ActionButton id="fold" />
            <ActionButton id="group" />
            <ActionButton id="ungroup" />
            <ActionButton
              id="mute"
              title={nodes.every((node) => node.muted) ? 'Take in again (unmute)' : 'Leave out (mute)'}
            />
          </>
        )}
        <ActionButton id="duplicate" />
        <ActionButton id="remove" danger />
      </div>
    </section>
  );
}

/** A note: what is in it, and how to write it. */
export function NoteSelected({ note }: { readonly note: Note }) {
  return (
    <section className={styles.inspector} aria-label="Inspector: note">
      <header className={styles.head}>
        <h2>Note</h2>
        <p>Notes tell people what to look at. They change nothing in a run.</p>
      </header>
      <div className={styles.stack}>
        <Button onClick={() => useView.getState().write(note.id)}>Write</Button>
        <ActionButton id="duplicate" />
        <ActionButton id="remove" danger />
      </div>
    </section>
  );
}

/** A wire: what flows on it, from where to where. */
export function WireSelected({ wire }: { readonly wire: Wire }) {
  const titleOf = useTitles();
  const select = useEditor((state) => state.select);
  const source = useEditor(({ document }) => document.nodes.find((node) => node.id === wire.from.node));
  const declared = contractFor(source)?.outputs[wire.from.port];
  return (
    <section className={styles.inspector} aria-label="Inspector: wire">
      <header className={styles.head}>
        <h2>Wire</h2>
        <p>{declared ? `Carries ${portOf(declared).kind.phrase}.` : 'What it carries is not known here.'}</p>
      </header>
      <div className={styles.stack}>
        <Button onClick={() => select([wire.from.node])}>
          From {titleOf(wire.from.node)}: {wire.from.port}
        </Button>
        <Button onClick={() => select([wire.to.node])}>
          To {titleOf(wire.to.node)}: {wire.to.port}
        </Button>
        <ActionButton id="remove" title="Delete the wire" danger />
      </div>
    </section>
  );
}

/** A node that this Genloom does not know. */
export function UnknownSelected({ node }: { readonly node: GraphNode }) {
  return (
    <section className={styles.inspector} aria-label={`Inspector: ${titleOf(node, catalogue)}`}>
      <header className={styles.head}>
        <h2>{titleOf(node, catalogue)}</h2>
        <p>
          This Genloom does not know the node “{node.type}”. It is kept as it is, with its settings and wires, and left
          out of runs.
        </p>
      </header>
      <div className={styles.stack}>
        <ActionButton id="remove" danger />
      </div>
    </section>
  );
}

function ActionButton({
  id,
  title,
  danger = false,
  disabled = false,
}: {
  readonly id: string;
  readonly title?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
}) {
  const flow = useReactFlow();
  const action = actionOf(id);
  const keys = action.keys?.[0];
  return (
    <Button
      look={danger ? 'danger' : 'outlined'}
      className={styles.act}
      disabled={disabled}
      title={disabled ? 'A run is under way. Stop it, or wait for its end.' : undefined}
      onClick={() => void action.run(flow)}
    >
      {title ?? action.title}
      {keys && <kbd aria-hidden>{keyCaps(keys).join(' ')}</kbd>}
    </Button>
  );
}

const counted = (count: number, what: string) => (count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`);

// Loaded once somebody looks at the variables of a graph.
const VariablesPanel = dynamic(() => import('../variables/VariablesPanel').then((module) => module.VariablesPanel));

function GraphVariables() {
  const count = useEditor(({ root }) => root.variables?.length ?? 0);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const open = wanted ?? count > 0;
  return (
    <>
      <button type="button" className={styles.more} aria-expanded={open} onClick={() => setWanted(!open)}>
        <ChevronRight size={14} aria-hidden /> Variables{count > 0 && ` (${count})`}
      </button>
      {open && <VariablesPanel />}
    </>
  );
}

/** With nothing selected the graph itself is described. */
export function NothingSelected() {
  const document = useEditor((state) => state.document);
  const edit = useEditor((state) => state.edit);
  const touch = useTouch();
  const { name, description } = document;
  return (
    <section className={styles.inspector} aria-label="Inspector: graph">
      <header className={styles.head}>
        <h2>{name}</h2>
        <p className="num">
          {counted(document.nodes.length, 'node') || 'No nodes yet'}
          {document.wires.length > 0 && `, ${counted(document.wires.length, 'wire')}`}
        </p>
      </header>
      <div className={styles.content}>
        <div className={styles.field}>
          <div className={styles.label}>
            <label htmlFor="graph-description">Description</label>
          </div>
          <textarea
            id="graph-description"
            className={styles.input}
            rows={5}
            maxLength={20_000}
            value={description}
            placeholder="What is this graph for?"
            onChange={(event) =>
              edit(
                { op: 'set-document', before: { name, description }, after: { name, description: event.target.value } },
                'description',
              )
            }
          />
        </div>
        <GraphVariables />
        {touch ? (
          <ul className={styles.hints}>
            <li>Tap a node, then “Inspector”, for its settings, its result and what it does.</li>
            <li>Drag from one port to another to connect them; let a wire go in the open to see what fits.</li>
            <li>Tap “Nodes” to add one. Everything else is under “⋯”, in the top line.</li>
          </ul>
        ) : (
          <ul className={styles.hints}>
            <li>Select a node to see its settings, its result and what it does.</li>
            <li>Drag from one port to another to connect them; let a wire go in the open to see what fits.</li>
            <li>Double-click the canvas to add a node, right-click for everything else.</li>
            <li>
              Press <kbd>?</kbd> for the keys.
            </li>
          </ul>
        )}
      </div>
    </section>
  );
}
