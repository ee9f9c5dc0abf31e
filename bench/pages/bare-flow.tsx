import '@xyflow/react/dist/style.css';
import { type Edge, type Node, ReactFlow, useEdgesState, useNodesState, type Viewport } from '@xyflow/react';
import { createRoot } from 'react-dom/client';
import { placeOf, wiresOf } from '../support/grid';

/** The page is told by its address how many nodes, how large the canvas, and from where it is looked at. */
const asked = new URLSearchParams(location.search);
const number = (name: string) => Number(asked.get(name));
const count = number('nodes');
const viewport: Viewport = { x: number('x'), y: number('y'), zoom: number('zoom') };

const firstNodes: Node[] = Array.from({ length: count }, (_, index) => ({
  id: `n${index}`,
  position: placeOf(index),
  data: { label: `Node ${index}` },
}));
const firstEdges: Edge[] = wiresOf(count).map(({ from, to }) => ({
  id: `${from.node}-${to.node}`,
  source: from.node,
  target: to.node,
}));

/** React Flow as its own first example has it: default nodes, default edges, its hooks for their state. */
function Bare() {
  const [nodes, , onNodesChange] = useNodesState(firstNodes);
  const [edges, , onEdgesChange] = useEdgesState(firstEdges);
  return (
    <div style={{ position: 'fixed', left: 0, top: 0, width: number('width'), height: number('height') }}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        defaultViewport={viewport}
        minZoom={0.05}
      />
    </div>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(<Bare />);
