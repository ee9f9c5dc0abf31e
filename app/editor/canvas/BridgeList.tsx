'use client';
import { useReactFlow } from '@xyflow/react';
import { Command } from 'cmdk';
import { Popover } from 'radix-ui';
import { catalogue } from '@/app/catalogue';
import { type Bridge, buildBridge, missingInWords } from '@/graph/check/bridge';
import { matchScore } from '../commands/match';
import { useEditor } from '../state/editor-store';
import styles from './BridgeList.module.css';
import { putBridge } from './build-bridge';
import { type BridgeOffer, useConnecting } from './connecting-store';
import list from './QuickAddList.module.css';

/** A wire was let go where it does not fit: why, and what would fit between. */
export default function BridgeList({ offer }: { readonly offer: BridgeOffer }) {
  const { gap, why, bridges, screen } = offer;
  const close = useConnecting((state) => state.closeOffer);
  const document = useEditor((state) => state.document);
  const flow = useReactFlow();
  const missing = (bridge: Bridge) => missingInWords(buildBridge(document, catalogue, gap, bridge));
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Anchor style={{ position: 'fixed', left: screen.x, top: screen.y }} />
      <Popover.Portal>
        <Popover.Content
          className={list.list}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="What fits between"
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <p className={styles.why}>
            {why} {bridges.length === 1 ? 'This fits between:' : 'These fit between, the best first:'}
          </p>
          <Command label="What fits between" filter={matchScore} loop>
            <Command.Input className={list.search} placeholder="What goes between?" />
            <Command.List className={list.choices}>
              <Command.Empty className={list.none}>Nothing that fits is called that.</Command.Empty>
              {bridges.map((bridge) => (
                <Command.Item
                  key={bridge.map(({ entry }) => entry.type).join(' ')}
                  value={bridge.map(({ entry }) => `${entry.title} ${entry.type}`).join(' ')}
                  className={list.choice}
                  data-phase={bridge[0]?.entry.phase}
                  onSelect={() => {
                    close();
                    putBridge(flow, gap, bridge);
                  }}
                >
                  <i />
                  <span>
                    {bridge.map(({ entry }) => entry.title).join(' → ')}
                    <small>{bridge.length === 1 && bridge[0]?.entry.summary}</small>
                    {missing(bridge) && <small className={styles.missing}>{missing(bridge)}</small>}
                  </span>
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
