import dynamic from 'next/dynamic';
import { useConnecting } from './connecting-store';

// Both come when they are first asked for: opening the editor does not pay for them.
const QuickAddList = dynamic(() => import('./QuickAddList'), { ssr: false });
const CanvasMenu = dynamic(() => import('./CanvasMenu'), { ssr: false });

/** What opens at the pointer: nodes to add, or what can be done with what was clicked. */
export function AtPointer() {
  const quickAdd = useConnecting((state) => state.quickAdd);
  const menu = useConnecting((state) => state.menu);
  return (
    <>
      {quickAdd && <QuickAddList key={`${quickAdd.screen.x} ${quickAdd.screen.y}`} quickAdd={quickAdd} />}
      {menu && <CanvasMenu key={`${menu.screen.x} ${menu.screen.y}`} menu={menu} />}
    </>
  );
}
