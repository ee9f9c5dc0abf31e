import { useCallback, useEffect, useState } from 'react';
import { api, type McpTool } from '@/app/client/api';
import { Button } from '@/app/ui/Button';
import { tellProblem } from '@/app/ui/tell-problem';
import { describeError, sentenceOf } from '@/graph';
import styles from '../connections/connections.module.css';
import panel from '../panels.module.css';
import own from './mcp.module.css';

interface ToolListProps {
  readonly serverId: string;
  readonly onChanged: () => void;
}

/** The tools of a server as it describes them now, each to be allowed or not. Its words are shown as text and nothing else. */
export function ToolList({ serverId, onChanged }: ToolListProps) {
  const [tools, setTools] = useState<readonly McpTool[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(
    (signal?: AbortSignal) =>
      api.mcp.tools(serverId, signal && { signal }).then(setTools, (error: unknown) => {
        if (!signal?.aborted) setProblem(sentenceOf(describeError(error)));
      }),
    [serverId],
  );
  useEffect(() => {
    const gone = new AbortController();
    void load(gone.signal);
    return () => gone.abort();
  }, [load]);
  const decide = (tool: string, digest: string | null) =>
    api.mcp.decide(serverId, tool, digest).then(() => {
      onChanged();
      return load();
    }, tellProblem);
  if (problem !== null)
    return (
      <p className={styles.problem} role="alert">
        {problem}
      </p>
    );
  if (tools === null)
    return (
      <p className={panel.soft} role="status">
        Asking for its tools …
      </p>
    );
  if (tools.length === 0) return <p className={panel.soft}>It answers, but has no tool.</p>;
  return (
    <ul className={own.tools}>
      {tools.map((tool) => (
        <Tool key={tool.name} tool={tool} onDecide={(digest) => void decide(tool.name, digest)} />
      ))}
    </ul>
  );
}

function Tool({ tool, onDecide }: { readonly tool: McpTool; readonly onDecide: (digest: string | null) => void }) {
  const { name, title, description, inputSchema, digest, state, problem } = tool;
  return (
    <li className={own.tool}>
      <div className={styles.head}>
        <div className={styles.about}>
          <b>{name}</b>
          {title !== '' && <small>{title}</small>}
        </div>
        {problem === null &&
          (state === 'allowed' ? (
            <Button small aria-label={`Forbid ${name}`} onClick={() => onDecide(null)}>
              Forbid
            </Button>
          ) : (
            <Button small look="primary" aria-label={`Allow ${name}`} onClick={() => onDecide(digest)}>
              {state === 'changed' ? 'Allow anew' : 'Allow'}
            </Button>
          ))}
      </div>
      {state === 'changed' && (
        <p className={styles.problem} role="alert">
          It describes itself otherwise than when you allowed it. Read it again before you do.
        </p>
      )}
      {problem !== null && <p className={styles.problem}>{problem} It cannot be allowed.</p>}
      <p className={own.words}>{description || 'It says nothing of itself.'}</p>
      <details>
        <summary>Its arguments</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
        <pre className={own.schema} tabIndex={0}>
          {JSON.stringify(inputSchema, null, 2)}
        </pre>
      </details>
    </li>
  );
}
