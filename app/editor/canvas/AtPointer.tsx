import dynamic from 'next/dynamic';
import { useConnecting } from './connecting-store';

// They come when they are first asked for: opening the editor does not pay for them.
const QuickAddList = dynamic(() => import('./QuickAddList'), { ssr: false });
const CanvasMenu = dynamic(() => import('./CanvasMenu'), { ssr: false });
const BridgeList = dynamic(() => import('./BridgeList'), { ssr: false });

/** What opens at the pointer: nodes to add or to put where a wire does not fit, or what can be done with what was clicked. */
export function AtPointer() {
  const quickAdd = useConnecting((state) => state.quickAdd);
  const menu = useConnecting((state) => state.menu);
  const offer = useConnecting((state) => state.offer);
  return (
    <>
      {quickAdd && <QuickAddList key={`${quickAdd.screen.x} ${quickAdd.screen.y}`} quickAdd={quickAdd} />}
      {offer && <BridgeList key={`${offer.screen.x} ${offer.screen.y}`} offer={offer} />}
      {menu && <CanvasMenu key={`${menu.screen.x} ${menu.screen.y}`} menu={menu} />}
    </>
  );
}
