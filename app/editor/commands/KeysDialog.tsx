'use client';
import { Dialog } from '@/app/ui/Dialog';
import type { Action } from './action';
import { ACTIONS } from './actions';
import { closeDialog } from './dialog-store';
import styles from './KeysDialog.module.css';
import { keyCaps } from './key-caps';

type Row = readonly [title: string, keys: readonly string[]];

const FIND: readonly Row[] = [
  ['Find a node to add', ['/']],
  ['All commands', ['$mod+k']],
  ['From node to node, and from wire to wire', ['Tab']],
  ['Select what has the focus', ['Enter']],
];
const GROUPS: readonly Action['group'][] = ['Run', 'Edit', 'Arrange', 'View', 'Graph'];
const MOUSE: readonly Row[] = [
  ['Move the view', ['drag the canvas']],
  ['Select several', ['Shift + drag', 'Ctrl + click']],
  ['Add a node', ['double-click the canvas']],
  ['Draw a wire', ['drag from a port']],
  ['See what fits', ['let a wire go in the open']],
  ['Rename', ['double-click a title']],
  ['Everything else', ['right-click']],
];

/** The cheat sheet. */
export default function KeysDialog() {
  return (
    <Dialog title="Keyboard and mouse" onClose={closeDialog} wide>
      <div className={styles.keys}>
        <Rows title="Find" rows={FIND} caps={keyCaps} />
        {GROUPS.map((group) => (
          <Rows
            key={group}
            title={group}
            rows={ACTIONS.flatMap((action) =>
              action.group === group && action.keys ? [[action.title, shownKeys(action.keys)] as const] : [],
            )}
            caps={keyCaps}
          />
        ))}
        <Rows title="With the mouse" rows={MOUSE} caps={(words) => [words]} />
      </div>
    </Dialog>
  );
}

/** Each combination once: a sign that is typed with Shift on some keyboards and without on others has two bindings and one cap. */
const shownKeys = (keys: readonly string[]): readonly string[] => [
  ...new Map(keys.map((combination) => [keyCaps(combination).join(' '), combination])).values(),
];

function Rows({
  title,
  rows,
  caps,
}: {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly caps: (keys: string) => readonly string[];
}) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, keys]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {keys.map((combination) => (
                <span key={combination}>
                  {caps(combination).map((cap) => (
                    <kbd key={cap}>{cap}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
