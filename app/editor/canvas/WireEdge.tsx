import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { contractFor } from '@/app/catalogue';
import { matchKinds, portOf } from '@/graph';
import { useEditor } from '../state/editor-store';
import { runAt } from '../state/level';
import { nodeById } from '../state/node-by-id';
import { useRun } from '../state/run-store';
import styles from './WireEdge.module.css';
import { wirePath } from './wire-path';

/** A wire in the hue of where it comes from; it moves while what it carries is being made, and says when it converts. */
export const WireEdge = memo(function WireEdge({
  id,
  source,
  target,
  sourceHandleId,
  targetHandleId,
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  selected,
}: EdgeProps) {
  const from = useEditor(({ document }) => nodeById(document.nodes, source));
  const to = useEditor(({ document }) => nodeById(document.nodes, target));
  const live = useRun(({ nodes }) => runAt(nodes, source)?.state === 'running');
  const ends = { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition };
  const [path, labelX, labelY] = wirePath(ends);
  const contract = contractFor(from);
  const output = contract?.outputs[sourceHandleId ?? ''];
  const input = contractFor(to)?.inputs[targetHandleId ?? ''];
  const match = output && input ? matchKinds(portOf(output).kind, portOf(input).kind) : null;
  const conversion = match?.fits ? match.conversion : undefined;
  const wrong = match !== null && !match.fits;
  const classes = [styles.wire, live && styles.live, selected && styles.selected, wrong && styles.wrong];
  const hue = selected ? 'accent' : wrong ? 'bad' : (contract?.phase ?? 'soft');
  return (
    <BaseEdge
      id={id}
      path={path}
      className={classes.filter(Boolean).join(' ')}
      style={{ stroke: `var(--${hue})` }}
      interactionWidth={18}
      {...(conversion ? { label: conversion.title, labelX, labelY, labelClassName: styles.label } : {})}
    />
  );
});
