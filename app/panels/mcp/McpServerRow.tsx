import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, type McpServer } from '@/app/client/api';
import { Button, IconButton } from '@/app/ui/Button';
import { tellProblem } from '@/app/ui/tell-problem';
import styles from '../connections/connections.module.css';
import panel from '../panels.module.css';
import { ToolList } from './ToolList';

interface McpServerRowProps {
  readonly server: McpServer;
  readonly openAtOnce: boolean;
  readonly onChanged: () => void;
}

/** One server: how it is reached, how many of its tools are allowed, and its tools once they are asked for. */
export function McpServerRow({ server, openAtOnce, onChanged }: McpServerRowProps) {
  const { id, name, allowed, hasToken } = server;
  const [open, setOpen] = useState(openAtOnce);
  const [asking, setAsking] = useState(false);
  const reached =
    server.transport === 'http'
      ? `${server.url} · ${hasToken ? 'has a token' : 'no token'}`
      : [server.command, ...server.arguments].join(' ');
  return (
    <li className={styles.connection}>
      <div className={styles.head}>
        <div className={styles.about}>
          <b>{name}</b>
          <small>{reached}</small>
          <small className="num">
            {allowed === 0 ? 'No tool is allowed' : `${allowed} ${allowed === 1 ? 'tool is' : 'tools are'} allowed`}
          </small>
        </div>
        <Button small aria-expanded={open} aria-label={`Tools of ${name}`} onClick={() => setOpen(!open)}>
          Tools
        </Button>
        <IconButton small label={`Remove ${name}`} onClick={() => setAsking(true)}>
          <Trash2 size={14} />
        </IconButton>
      </div>
      {asking && (
        <div className={panel.question} role="alert">
          <p>
            Remove “{name}”, its token and what you allowed? Graphs that call its tools will say that it is missing.
          </p>
          <Button look="danger" onClick={() => api.mcp.delete(id).then(onChanged, tellProblem)}>
            Remove it
          </Button>
          <Button autoFocus onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </div>
      )}
      {open && <ToolList serverId={id} onChanged={onChanged} />}
    </li>
  );
}
