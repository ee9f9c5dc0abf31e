import dynamic from 'next/dynamic';
import { useDialog } from './dialog-store';

// Each comes when it is first asked for: opening the editor does not pay for them.
const CommandPalette = dynamic(() => import('./CommandPalette'), { ssr: false });
const ShareDialog = dynamic(() => import('@/app/share/ShareDialog'), { ssr: false });
const VersionsDialog = dynamic(() => import('@/app/panels/versions/VersionsDialog'), { ssr: false });
const AppDialog = dynamic(() => import('../app-dialog/AppDialog'), { ssr: false });
const ConnectDialog = dynamic(() => import('./ConnectDialog'), { ssr: false });
const ResultDialog = dynamic(() => import('../inspector/ResultDialog'), { ssr: false });
const RankingDialog = dynamic(() => import('../ranking/RankingDialog'), { ssr: false });
const KeysDialog = dynamic(() => import('./KeysDialog'), { ssr: false });
const StorageDialog = dynamic(() => import('@/app/panels/StorageDialog'), { ssr: false });
const HistoryDialog = dynamic(() => import('@/app/panels/history/HistoryDialog'), { ssr: false });
const ConnectionsDialog = dynamic(() => import('@/app/panels/connections/ConnectionsDialog'), { ssr: false });
const McpServersDialog = dynamic(() => import('@/app/panels/mcp/McpServersDialog'), { ssr: false });
const ServedDialog = dynamic(() => import('@/app/panels/mcp/ServedDialog'), { ssr: false });
const MemoryDialog = dynamic(() => import('@/app/panels/memory/MemoryDialog'), { ssr: false });
const WebHostsDialog = dynamic(() => import('@/app/panels/web/WebHostsDialog'), { ssr: false });
const KeepDialog = dynamic(() => import('../library/KeepDialog'), { ssr: false });
const ItemDialog = dynamic(() => import('../library/ItemDialog'), { ssr: false });
const UpdatesDialog = dynamic(() => import('../library/UpdatesDialog'), { ssr: false });

export function Dialogs() {
  const open = useDialog((state) => state.open);
  switch (open) {
    case 'commands':
      return <CommandPalette />;
    case 'share':
      return <ShareDialog />;
    case 'app':
      return <AppDialog />;
    case 'versions':
      return <VersionsDialog />;
    case 'keys':
      return <KeysDialog />;
    case 'storage':
      return <StorageDialog />;
    case 'history':
      return <HistoryDialog />;
    case 'connect':
      return <ConnectDialog />;
    case 'result':
      return <ResultDialog />;
    case 'ranking':
      return <RankingDialog />;
    case 'connections':
      return <ConnectionsDialog />;
    case 'mcp':
      return <McpServersDialog />;
    case 'served':
      return <ServedDialog />;
    case 'memory':
      return <MemoryDialog />;
    case 'web':
      return <WebHostsDialog />;
    case 'keep':
      return <KeepDialog />;
    case 'library-item':
      return <ItemDialog />;
    case 'library-updates':
      return <UpdatesDialog />;
    case null:
      return null;
  }
}
