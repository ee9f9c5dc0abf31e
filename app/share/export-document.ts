import { download } from '@/app/ui/download';
import type { GraphDocument } from '@/graph';

/** Hands a graph to the browser's downloads, as a file that Genloom opens again. */
export function exportDocument(document: GraphDocument): void {
  download(`${document.name || 'graph'}.genloom.json`, JSON.stringify(document, null, 2), 'application/json');
}
