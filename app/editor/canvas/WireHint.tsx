import { type Handle, useConnection, useReactFlow } from '@xyflow/react';
import { useEditor } from '../state/editor-store';
import { wouldConnect } from '../state/would-connect';
import styles from './WireHint.module.css';

/** While a wire is held over a port that does not take it: why. */
export function WireHint() {
  const flow = useReactFlow();
  const from = useConnection(({ fromHandle }) => fromHandle);
  const refusing = useConnection(({ isValid, toHandle }) => (isValid === false ? toHandle : null));
  const why = from && refusing ? reason(from, refusing) : null;
  if (!refusing || why === null) return null;
  const { x, y } = flow.flowToScreenPosition({ x: refusing.x, y: refusing.y });
  return (
    <p className={styles.hint} role="status" style={{ left: x, top: y }}>
      {why}
    </p>
  );
}

function reason(from: Handle, to: Handle): string | null {
  if (from.nodeId === to.nodeId && from.id === to.id && from.type === to.type) return null;
  if (from.type === to.type)
    return from.type === 'source'
      ? 'This gives something, too. A wire leads from an output to an input.'
      : 'This takes something, too. A wire leads from an output to an input.';
  const [output, input] = from.type === 'source' ? [from, to] : [to, from];
  const answer = wouldConnect(
    useEditor.getState().document,
    { node: output.nodeId, port: output.id ?? '' },
    { node: input.nodeId, port: input.id ?? '' },
  );
  return answer.fits ? null : answer.why;
}
