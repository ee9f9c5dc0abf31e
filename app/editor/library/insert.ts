import type { ReactFlowInstance } from '@xyflow/react';
import type { LibraryItem } from '@/app/client/api';
import { tellProblem } from '@/app/ui/tell-problem';
import { insertKeptEdit } from '@/graph/library';
import { placeInSight, showNode } from '../commands/building';
import { sameGraph, useEditor } from '../state/editor-store';
import { keptVersion } from './kept-versions';
import { useLibrary } from './library-store';

type Point = { readonly x: number; readonly y: number };

/**
 * Puts an item of the library on the canvas, where there is room or where it was dropped, and selects it.
 * @param number the version; the newest where none is named
 */
export async function insertItem(
  flow: ReactFlowInstance,
  item: Pick<LibraryItem, 'id' | 'name' | 'newest'>,
  place?: Point,
  number = item.newest,
): Promise<void> {
  const isOpen = sameGraph();
  try {
    const kept = await keptVersion(item, number);
    if (!isOpen()) return;
    const { root, path, editWhole, select } = useEditor.getState();
    const { edit, id } = insertKeptEdit(root, path, kept, place ?? placeInSight(flow));
    editWhole(edit);
    select([id]);
    showNode(flow, id);
  } catch (error) {
    tellProblem(error);
    // It may have been deleted in another tab.
    void useLibrary.getState().load();
  }
}

/** The same with what was dragged from the palette. */
export async function dropItem(flow: ReactFlowInstance, id: string, place: Point): Promise<void> {
  const item = useLibrary.getState().items?.find((one) => one.id === id);
  if (item) await insertItem(flow, item, place);
}
