'use client';
import { Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { api, type Connection } from '@/app/client/api';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { tellProblem } from '@/app/ui/tell-problem';
import panel from '../panels.module.css';
import { ConnectionForm } from './ConnectionForm';
import { ConnectionRow } from './ConnectionRow';
import styles from './connections.module.css';

/** The services whose language models can be asked: what they are, whether they answer, and what they cost today. */
export default function ConnectionsDialog() {
  const [connections, setConnections] = useState<readonly Connection[] | null>(null);
  /** What is being written: a new one, or one of the list. */
  const [edited, setEdited] = useState<Connection | 'new' | null>(null);
  /** Whose test begins by itself, since it was just saved. */
  const [saved, setSaved] = useState<string | null>(null);
  const load = useCallback(() => {
    api.connections.list().then(setConnections, tellProblem);
  }, []);
  useEffect(load, [load]);
  const add = (
    <Button look="primary" autoFocus={connections?.length === 0} onClick={() => setEdited('new')}>
      <Plus size={14} aria-hidden /> Add a connection
    </Button>
  );
  return (
    <Dialog
      title="Language models"
      description="Models at this machine and services elsewhere, for the nodes that ask one. The server asks them; a key goes to its service and nowhere else."
      onClose={closeDialog}
    >
      {edited !== null ? (
        <ConnectionForm
          before={edited === 'new' ? null : edited}
          names={(connections ?? []).map(({ name }) => name)}
          onDone={(connection) => {
            setEdited(null);
            if (!connection) return;
            setSaved(connection.id);
            load();
          }}
        />
      ) : connections === null ? (
        <p className={panel.soft}>Looking …</p>
      ) : connections.length === 0 ? (
        <div className={styles.empty}>
          <p>
            No connection yet. Add Ollama or LM Studio to use models of this machine, which costs nothing, or a service
            such as OpenAI or Anthropic with a key of yours.
          </p>
          {add}
        </div>
      ) : (
        <>
          <ul className={styles.list}>
            {connections.map((connection) => (
              <ConnectionRow
                key={`${connection.id} ${connection.baseUrl} ${connection.hasKey} ${saved === connection.id}`}
                connection={connection}
                testAtOnce={saved === connection.id}
                onEdit={() => setEdited(connection)}
                onDeleted={load}
              />
            ))}
          </ul>
          {add}
        </>
      )}
    </Dialog>
  );
}
