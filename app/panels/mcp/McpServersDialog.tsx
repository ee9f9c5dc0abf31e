'use client';
import { Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { api, type McpServer } from '@/app/client/api';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { tellProblem } from '@/app/ui/tell-problem';
import styles from '../connections/connections.module.css';
import panel from '../panels.module.css';
import { McpServerForm } from './McpServerForm';
import { McpServerRow } from './McpServerRow';

interface Listed {
  readonly servers: readonly McpServer[];
  readonly mayStart: boolean;
}

/** The servers of tools that graphs may call, and which of their tools a person allowed. */
export default function McpServersDialog() {
  const [listed, setListed] = useState<Listed | null>(null);
  const [adding, setAdding] = useState(false);
  /** Whose tools are shown by themselves, since it was just added. */
  const [added, setAdded] = useState<string | null>(null);
  const load = useCallback(() => {
    api.mcp.list().then(setListed, tellProblem);
  }, []);
  useEffect(load, [load]);
  const add = (
    <Button look="primary" autoFocus={listed?.servers.length === 0} onClick={() => setAdding(true)}>
      <Plus size={14} aria-hidden /> Add a server
    </Button>
  );
  return (
    <Dialog
      title="Tools from MCP servers"
      description="Tools of other programs, by the Model Context Protocol. A graph or an agent calls only those that you allow here, each by its name; one that changes what it says of itself asks again."
      onClose={closeDialog}
    >
      {listed === null ? (
        <p className={panel.soft}>Looking …</p>
      ) : adding ? (
        <McpServerForm
          mayStart={listed.mayStart}
          onDone={(server) => {
            setAdding(false);
            if (!server) return;
            setAdded(server.id);
            load();
          }}
        />
      ) : listed.servers.length === 0 ? (
        <div className={styles.empty}>
          <p>No server yet. Add one by its address, as its documentation names it.</p>
          {add}
        </div>
      ) : (
        <>
          <ul className={styles.list}>
            {listed.servers.map((server) => (
              <McpServerRow key={server.id} server={server} openAtOnce={added === server.id} onChanged={load} />
            ))}
          </ul>
          {add}
        </>
      )}
    </Dialog>
  );
}
