'use client';
import { useEffect, useState } from 'react';
import { api, type ProjectSummary, type Served } from '@/app/client/api';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { tellProblem } from '@/app/ui/tell-problem';
import styles from '../connections/connections.module.css';
import panel from '../panels.module.css';
import own from './mcp.module.css';

/** Which graphs other programs may run as tools, and the token that they need. */
export default function ServedDialog() {
  const [served, setServed] = useState<Served | null>(null);
  const [projects, setProjects] = useState<readonly ProjectSummary[]>([]);
  const [token, setToken] = useState<string | null>(null);
  const load = () => api.served.get().then(setServed, tellProblem);
  useEffect(() => {
    api.served.get().then(setServed, tellProblem);
    api.projects.list().then(setProjects, tellProblem);
  }, []);
  const choose = (id: string, on: boolean) => {
    const others = (served?.tools ?? []).map((tool) => tool.id).filter((other) => other !== id);
    api.served.choose(on ? [...others, id] : others).then(setServed, tellProblem);
  };
  const makeToken = () =>
    api.served.newToken().then((made) => {
      setToken(made);
      return load();
    }, tellProblem);
  return (
    <Dialog
      title="Graphs as tools"
      description="Other programs that speak the Model Context Protocol may run the graphs that you choose here, each in a program of its own. What they may set are texts: constants to which you gave a title."
      onClose={closeDialog}
    >
      {served === null ? (
        <p className={panel.soft}>Looking …</p>
      ) : !served.mayServe ? (
        <p className={panel.soft}>
          This server serves no graphs. Whoever runs it can allow it with GENLOOM_MCP_SERVE=1.
        </p>
      ) : (
        <>
          <ul className={own.tools}>
            {projects.map(({ id, name }) => {
              const tool = served.tools.find((one) => one.id === id);
              return (
                <li key={id} className={own.tool}>
                  <label className={styles.check}>
                    <input
                      type="checkbox"
                      checked={tool !== undefined}
                      onChange={(event) => choose(id, event.target.checked)}
                    />
                    {name}
                  </label>
                  {tool && (
                    <small className={own.words}>
                      {tool.name}({tool.parameters.join(', ')})
                    </small>
                  )}
                </li>
              );
            })}
          </ul>
          <div className={panel.row}>
            <Button look="primary" onClick={() => void makeToken()}>
              {served.hasToken ? 'Make another token' : 'Make a token'}
            </Button>
            {served.hasToken && (
              <Button
                onClick={() => {
                  setToken(null);
                  api.served.takeToken().then(load, tellProblem);
                }}
              >
                Take the token away
              </Button>
            )}
          </div>
          {token !== null && (
            <div role="status">
              <p>Copy it now: it is shown this once. Another one takes its place.</p>
              <p className={own.schema}>Address: {`${window.location.origin}/api/mcp`}</p>
              <p className={own.schema}>Authorization: Bearer {token}</p>
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}
