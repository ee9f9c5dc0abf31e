'use client';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { catalogue, contractFor } from '@/app/catalogue';
import { Button } from '@/app/ui/Button';
import { type GraphDocument, matchKinds, type Problem, portOf } from '@/graph';
import { type Bridge, bridgeInWords, buildBridge, type Gap, missingInWords } from '@/graph/check/bridge';
import { putBridge } from '../canvas/build-bridge';
import { useConnecting } from '../canvas/connecting-store';
import { bridgesFor } from '../canvas/offer-bridge';
import { useEditor } from '../state/editor-store';
import { nodeById } from '../state/node-by-id';
import styles from './QuickFixButton.module.css';

interface Found {
  readonly document: GraphDocument;
  readonly gap: Gap;
  readonly bridges: readonly Bridge[];
}

/** Of a wire whose ends are of different kinds: what would fit between, said and one click away. */
export default function BridgeFix({ problem }: { readonly problem: Problem }) {
  const document = useEditor((state) => state.document);
  const flow = useReactFlow();
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let left = false;
    const gap = misfitAt(document, problem);
    setFound(null);
    if (gap)
      bridgesFor(document, gap).then(
        (bridges) => left || setFound({ document, gap, bridges }),
        // Without the contracts there is no button, and the problem is told all the same.
        () => {},
      );
    return () => {
      left = true;
    };
  }, [document, problem]);
  const [best, ...others] = found?.bridges ?? [];
  if (!found || !best || found.document !== document) return null;
  const missing = missingInWords(buildBridge(document, catalogue, found.gap, best));
  return (
    <>
      <small className={styles.whyNot}>
        {bridgeInWords(best)} {best.length > 1 ? 'fit' : 'fits'} between. {missing}
      </small>
      <Button small className="nodrag" onClick={() => putBridge(flow, found.gap, best)}>
        Put {bridgeInWords(best)} between
      </Button>
      {others.length > 0 && (
        <Button
          small
          look="plain"
          className="nodrag"
          onClick={({ currentTarget }) => {
            const { left: x, bottom: y } = currentTarget.getBoundingClientRect();
            useConnecting.getState().openOffer({ ...found, why: problem.title, screen: { x, y } });
          }}
        >
          Other ways
        </Button>
      )}
    </>
  );
}

/** The wire at the port that a problem is about, where its ends are of different kinds. */
function misfitAt({ nodes, wires }: GraphDocument, { nodeId, port }: Problem): Gap | null {
  const wire = wires.find(({ to }) => to.node === nodeId && to.port === port);
  const output = wire && contractFor(nodeById(nodes, wire.from.node))?.outputs[wire.from.port];
  const input = wire && contractFor(nodeById(nodes, wire.to.node))?.inputs[wire.to.port];
  return wire && output && input && !matchKinds(portOf(output).kind, portOf(input).kind).fits ? wire : null;
}
