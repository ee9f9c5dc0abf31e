import type { NodeProps } from '@xyflow/react';
import { AlertTriangle, Hourglass, VolumeX } from 'lucide-react';
import dynamic from 'next/dynamic';
import { memo } from 'react';
import { catalogue, contractFor } from '@/app/catalogue';
import {
  type AnyContract,
  type Explanation,
  flatten,
  type GraphNode,
  type Port,
  type Ports,
  type Problem,
  portOf,
  prefixOf,
  titleOf,
  type View,
} from '@/graph';
import { NewerBadge } from '../library/NewerBadge';
import { NARROW } from '../problems/image-networks';
import { QuickFixButton } from '../problems/QuickFixButton';
import { useEditor } from '../state/editor-store';
import { useExplanation } from '../state/explanations';
import type { NodeRun } from '../state/fold-run';
import { runAt } from '../state/level';
import { nodeById } from '../state/node-by-id';
import { useRun } from '../state/run-store';
import { clock, keptInWords, stoppedOf, WAITS } from '../words';
import styles from './GraphNodeCard.module.css';
import { MissingNode } from './MissingNode';
import { NetworkLines } from './NetworkLines';
import { PortDot } from './PortDot';

// Nothing is to be seen before something has run.
const ViewerInNode = dynamic(() => import('@/app/viewers').then((module) => module.ViewerInNode));

/** A node on the canvas: a small instrument that knows only its id, and looks everything else up narrowly. */
export const GraphNodeCard = memo(function GraphNodeCard({ id, selected, height }: NodeProps) {
  // With what is set of it from outside, and by variables.
  const node = useEditor(({ root, path, document }) =>
    path.length === 0 && !root.variables ? nodeById(document.nodes, id) : flatten(root).nodes.get(prefixOf(path) + id),
  );
  const problem = useEditor(({ checked }) => problemOf(checked.problems, id));
  const run = useRun(({ nodes }) => runAt(nodes, id));
  if (!node) return null;
  const contract = contractFor(node);
  if (!contract) return <MissingNode node={node} selected={selected} />;
  return <Card node={node} contract={contract} run={run} problem={problem} selected={selected} height={height} />;
});

interface CardProps {
  readonly node: GraphNode;
  readonly contract: AnyContract;
  readonly run: NodeRun | undefined;
  readonly problem: Problem | undefined;
  readonly selected: boolean;
  /** As measured; not known before it was drawn. */
  readonly height: number | undefined;
}

/** Drawn anew when what it shows is another; React Flow tells a node its place at every move of the mouse. */
const Card = memo(function Card({ node, contract, run, problem, selected, height }: CardProps) {
  const state = run?.state ?? 'idle';
  const error = run?.error ?? (problem?.level === 'error' ? problem : undefined);
  const failing = state === 'failed' || error !== undefined;
  const title = titleOf(node, catalogue);
  const subtitle = subtitleOf(contract, node);
  const shown = run?.preview ?? mostTelling(run?.views ?? {}) ?? run?.kept?.view;
  const classes = [
    styles.card,
    selected && styles.selected,
    failing && styles.failing,
    state === 'waiting' && styles.waiting,
    node.muted && styles.muted,
    contract.vertical && styles.vertical,
    node.body && styles.folded,
    height !== undefined && styles.measured,
  ];
  return (
    <article
      className={classes.filter(Boolean).join(' ')}
      data-phase={contract.phase}
      data-state={state}
      style={height === undefined ? undefined : { '--height': `${height}px` }}
      aria-label={`${title}, ${stateInWords(run)}`}
    >
      <div className={styles.inside}>
        <header className={styles.head}>
          <i className={styles.phase} />
          <span className={styles.title} title={title}>
            {title}
          </span>
          {node.muted && <VolumeX size={13} aria-label="muted" />}
          <NodeState run={run} />
        </header>
        {state === 'running' && <ProgressBar run={run} />}
        {subtitle && (
          <p className={styles.subtitle} title={subtitle}>
            {subtitle}
          </p>
        )}
        {node.body && <NewerBadge node={node} />}
        <CardPorts node={node.id} contract={contract} />
        {(contract.vertical || node.body) && <NetworkLines id={node.id} />}
        {shown && !contract.vertical && !failing && (
          <div className={styles.body}>
            <ViewerInNode view={shown} />
          </div>
        )}
        {state === 'running' && run?.message && <p className={`${styles.message} num`}>{run.message}</p>}
        {run?.kept && state !== 'running' && <p className={styles.message}>{keptInWords(run.kept)}</p>}
        {!failing && run?.warnings?.[0] && (
          <p className={styles.warning} role="status" title={run.warnings.join('\n')}>
            <AlertTriangle size={13} aria-hidden />
            <span>
              {run.warnings.length > 1 && <small>{run.warnings.length} warnings, the newest: </small>}
              {run.warnings.at(-1)}
            </span>
          </p>
        )}
        {failing && error && (
          <p className={styles.error} role="status">
            <AlertTriangle size={13} aria-hidden />
            <span>
              {error.title}
              {error.fix && <small>{error.fix}</small>}
              {problem?.level === 'error' && error === problem && <QuickFixButton problem={problem} />}
            </span>
          </p>
        )}
        {!failing && problem?.code === NARROW && (
          <p className={styles.message}>
            {problem.title}
            <QuickFixButton problem={problem} />
          </p>
        )}
        {!failing && state === 'skipped' && <p className={styles.message}>Waits for a node before it.</p>}
      </div>
    </article>
  );
});

function CardPorts({ node, contract }: { readonly node: string; readonly contract: AnyContract }) {
  const explanation = useExplanation(contract);
  const inputs = portsOf(contract.inputs, explanation?.inputs);
  const outputs = portsOf(contract.outputs, explanation?.outputs);
  const sideInputs = inputs.filter(({ port }) => !isAbove(contract, port));
  const sideOutputs = outputs.filter(({ port }) => !isBelow(contract, port));
  const tops = inputs.filter(({ port }) => isAbove(contract, port));
  const bottoms = outputs.filter(({ port }) => isBelow(contract, port));
  const rows = Math.max(sideInputs.length, sideOutputs.length);
  return (
    <>
      {tops.map(({ name, port, help }, index) => (
        <div key={name} className={styles.top} style={{ left: `${((index + 1) * 100) / (tops.length + 1)}%` }}>
          <PortDot node={node} name={name} port={port} help={help} side="input" vertical />
        </div>
      ))}
      {bottoms.map(({ name, port, help }, index) => (
        <div key={name} className={styles.bottom} style={{ left: `${((index + 1) * 100) / (bottoms.length + 1)}%` }}>
          <PortDot node={node} name={name} port={port} help={help} side="output" vertical />
        </div>
      ))}
      {rows > 0 && (
        <div className={styles.ports}>
          {Array.from({ length: rows }, (_, row) => {
            const input = sideInputs[row];
            const output = sideOutputs[row];
            return (
              <div className={styles.row} key={`${input?.name ?? ''}/${output?.name ?? ''}`}>
                <span>
                  {input && (
                    <>
                      <PortDot
                        node={node}
                        name={input.name}
                        port={input.port}
                        help={input.help}
                        side="input"
                        vertical={false}
                      />
                      <span className={styles.port} title={input.port.kind.phrase}>
                        {(input.port.title ?? input.name).toLowerCase()}
                      </span>
                    </>
                  )}
                </span>
                <span>
                  {output && (
                    <>
                      <span className={styles.port} title={output.port.kind.phrase}>
                        {(output.port.title ?? output.name).toLowerCase()}
                      </span>
                      <PortDot
                        node={node}
                        name={output.name}
                        port={output.port}
                        help={output.help}
                        side="output"
                        vertical={false}
                      />
                    </>
                  )}
                </span>
              </div>
            );
          })}
        </div>
      )}
    </>
  );
}

const portsOf = (ports: Ports, helps: Explanation['inputs']) =>
  Object.entries(ports).map(([name, declared]) => ({ name, port: portOf(declared), help: helps?.[name] }));
const isAbove = ({ vertical }: AnyContract, { kind }: Port) => vertical !== undefined && kind.name === 'network';
const isBelow = ({ vertical }: AnyContract, { kind }: Port) => vertical === 'between' && kind.name === 'network';

const TELLING = [
  'curves',
  'map',
  'scatter',
  'ranking',
  'images',
  'clips',
  'audio',
  'film',
  'parallel',
  'hits',
  'triples',
  'melodies',
  'table',
  'distribution',
  'text',
  'tokens',
] as const;

/** Of what a node gave, the one that says most at a glance. */
function mostTelling(views: Readonly<Record<string, View>>): View | undefined {
  const all = Object.values(views);
  return TELLING.map((name) => all.find(({ view }) => view === name)).find((view) => view) ?? all[0];
}

function NodeState({ run }: { readonly run: NodeRun | undefined }) {
  switch (run?.state) {
    case 'cached':
      return <StateWords words="from cache" className={styles.cached} />;
    case 'finished':
      return <StateWords words={clock(run.seconds ?? 0)} />;
    case 'running':
      return run.secondsLeft === undefined ? (
        <StateWords words="running" />
      ) : (
        <StateWords words={clock(run.secondsLeft)} more=" left" />
      );
    case 'waiting':
      return <StateWords words={WAITS} className={styles.waits} />;
    case 'queued':
      return <Hourglass className={styles.state} size={12} aria-label="waiting" />;
    case 'cancelled':
      return <StateWords words={stoppedOf(run)} />;
    default:
      return null;
  }
}

/** `words` stay on one line together; `more` is left out where the title needs its room. */
function StateWords({ words, more = '', className = '' }: StateWordsProps) {
  return (
    <span className={`${styles.state} num ${className}`} title={words + more}>
      {words.replaceAll(' ', '\u00a0')}
      {more}
    </span>
  );
}
interface StateWordsProps {
  readonly words: string;
  readonly more?: string;
  readonly className?: string | undefined;
}

function ProgressBar({ run }: { readonly run: NodeRun | undefined }) {
  const share = run?.total ? Math.min(1, (run.done ?? 0) / run.total) : null;
  return (
    <div
      className={`${styles.bar} ${share === null ? styles.unknown : ''}`}
      role="progressbar"
      aria-label="Progress"
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { 'aria-valuenow': Math.round(share * 100) })}
    >
      <b style={{ width: share === null ? '30%' : `${share * 100}%` }} />
    </div>
  );
}

function stateInWords(run: NodeRun | undefined): string {
  if (!run || run.state === 'idle') return 'has not run';
  if (run.state === 'failed') return `failed: ${run.error?.title ?? ''}`;
  if (run.state === 'cached') return 'result from cache';
  if (run.state === 'cancelled') return stoppedOf(run);
  if (run.state === 'waiting') return WAITS.toLowerCase();
  return run.state;
}

function subtitleOf(contract: AnyContract, node: GraphNode): string {
  const parsed = contract.params.safeParse(node.params);
  return parsed.success ? (contract.subtitle?.(parsed.data as never) ?? '') : '';
}

const firstProblems = new WeakMap<readonly Problem[], ReadonlyMap<string, Problem>>();
const RANK = { error: 0, warning: 1, advice: 2 } as const;

function problemOf(problems: readonly Problem[], id: string): Problem | undefined {
  let index = firstProblems.get(problems);
  if (!index) {
    const worst = [...problems].sort((a, b) => RANK[b.level] - RANK[a.level]);
    index = new Map(worst.map((problem) => [problem.nodeId, problem]));
    firstProblems.set(problems, index);
  }
  return index.get(id);
}
