import type { Mesh } from '@/ml/geometry/mesh';
import { requireFewFaces, UnreadableMesh } from './check';
import { cutShort, numbersOf } from './ply-numbers';

interface Property {
  readonly name: string;
  readonly type: string;
  /** Of a list, the type of how many there are. */
  readonly counted?: string;
}
interface Element {
  readonly name: string;
  readonly count: number;
  readonly properties: Property[];
}
interface Header {
  readonly format: string;
  readonly elements: readonly Element[];
  /** The bytes before what it tells of. */
  readonly length: number;
}

/** Longer ones are no headers. */
const LONGEST_HEADER = 65_536;

/**
 * A PLY file (Turk 1994), text or binary; colours are left out, and faces of more than three corners become a fan of triangles.
 * @throws UnreadableMesh, also for a file that is cut short
 */
export function readPly(bytes: Uint8Array): Mesh {
  const { format, elements, length } = headerOf(bytes);
  const countOf = (name: string) => elements.find((element) => element.name === name)?.count ?? 0;
  requireFewFaces(countOf('face'));
  const next = numbersOf(bytes.subarray(length), format);
  let vertices = new Float32Array();
  const faces: number[] = [];
  for (const { name, count, properties } of elements) {
    // What comes behind the faces is not read.
    if (faces.length > 0 && vertices.length > 0) break;
    if (properties.length === 0) continue;
    // Each takes a byte at least.
    if (count > bytes.length) throw cutShort();
    if (name === 'vertex') vertices = new Float32Array(3 * count);
    const axes = properties.map((property) => ['x', 'y', 'z'].indexOf(property.name));
    for (let row = 0; row < count; row++)
      for (const [at, property] of properties.entries()) {
        const axis = axes[at] ?? -1;
        if (property.counted) {
          const corners = listOf(next, property.counted, property.type);
          if (name === 'face' && /^vertex_ind(ex|ices)$/.test(property.name)) fan(corners, faces);
        } else {
          const value = next(property.type);
          if (name === 'vertex' && axis >= 0) vertices[3 * row + axis] = value;
        }
      }
  }
  return { vertices, faces: Uint32Array.from(faces) };
}

function listOf(next: (type: string) => number, counted: string, type: string): number[] {
  const count = next(counted);
  if (count < 0) throw new UnreadableMesh('it is damaged: a face has less than no corners');
  const list: number[] = [];
  for (let left = count; left > 0; left--) list.push(next(type));
  return list;
}

/** The triangles between the first corner and each edge that it is not on. */
function fan(corners: readonly number[], faces: number[]): void {
  const [first = 0] = corners;
  for (let at = 2; at < corners.length; at++) faces.push(first, corners[at - 1] ?? 0, corners[at] ?? 0);
  requireFewFaces(faces.length / 3);
}

function headerOf(bytes: Uint8Array): Header {
  // A byte a character, so that places in the text are places in the file.
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, LONGEST_HEADER));
  if (!text.startsWith('ply')) throw new UnreadableMesh('it does not begin as a PLY file does');
  const end = /^end_header[^\S\r\n]*(\r\n|\n|\r)/m.exec(text);
  if (!end) throw new UnreadableMesh('it is cut short: its header has no end');
  let format = '';
  const elements: Element[] = [];
  for (const line of text.slice(0, end.index).split(/\r\n|\n|\r/)) {
    const [word, ...rest] = line.trim().split(/\s+/);
    if (word === 'format') format = rest[0] ?? '';
    if (word === 'element') elements.push({ name: rest[0] ?? '', count: Number(rest[1]), properties: [] });
    if (word === 'property') {
      const [type = '', counted = '', ofList = '', name = ''] = rest;
      elements.at(-1)?.properties.push(type === 'list' ? { name, type: ofList, counted } : { name: counted, type });
    }
  }
  return { format, elements, length: end.index + end[0].length };
}
