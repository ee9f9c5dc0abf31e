'use client';
import { ChevronRight, Play, Trash2, Volume2, VolumeX } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { memo, useState } from 'react';
import { Button, IconButton } from '@/app/ui/Button';
import {
  type AnyContract,
  type Field,
  fieldsOf,
  type GraphNode,
  type Json,
  type Problem,
  removeEdit,
  setNodeEdit,
  setParamsEdit,
} from '@/graph';
import { catalogue } from '@/nodes';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';
import { duration } from '../words';
import { ExplainTab } from './ExplainTab';
import { FieldControl } from './FieldControl';
import styles from './inspector.module.css';
import { ResultTab } from './ResultTab';
import { NothingSelected, SeveralSelected } from './Selections';

/** What there is to know and to set about the selection. */
export const Inspector = memo(function Inspector() {
  const selection = useEditor((state) => state.selection);
  const nodes = useEditor((state) => state.document.nodes);
  const chosen = nodes.filter((node) => selection.has(node.id));
  const [only] = chosen;
  if (chosen.length > 1) return <SeveralSelected nodes={chosen} />;
  const contract = only && catalogue.get(only.type);
  if (!only || !contract) return <NothingSelected />;
  return <OneNode key={only.id} node={only} contract={contract} />;
});

function OneNode({ node, contract }: { readonly node: GraphNode; readonly contract: AnyContract }) {
  const edit = useEditor((state) => state.edit);
  const problems = useEditor((state) => state.checked.problems).filter((problem) => problem.nodeId === node.id);
  const run = useRun((state) => state.nodes[node.id]);
  const start = useRun((state) => state.run);
  const busy = useRun((state) => state.status !== 'idle');
  const [tab, setTab] = useState('settings');
  const current = () => useEditor.getState().document;
  return (
    <section
      className={styles.inspector}
      aria-label={`Inspector: ${node.title ?? contract.title}`}
      data-phase={contract.phase}
    >
      <header className={styles.head}>
        <input
          className={styles.name}
          value={node.title ?? contract.title}
          aria-label="Title of the node"
          maxLength={200}
          onChange={(event) =>
            edit(setNodeEdit(current(), node.id, { title: event.target.value || undefined }), `title ${node.id}`)
          }
        />
        <p>{contract.summary}</p>
        <div className={styles.actions}>
          <Button small disabled={busy} onClick={() => start(current(), [node.id])}>
            <Play size={12} aria-hidden /> Run to here
          </Button>
          <IconButton
            small
            label={node.muted ? 'Unmute' : 'Mute: leave this node out'}
            onClick={() => edit(setNodeEdit(current(), node.id, { muted: node.muted ? undefined : true }))}
          >
            {node.muted ? <VolumeX size={14} /> : <Volume2 size={14} />}
          </IconButton>
          <IconButton small label="Delete this node" onClick={() => edit(removeEdit(current(), { nodes: [node.id] }))}>
            <Trash2 size={14} />
          </IconButton>
        </div>
      </header>
      <Tabs.Root value={tab} onValueChange={setTab} className={styles.tabs}>
        <Tabs.List className={styles.tablist} aria-label="About this node">
          <Tabs.Trigger value="settings">Settings</Tabs.Trigger>
          <Tabs.Trigger value="result">Result</Tabs.Trigger>
          <Tabs.Trigger value="explain">Explain</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="settings" className={styles.content} tabIndex={-1}>
          {run?.error && run.state === 'failed' && !problems.some(({ code }) => code === run.error?.code) && (
            <ProblemCard problem={{ ...run.error, nodeId: node.id, level: 'error' }} />
          )}
          {problems.map((problem) => (
            <ProblemCard key={`${problem.code} ${problem.port ?? problem.param ?? ''}`} problem={problem} />
          ))}
          <Settings node={node} contract={contract} problems={problems} />
          {run?.seconds !== undefined && <p className={styles.help}>Took {duration(run.seconds)} on this device.</p>}
        </Tabs.Content>
        <Tabs.Content value="result" className={styles.content} tabIndex={-1}>
          <ResultTab node={node} contract={contract} run={run} />
        </Tabs.Content>
        <Tabs.Content value="explain" className={styles.content} tabIndex={-1}>
          <ExplainTab contract={contract} />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}

function Settings({
  node,
  contract,
  problems,
}: {
  readonly node: GraphNode;
  readonly contract: AnyContract;
  readonly problems: readonly Problem[];
}) {
  const edit = useEditor((state) => state.edit);
  const [advanced, setAdvanced] = useState(false);
  const fields = fieldsOf(contract).filter((field) => isShown(field, node, contract));
  const change = (values: Readonly<Record<string, Json>>, gesture?: string) =>
    edit(setParamsEdit(useEditor.getState().document, node.id, values), gesture && `${gesture} ${node.id}`);
  const controls = (wanted: boolean) =>
    fields
      .filter((field) => (field.advanced ?? false) === wanted)
      .map((field) => (
        <FieldControl
          key={field.name}
          field={field}
          value={node.params[field.name]}
          problem={problems.find((problem) => problem.param === field.name)?.detail}
          onChange={(value, gesture) => change({ [field.name]: value }, gesture)}
          onChangeMany={change}
        />
      ));
  const more = fields.filter((field) => field.advanced).length;
  return (
    <>
      {controls(false)}
      {contract.seeded && <SeedField node={node} />}
      {more > 0 && (
        <button type="button" className={styles.more} aria-expanded={advanced} onClick={() => setAdvanced(!advanced)}>
          <ChevronRight size={14} aria-hidden /> {advanced ? 'Less' : `${more} more settings`}
        </button>
      )}
      {advanced && controls(true)}
      {fields.length === 0 && !contract.seeded && <p className={styles.help}>This node has nothing to set.</p>}
      {contract.continues && (
        <p className={styles.promise}>
          <b>More {contract.continues}? It goes on from where it is.</b>
          <br />
          Only the {contract.continues} that are new are computed.
        </p>
      )}
    </>
  );
}

function SeedField({ node }: { readonly node: GraphNode }) {
  const edit = useEditor((state) => state.edit);
  return (
    <FieldControl
      field={{
        name: 'seed',
        label: 'Seed',
        type: 'integer',
        default: 1337,
        nullable: false,
        help: 'The same seed draws the same random numbers, so a run can be repeated exactly.',
      }}
      value={node.seed ?? 1337}
      problem={undefined}
      onChange={(value) => {
        if (typeof value === 'number')
          edit(
            setNodeEdit(useEditor.getState().document, node.id, {
              seed: Math.min(0xffffffff, Math.max(0, Math.round(value))),
            }),
            `seed ${node.id}`,
          );
      }}
      onChangeMany={() => {}}
    />
  );
}

function ProblemCard({ problem }: { readonly problem: Problem }) {
  const edit = useEditor((state) => state.edit);
  return (
    <div className={styles.problemCard} data-level={problem.level}>
      <b>{problem.title}</b>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.fix && <p>{problem.fix}</p>}
      {problem.quickFix && (
        <Button small onClick={() => problem.quickFix && edit(problem.quickFix.edit)}>
          {problem.quickFix.title}
        </Button>
      )}
    </div>
  );
}

function isShown({ when }: Field, node: GraphNode, contract: AnyContract): boolean {
  if (!when) return true;
  const fallback = fieldsOf(contract).find((field) => field.name === when.param)?.default;
  const value = node.params[when.param] ?? fallback;
  return when.is.some((wanted) => wanted === value);
}
