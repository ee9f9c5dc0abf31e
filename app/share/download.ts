import type { GraphDocument } from '@/graph';

/** Hands a graph to the browser's downloads, as a file that Genloom opens again. */
export function exportDocument(document: GraphDocument): void {
  download(`${document.name || 'graph'}.genloom.json`, JSON.stringify(document, null, 2));
}

/** Hands text to the browser's downloads. */
export function download(name: string, text: string, type = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = window.document.createElement('a');
  link.href = address;
  link.download = name.replace(/[\\/:*?"<>|]/g, '-');
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
