'use client';
import { useReactFlow } from '@xyflow/react';
import { Blocks, BookmarkPlus, ChevronRight, Dices, LogIn, Play, Trash2, Volume2, VolumeX } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { catalogue } from '@/app/catalogue';
import { Button, IconButton } from '@/app/ui/Button';
import {
  type AnyContract,
  bypassOf,
  type Field,
  fieldsOf,
  flatten,
  type GraphNode,
  isAskable,
  isFieldShown,
  type Json,
  type Problem,
  portOf,
  prefixOf,
  removeInsideEdit,
  setNodeEdit,
  setParamsInsideEdit,
  titleOf,
} from '@/graph';
import { openDialog } from '../commands/dialog-store';
import { openPreset, openTitle } from '../commands/open-preset';
import { runGraph } from '../commands/run-graph';
import { changeUse, USES } from '../commands/use-as';
import { QuickFixButton } from '../problems/QuickFixButton';
import { useEditor } from '../state/editor-store';
import { useExplanation } from '../state/explanations';
import { runAt } from '../state/level';
import { useRun } from '../state/run-store';
import { expectedSeconds } from '../times/remembered-times';
import { SetByChip, SetByMenu } from '../variables/SetByVariable';
import { duration } from '../words';
import { ExposeButton } from './ExposeButton';
import { ExposedTitles } from './ExposedTitles';
import { FieldControl } from './FieldControl';
import { AskInApp } from './InAppButton';
import styles from './inspector.module.css';

const ResultTab = dynamic(() => import('./ResultTab').then((module) => module.ResultTab));
const LibraryPart = dynamic(() => import('../library/LibraryPart'));
const ExplainTab = dynamic(() => import('./ExplainTab').then((module) => module.ExplainTab));

/** One node: what it is called, what can be set, what it gave, what it does. */
export function NodeSelected({ node, contract }: { readonly node: GraphNode; readonly contract: AnyContract }) {
  const flow = useReactFlow();
  const edit = useEditor((state) => state.edit);
  const problems = useEditor((state) => state.checked.problems).filter((problem) => problem.nodeId === node.id);
  const run = useRun(({ nodes }) => runAt(nodes, node.id));
  const busy = useRun((state) => state.status !== 'idle');
  const [tab, setTab] = useState('settings');
  const current = () => useEditor.getState().document;
  return (
    <section
      className={styles.inspector}
      aria-label={`Inspector: ${titleOf(node, catalogue)}`}
      data-phase={contract.phase}
    >
      <header className={styles.head}>
        <input
          id="node-title"
          className={styles.name}
          value={titleOf(node, catalogue)}
          aria-label="Title of the node"
          maxLength={200}
          onChange={(event) =>
            edit(setNodeEdit(current(), node.id, { title: event.target.value || undefined }), `title ${node.id}`)
          }
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        <p>{contract.summary}</p>
        <div className={styles.actions}>
          <Button
            small
            disabled={busy || node.muted}
            title={
              node.muted
                ? 'This node is left out of runs. Take it in again first.'
                : busy
                  ? 'A run is under way. Stop it, or wait for its end.'
                  : 'Runs this node and what it needs'
            }
            onClick={() => runGraph([node.id])}
          >
            <Play size={12} aria-hidden /> Run to here
          </Button>
          {node.body && (
            <Button
              small
              title="Shows what is inside; double-click does the same"
              onClick={() => useEditor.getState().enter([...useEditor.getState().path, node.id])}
            >
              <LogIn size={12} aria-hidden /> Open
            </Button>
          )}
          {node.body && Object.hasOwn(USES, node.type) && (
            <select
              className={styles.useAs}
              aria-label="Use the graph inside as"
              value={node.type}
              onChange={(event) => void changeUse(node.id, event.target.value)}
            >
              {Object.entries(USES).map(([type, title]) => (
                <option key={type} value={type}>
                  {type === node.type ? `Used as ${title}` : `Use as ${title}`}
                </option>
              ))}
            </select>
          )}
          {contract.opens && (
            <IconButton
              small
              label={contract.opensBeside ? openTitle(node) : 'Open into blocks: put what it is made of in its place'}
              onClick={() => {
                useEditor.getState().select([node.id]);
                void openPreset(flow);
              }}
            >
              <Blocks size={14} />
            </IconButton>
          )}
          {node.body && (
            <IconButton small label="Save to library …" onClick={() => keepNode(node.id)}>
              <BookmarkPlus size={14} />
            </IconButton>
          )}
          <IconButton
            small
            label={node.muted ? 'Unmute: take this node in again' : 'Mute: leave this node out'}
            aria-pressed={node.muted === true}
            onClick={() => edit(setNodeEdit(current(), node.id, { muted: node.muted ? undefined : true }))}
          >
            {node.muted ? <VolumeX size={14} /> : <Volume2 size={14} />}
          </IconButton>
          <IconButton small label="Delete this node" onClick={() => removeNode(node.id)}>
            <Trash2 size={14} />
          </IconButton>
        </div>
        {node.muted && <p className={styles.mutedNote}>{bypassInWords(contract)}</p>}
        {node.body && <LibraryPart node={node} />}
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
            <ProblemCard
              key={`${problem.inside ?? ''} ${problem.code} ${problem.port ?? problem.param ?? problem.title}`}
              problem={problem}
            />
          ))}
          <Settings node={node} contract={contract} problems={problems} waits={run?.state === 'waiting'} />
          <TimeLine node={node} contract={contract} seconds={run?.seconds} />
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

function keepNode(id: string): void {
  useEditor.getState().select([id]);
  openDialog('keep');
}

function removeNode(id: string): void {
  const { root, path, editWhole } = useEditor.getState();
  editWhole(removeInsideEdit(root, path, { nodes: [id] }));
}

/** What a muted node hands on, and what stays empty behind it. */
function bypassInWords(contract: AnyContract): string {
  const outputs = Object.entries(contract.outputs).map(([name, declared]) => ({
    title: (portOf(declared).title ?? name).toLowerCase(),
    from: bypassOf(contract, name),
  }));
  const passed = outputs.filter(({ from }) => from !== null);
  if (passed.length === 0) return 'Left out of runs: nothing comes out of it, so what needs it does not run either.';
  return `Left out of runs: its ${passed.map(({ title }) => title).join(' and ')} ${passed.length === 1 ? 'is' : 'are'} what comes in, unchanged.`;
}

/** How long it took, or how long it will take. */
function TimeLine({
  node,
  contract,
  seconds,
}: {
  readonly node: GraphNode;
  readonly contract: AnyContract;
  readonly seconds: number | undefined;
}) {
  const projectId = useEditor((state) => state.projectId);
  if (seconds !== undefined) return <p className={styles.help}>Took {duration(seconds)} on this device.</p>;
  const expected = expectedSeconds(projectId, node, contract);
  if (expected === null) return null;
  return <p className={styles.help}>About {duration(expected)} on this device, going by its last run.</p>;
}

function Settings({
  node,
  contract,
  problems,
  waits,
}: {
  readonly node: GraphNode;
  readonly contract: AnyContract;
  readonly problems: readonly Problem[];
  readonly waits: boolean;
}) {
  const [wanted, setWanted] = useState(false);
  const explanation = useExplanation(contract);
  // What is set from outside, or by a variable, is shown as it is set there, and changed there.
  const { params, setBy } = useEditor(({ root, path }) => flatten(root).nodes.get(prefixOf(path) + node.id)) ?? node;
  const variables = useEditor(({ root }) => root.variables);
  const shown = fieldsOf(contract).filter((field) => isFieldShown(field, params, contract));
  // What waits for a person comes first.
  const isFirst = ({ control }: (typeof shown)[number]) => waits && control === 'approval';
  const fields = [...shown.filter(isFirst), ...shown.filter((field) => !isFirst(field))];
  const change = (values: Readonly<Record<string, Json>>, gesture?: string) => {
    const { root, path, editWhole } = useEditor.getState();
    editWhole(setParamsInsideEdit(root, path, node.id, values), gesture && `${gesture} ${node.id}`);
  };
  const controls = (advanced: boolean) =>
    fields
      .filter((field) => (field.advanced ?? false) === advanced)
      .map((field) => {
        const by = variables?.find(({ id }) => id === setBy?.[field.name]);
        const setting = { node: node.id, field, value: params[field.name] ?? field.default };
        const problem = problems.find(({ param }) => param === field.name)?.detail;
        if (by) return <SetByChip key={field.name} {...setting} by={by} problem={problem} />;
        return (
          <FieldControl
            key={field.name}
            field={field}
            help={explanation?.params?.[field.name]}
            value={params[field.name]}
            problem={problem}
            onChange={(value, gesture) => change({ [field.name]: value }, gesture)}
            onChangeMany={change}
            form={formFor(field, params, contract)}
            aside={
              <>
                {!field.decidesPorts && field.control !== 'trigger' && (
                  <ExposeButton node={node.id} param={field.name} label={field.label} />
                )}
                {isAskable(field) && <AskInApp node={node.id} param={field.name} label={field.label} />}
                <SetByMenu {...setting} by={undefined} />
              </>
            }
          />
        );
      });
  const more = fields.filter((field) => field.advanced).length;
  // A setting that something is wrong with is never hidden.
  const isWrong = fields.some(({ name, advanced }) => advanced && problems.some(({ param }) => param === name));
  const unfolded = wanted || isWrong;
  return (
    <>
      {controls(false)}
      {contract.seeded && <SeedField node={node} />}
      {more > 0 && (
        <button type="button" className={styles.more} aria-expanded={unfolded} onClick={() => setWanted(!wanted)}>
          <ChevronRight size={14} aria-hidden />{' '}
          {unfolded ? 'Less' : `${more} more ${more === 1 ? 'setting' : 'settings'}`}
        </button>
      )}
      {unfolded && controls(true)}
      {fields.length === 0 && !contract.seeded && (
        <p className={styles.help}>
          {node.body
            ? 'Nothing inside is set from here. Open it, select a node, and press the arrow beside a setting.'
            : 'This node has nothing to set.'}
        </p>
      )}
      {node.body && node.body.exposed.length > 0 && (
        <ExposedTitles
          node={node.id}
          exposed={node.body.exposed.filter(({ name }) => fields.some((field) => field.name === name))}
        />
      )}
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

/** What the parameter is set to that says in which form a model is fetched. */
function formFor(field: Field, params: GraphNode['params'], contract: AnyContract): string | undefined {
  if (field.form === undefined) return undefined;
  const value = params[field.form] ?? fieldsOf(contract).find(({ name }) => name === field.form)?.default;
  return typeof value === 'string' ? value : undefined;
}

function SeedField({ node }: { readonly node: GraphNode }) {
  const edit = useEditor((state) => state.edit);
  const change = (seed: number, gesture?: string) =>
    edit(setNodeEdit(useEditor.getState().document, node.id, { seed }), gesture);
  return (
    <FieldControl
      aside={
        <button
          type="button"
          className={styles.reset}
          aria-label="Draw another seed"
          title="Draw another seed"
          onClick={() => change(crypto.getRandomValues(new Uint16Array(1))[0] ?? 1)}
        >
          <Dices size={13} />
        </button>
      }
      field={{
        name: 'seed',
        label: 'Seed',
        type: 'integer',
        default: 1337,
        nullable: false,
      }}
      help="The same seed draws the same random numbers, so a run can be repeated exactly."
      value={node.seed ?? 1337}
      problem={undefined}
      onChange={(value) => {
        if (typeof value === 'number') change(Math.min(0xffffffff, Math.max(0, Math.round(value))), `seed ${node.id}`);
      }}
      onChangeMany={() => {}}
    />
  );
}

function ProblemCard({ problem }: { readonly problem: Problem }) {
  return (
    <div className={styles.problemCard} data-level={problem.level}>
      <b>{problem.title}</b>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.fix && <p>{problem.fix}</p>}
      <QuickFixButton problem={problem} />
    </div>
  );
}
