import type { View } from '@/graph';
import { CurvesView } from './CurvesView';
import { DistributionView } from './DistributionView';
import { DocumentsView } from './DocumentsView';
import { NetworkView } from './NetworkView';
import { NumbersView } from './NumbersView';
import { TableView } from './TableView';
import { TextView } from './TextView';
import { TokensView } from './TokensView';

/** One honest reading of a value, small enough for the inside of a node. */
export function ViewerInNode({ view }: { readonly view: View }) {
  return <Viewer view={view} large={false} />;
}

/** The same value with room: in the inspector or a panel. */
export function ViewerLarge({ view }: { readonly view: View }) {
  return <Viewer view={view} large />;
}

function Viewer({ view, large }: { readonly view: View; readonly large: boolean }) {
  switch (view.view) {
    case 'text':
      return <TextView view={view} large={large} />;
    case 'documents':
      return <DocumentsView view={view} large={large} />;
    case 'tokens':
      return <TokensView view={view} large={large} />;
    case 'curves':
      return <CurvesView view={view} large={large} />;
    case 'numbers':
      return <NumbersView view={view} large={large} />;
    case 'table':
      return <TableView view={view} large={large} />;
    case 'network':
      return <NetworkView view={view} large={large} />;
    case 'distribution':
      return <DistributionView view={view} large={large} />;
  }
}
