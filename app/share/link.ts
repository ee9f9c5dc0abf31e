import { strFromU8, strToU8, Unzlib, zlibSync } from 'fflate';
import { countNodes, GenloomError, type GraphDocument, LIMITS, parseDocumentText } from '@/graph';

/** The most nodes of a graph that fits into a link, and the most characters of the link. */
export const LINK_LIMITS = { nodes: 200, characters: 64_000 } as const;
const PREFIX = 'g1.';

/**
 * A whole graph as the fragment of a link: JSON, compressed (zlib), base64 for URLs. Fragments never reach a server.
 * @throws GenloomError when the graph is too large for a link
 */
export function encodeLink(document: GraphDocument): string {
  const nodes = countNodes(document);
  if (nodes > LINK_LIMITS.nodes) throw tooLarge(`It has ${nodes} nodes; ${LINK_LIMITS.nodes} fit.`);
  const encoded = PREFIX + toBase64Url(zlibSync(strToU8(JSON.stringify(document)), { level: 9 }));
  if (encoded.length > LINK_LIMITS.characters) throw tooLarge('It holds too much text: put long texts into a file.');
  return encoded;
}

/**
 * The graph of a link. What it unpacks to is bounded while it is unpacked, so that a small link cannot fill the memory.
 * @throws GenloomError for a link that is damaged, too long or a bomb, DocumentError for one that holds no graph
 */
export function decodeLink(fragment: string): GraphDocument {
  const text = fragment.replace(/^#/, '');
  if (text.length > 4 * LINK_LIMITS.characters) throw tooLong();
  if (!text.startsWith(PREFIX)) throw damaged();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const unzip = new Unzlib((part) => {
      length += part.length;
      if (length > LIMITS.bytes) throw bomb();
      parts.push(part);
    });
    const packed = fromBase64Url(text.slice(PREFIX.length));
    // In small pieces: each can unpack to a thousand times its size at most.
    for (let at = 0; at === 0 || at < packed.length; at += 1024)
      unzip.push(packed.subarray(at, at + 1024), at + 1024 >= packed.length);
  } catch (error) {
    throw error instanceof GenloomError ? error : damaged();
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return parseDocumentText(strFromU8(whole));
}

/** Whether an address leads back to the computer that asks, as a host of a URL writes it: a link to it means another place elsewhere. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127(\.\d{1,3}){3}$/.test(hostname);

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

const tooLarge = (detail: string) =>
  new GenloomError({
    code: 'link.too-large',
    title: 'This graph is too large for a link.',
    detail,
    fix: 'Save it as a file and send that instead.',
  });

const tooLong = () =>
  new GenloomError({
    code: 'link.too-long',
    title: 'This link is too long to be a graph.',
    detail: `A link holds ${LINK_LIMITS.characters.toLocaleString('en')} characters at most.`,
    fix: 'Ask for the graph as a file instead, and import it on the home page.',
  });

const bomb = () =>
  new GenloomError({
    code: 'link.bomb',
    title: 'This link unpacks to far more than a graph holds.',
    detail: `At most ${LIMITS.bytes / 1024 / 1024} MB are unpacked; nothing of it was opened.`,
    fix: 'Be careful with where it came from. A graph that large travels as a file.',
  });

const damaged = () =>
  new GenloomError({
    code: 'link.damaged',
    title: 'This link is damaged or cut short.',
    fix: 'Copy the whole link again; some programs break long ones.',
  });
