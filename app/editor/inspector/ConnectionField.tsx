import { useEffect, useState } from 'react';
import { api, type Connection, listConnections } from '@/app/client/api';
import { Button } from '@/app/ui/Button';
import { describeError, type Field, type Json, sentenceOf } from '@/graph';
import { openDialog, useDialog } from '../commands/dialog-store';
import styles from './inspector.module.css';

interface ConnectionFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly value: string;
  readonly onChangeMany: (values: Readonly<Record<string, Json>>) => void;
}

type Models = 'looking' | { readonly of: string; readonly names: readonly string[] } | null;

/** A connection of the server by its name, and the models that it offers: one that is chosen goes into the parameter `model`. */
export function ConnectionField({ id, field, value, onChangeMany }: ConnectionFieldProps) {
  const { connections, problem, setProblem } = useConnections();
  const [models, setModels] = useState<Models>(null);
  const chosen = connections?.find(({ name }) => name === value);
  const find = async ({ id: connectionId, name }: Connection) => {
    setProblem(null);
    setModels('looking');
    try {
      setModels({ of: name, names: await api.connections.test(connectionId) });
    } catch (error) {
      setModels(null);
      setProblem(sentenceOf(describeError(error)));
    }
  };
  return (
    <>
      <div className={styles.together}>
        <select
          id={id}
          className={styles.input}
          value={value}
          onChange={(event) => {
            const name = event.target.value;
            onChangeMany({ [field.name]: name });
            const connection = connections?.find((one) => one.name === name);
            if (connection) void find(connection);
          }}
        >
          <option value="">{connections?.length === 0 ? 'There is none yet' : 'Choose one'}</option>
          {value !== '' && !chosen && (
            <option value={value}>{connections ? `${value} (not on this server)` : value}</option>
          )}
          {connections?.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <Button onClick={() => openDialog('connections')}>Connections …</Button>
      </div>
      {chosen && (
        <div className={styles.together}>
          {models !== null && models !== 'looking' && models.of === value ? (
            <select
              className={styles.input}
              aria-label={`Models of ${value}`}
              value=""
              onChange={(event) => onChangeMany({ model: event.target.value })}
            >
              <option value="">{models.names.length === 0 ? 'It has no model yet' : 'Take one of its models …'}</option>
              {models.names.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          ) : (
            <Button small disabled={models === 'looking'} onClick={() => void find(chosen)}>
              {models === 'looking' ? 'Asking for its models …' : 'Show its models'}
            </Button>
          )}
        </div>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** The connections as they are now, looked up again when the dialog that changes them was closed. */
function useConnections() {
  const [connections, setConnections] = useState<readonly Connection[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isChanging = useDialog(({ open }) => open === 'connections');
  useEffect(() => {
    if (isChanging) return;
    const stop = new AbortController();
    listConnections({ signal: stop.signal }).then(setConnections, (error: unknown) => {
      if (!stop.signal.aborted) setProblem(sentenceOf(describeError(error)));
    });
    return () => stop.abort();
  }, [isChanging]);
  return { connections, problem, setProblem };
}
