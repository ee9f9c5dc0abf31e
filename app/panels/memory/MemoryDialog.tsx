'use client';
import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { factsIn, type Scope, setFacts, useFacts } from '@/app/editor/memory/facts';
import { useEditor } from '@/app/editor/state/editor-store';
import { Button, IconButton } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { download } from '@/app/ui/download';
import { MEMORY_LIMITS, type RememberedFacts } from '@/graph';
import panel from '../panels.module.css';
import styles from './memory.module.css';

const SCOPES: Readonly<Record<Scope, string>> = { project: 'This project', user: 'All of mine' };

/** What agents remember in this browser: to be read, searched, mended and forgotten. */
export default function MemoryDialog() {
  const projectId = useEditor((state) => state.projectId);
  const [scope, setScope] = useState<Scope>('project');
  const [wanted, setWanted] = useState('');
  useFacts((state) => state.turn);
  const facts = factsIn(scope, projectId);
  const all = Object.entries(facts).reverse();
  const words = wanted.toLowerCase().trim();
  const shown = all.filter(([name, fact]) => `${name} ${fact}`.toLowerCase().includes(words));
  return (
    <Dialog
      title="What agents remember"
      description="It is kept in this browser and nowhere else. An agent reads it when a run begins, where its settings say so and you allowed it."
      onClose={closeDialog}
    >
      <div className={styles.scopes} role="radiogroup" aria-label="Whose memory">
        {(['project', 'user'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="scope" checked={scope === one} onChange={() => setScope(one)} /> {SCOPES[one]}
          </label>
        ))}
      </div>
      {all.length > 0 && (
        <input
          className={`${panel.input} ${styles.search}`}
          type="search"
          aria-label="Search what is remembered"
          placeholder="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ul className={styles.facts}>
        {shown.map(([name, fact]) => (
          <Fact
            key={`${scope} ${name}`}
            name={name}
            fact={fact}
            onChange={(next) => setFacts(scope, projectId, { ...facts, [name]: next })}
            onForget={() => setFacts(scope, projectId, without(facts, name))}
          />
        ))}
      </ul>
      {all.length === 0 && (
        <p className={panel.soft}>Nothing is remembered. An agent with “Remembers facts” adds to it when it is done.</p>
      )}
      {all.length > 0 && shown.length === 0 && <p className={panel.soft}>Nothing of that is remembered.</p>}
      {all.length > 0 && (
        <ForAll
          key={scope}
          count={all.length}
          onForget={() => setFacts(scope, projectId, {})}
          onSave={() => download(`memory-${scope}.json`, JSON.stringify(facts, null, 2), 'application/json')}
        />
      )}
    </Dialog>
  );
}

interface FactProps {
  readonly name: string;
  readonly fact: string;
  readonly onChange: (fact: string) => void;
  readonly onForget: () => void;
}

function Fact({ name, fact, onChange, onForget }: FactProps) {
  const [written, setWritten] = useState(fact);
  return (
    <li>
      <div className={styles.head}>
        <b>{name}</b>
        <IconButton small label={`Forget “${name}”`} onClick={onForget}>
          <Trash2 size={14} />
        </IconButton>
      </div>
      <textarea
        aria-label={name}
        rows={Math.min(5, Math.max(1, Math.ceil(written.length / 70)))}
        maxLength={MEMORY_LIMITS.fact}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onBlur={() => written !== fact && onChange(written)}
      />
    </li>
  );
}

interface ForAllProps {
  readonly count: number;
  readonly onForget: () => void;
  readonly onSave: () => void;
}

function ForAll({ count, onForget, onSave }: ForAllProps) {
  const [sure, setSure] = useState(false);
  return (
    <div className={panel.row}>
      <Button small onClick={onSave}>
        <Download size={13} aria-hidden /> Save as file
      </Button>
      {sure ? (
        <span className={styles.sure} role="alert">
          Forget all {count}? They cannot be brought back.
          <Button small look="danger" onClick={onForget}>
            Forget all
          </Button>
          <Button small look="plain" onClick={() => setSure(false)}>
            Keep them
          </Button>
        </span>
      ) : (
        <Button small onClick={() => setSure(true)}>
          Forget all …
        </Button>
      )}
    </div>
  );
}

const without = (facts: RememberedFacts, name: string): RememberedFacts =>
  Object.fromEntries(Object.entries(facts).filter(([other]) => other !== name));
