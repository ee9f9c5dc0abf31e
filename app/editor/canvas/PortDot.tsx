import { Handle, Position } from '@xyflow/react';
import { memo } from 'react';
import { matchKinds, type Port } from '@/graph';
import { type Connecting, useConnecting } from './connecting-store';
import styles from './PortDot.module.css';
import { useFar } from './useOverview';

interface PortDotProps {
  readonly node: string;
  readonly name: string;
  readonly port: Port;
  /** What it is, where its kind and title do not say it. */
  readonly help: string | undefined;
  readonly side: 'input' | 'output';
  readonly vertical: boolean;
}

/** A port: its shape tells the family of its kind, and it lights up while a wire is drawn that may end here. */
export const PortDot = memo(function PortDot({ node, name, port, help, side, vertical }: PortDotProps) {
  const state = useConnecting(({ connecting }) => stateFor(connecting, node, port, side));
  const far = useFar();
  const title = `${port.title ?? name}: ${port.kind.phrase}${help ? `. ${help}` : ''}`;
  if (far)
    return (
      <FarPort
        name={name}
        side={side}
        position={position(side, vertical)}
        className={`${styles.dot} ${styles[port.kind.family]}`}
      />
    );
  return (
    <Handle
      type={side === 'input' ? 'target' : 'source'}
      id={name}
      position={position(side, vertical)}
      className={`${styles.dot} ${styles[port.kind.family]} ${styles[state]}`}
      title={title}
      role="img"
      aria-label={`${side} ${title}`}
    />
  );
});

interface FarPortProps {
  readonly name: string;
  readonly side: 'input' | 'output';
  readonly position: Position;
  readonly className: string;
}

/**
 * What React Flow measures to know where wires end, and nothing more: from afar nobody draws a wire, and each of its handles would look at every move of
 * the mouse whether a wire is being drawn.
 */
function FarPort({ name, side, position, className }: FarPortProps) {
  return (
    <div
      className={`react-flow__handle react-flow__handle-${position} ${side === 'input' ? 'target' : 'source'} ${className}`}
      data-handleid={name}
      data-handlepos={position}
    />
  );
}

function position(side: 'input' | 'output', vertical: boolean): Position {
  if (vertical) return side === 'input' ? Position.Top : Position.Bottom;
  return side === 'input' ? Position.Left : Position.Right;
}

function stateFor(
  connecting: Connecting | null,
  node: string,
  port: Port,
  side: 'input' | 'output',
): 'quiet' | 'can' | 'cannot' {
  if (!connecting) return 'quiet';
  if (connecting.direction === side || connecting.node === node) return 'cannot';
  const match = side === 'input' ? matchKinds(connecting.kind, port.kind) : matchKinds(port.kind, connecting.kind);
  return match.fits ? 'can' : 'cannot';
}
