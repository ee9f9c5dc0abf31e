import type { GraphDocument } from '@/graph';
import { encodeLink } from './link';

/** Where shared apps are shown, and where they are shown inside pages of others. Only the latter may be framed: see proxy.ts and next.config.js. */
const SHARED = '/app';
const FRAMED = '/embed/app';

/** The address of an app that carries its whole graph. @throws GenloomError when the graph is too large for a link */
export const appLink = (graph: GraphDocument): string => `${location.origin}${SHARED}#${encodeLink(graph)}`;

/**
 * What shows an app inside another page. Threads need the page around to be isolated as well; where it is not, the app computes without them.
 * @throws GenloomError when the graph is too large for a link
 */
export function embedCode(graph: GraphDocument): string {
  const attributes = {
    src: `${location.origin}${FRAMED}#${encodeLink(graph)}`,
    title: graph.app?.title || graph.name || 'Genloom app',
    width: '100%',
    height: '640',
    style: 'border: 0; border-radius: 12px',
    loading: 'lazy',
    allow: 'cross-origin-isolated; clipboard-write; fullscreen',
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<iframe ${written.join(' ')}></iframe>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
