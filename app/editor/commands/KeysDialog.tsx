'use client';
import { Dialog } from '@/app/ui/Dialog';
import { ACTIONS } from './actions';
import { closeDialog } from './dialog-store';
import styles from './KeysDialog.module.css';
import { keyCaps } from './key-caps';

/** The cheat sheet. */
export default function KeysDialog() {
  const rows = [
    ['Find a node to add', ['/']],
    ['All commands', ['$mod+k']],
    ...ACTIONS.flatMap((action) => (action.keys ? [[action.title, action.keys] as const] : [])),
    ['Move between nodes', ['Tab']],
    ['Move the selected node', ['←', '↑', '→', '↓']],
  ] as const;
  return (
    <Dialog title="Keyboard" onClose={closeDialog} wide>
      <dl className={styles.keys}>
        {rows.map(([title, keys]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {keys.map((combination) => (
                <span key={combination}>
                  {keyCaps(combination).map((cap) => (
                    <kbd key={cap}>{cap}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.wires}>
        Wires without a mouse: select two nodes and choose <b>Connect the selected nodes</b> among all commands. It
        joins the first ports that fit.
      </p>
    </Dialog>
  );
}
