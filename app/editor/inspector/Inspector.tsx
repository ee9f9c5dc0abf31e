'use client';
import dynamic from 'next/dynamic';
import { memo } from 'react';
import { contractFor } from '@/app/catalogue';
import { flatten } from '@/graph';
import { wireId } from '../canvas/flow-items';
import { useEditor } from '../state/editor-store';
import { wholeId } from '../state/level';
import { NoteSelected, NothingSelected, SeveralSelected, UnknownSelected, WireSelected } from './Selections';

// The form of a node is loaded with the first node that is selected.
const NodeSelected = dynamic(() => import('./NodeSelected').then((module) => module.NodeSelected));

/** What there is to know and to set about the selection. */
export const Inspector = memo(function Inspector() {
  const selection = useEditor((state) => state.selection);
  const nodes = useEditor((state) => state.document.nodes);
  const wires = useEditor((state) => state.document.wires);
  const notes = useEditor((state) => state.document.notes);
  const root = useEditor((state) => state.root);
  const chosen = nodes.filter((node) => selection.has(node.id));
  const [only] = chosen;
  if (chosen.length + notes.filter((note) => selection.has(note.id)).length > 1)
    return <SeveralSelected nodes={chosen} notes={notes.filter((note) => selection.has(note.id))} />;
  if (!only) {
    const note = notes.find((one) => selection.has(one.id));
    if (note) return <NoteSelected note={note} />;
    const wire = wires.find((one) => selection.has(wireId(one)));
    return wire ? <WireSelected wire={wire} /> : <NothingSelected />;
  }
  // With the values of variables inside: they are what a setting is that nobody set from outside.
  const contract = contractFor(root.variables ? (flatten(root).nodes.get(wholeId(only.id)) ?? only) : only);
  if (!contract) return <UnknownSelected node={only} />;
  return <NodeSelected key={only.id} node={only} contract={contract} />;
});
