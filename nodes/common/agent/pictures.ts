import { base64, type ChatMessage, type ChatPart, type Examples, type ImagesView, imagesView } from '@/graph';
import type { AgentState } from './state';

/** Numbers of pictures that one call keeps to be seen. */
const ROOM = 40_000;
/** Pictures of one call that a model is shown, and the least number of pixels across: what is smaller is drawn larger, pixel by pixel. */
const [MOST_SHOWN, LEAST_ACROSS] = [4, 128];

/** The pictures among what a graph gave, side by side; null where there are none. Of outputs of several shapes those of the first are shown. */
export function picturesOf(all: readonly Examples[]): ImagesView | null {
  const [first, ...rest] = all.filter(({ shape, count }) => count > 0 && shape.length === 3 && isColoured(shape[2]));
  if (!first) return null;
  const alike = [first, ...rest.filter(({ shape }) => shape.join() === first.shape.join())];
  const data = new Float32Array(alike.reduce((sum, one) => sum + one.data.length, 0));
  let end = 0;
  for (const one of alike) {
    data.set(one.data, end);
    end += one.data.length;
  }
  const captions = alike.flatMap(captionsOf);
  const count = alike.reduce((sum, one) => sum + one.count, 0);
  return imagesView(
    { shape: first.shape, count, data },
    { room: ROOM, ...(captions.some(Boolean) && { captionOf: (at) => captions[at] || '–' }) },
  );
}

const isColoured = (channels: number | undefined): boolean => channels === 1 || channels === 3;

const captionsOf = ({ count, captions, labels, classes }: Examples): readonly string[] =>
  Array.from({ length: count }, (_, row) => captions?.[row] ?? classes?.[labels?.[row] ?? -1] ?? '');

/** What examples are, in a sentence for who cannot see them. */
export function examplesInWords(examples: Examples): string {
  const { shape, count } = examples;
  const [height, width, channels] = shape;
  if (shape.length !== 3 || !isColoured(channels))
    return `${count.toLocaleString('en')} examples of ${shape.join(' × ')} numbers, which stay in the graph`;
  const said = [...new Set(captionsOf(examples).filter(Boolean))].slice(0, 8).map((caption) => `“${caption}”`);
  return `${count === 1 ? 'a picture' : `${count.toLocaleString('en')} pictures`} of ${width} × ${height} pixels${channels === 1 ? ', in grey' : ''}${said.length > 0 ? `, drawn for ${said.join(', ')}` : ''}; the person sees ${count === 1 ? 'it' : 'them'}`;
}

/** Pictures as a model is shown them: PNG files, the first few. */
export async function asParts({ width, height, channels, count, pixels }: ImagesView): Promise<readonly ChatPart[]> {
  const { encode } = await import('fast-png');
  const bytes = Uint8Array.from(atob(pixels), (character) => character.charCodeAt(0));
  const size = width * height * channels;
  const factor = Math.max(1, Math.ceil(LEAST_ACROSS / Math.max(1, width)));
  return Array.from({ length: Math.min(count, MOST_SHOWN) }, (_, at): ChatPart => {
    const data = enlarged(bytes.subarray(at * size, (at + 1) * size), { width, height, channels }, factor);
    const png = encode({ width: factor * width, height: factor * height, channels, depth: 8, data });
    return { type: 'image', mediaType: 'image/png', data: base64(png) };
  });
}

function enlarged(
  pixels: Uint8Array,
  { width, height, channels }: Pick<ImagesView, 'width' | 'height' | 'channels'>,
  factor: number,
): Uint8Array {
  const across = factor * width;
  const large = new Uint8Array(across * factor * height * channels);
  for (let row = 0; row < factor * height; row++)
    for (let column = 0; column < across; column++) {
      const from = (Math.floor(row / factor) * width + Math.floor(column / factor)) * channels;
      large.set(pixels.subarray(from, from + channels), (row * across + column) * channels);
    }
  return large;
}

/** What the calls of the last turn drew, as somebody who sees is shown it: once, and behind what was said of it in words. */
export async function drawnLast({ messages, steps }: AgentState): Promise<readonly ChatMessage[]> {
  const last = messages.findLast(({ role }) => role === 'assistant');
  const count = last?.role === 'assistant' ? (last.toolCalls?.length ?? 0) : 0;
  const drawn =
    count === 0
      ? []
      : steps
          .filter(({ call }) => call !== undefined)
          .slice(-count)
          .flatMap(({ call }) => call?.pictures ?? []);
  if (drawn.length === 0) return [];
  const parts = (await Promise.all(drawn.map(asParts))).flat();
  return [{ role: 'user', content: [{ type: 'text', text: 'These are the pictures of the calls above.' }, ...parts] }];
}
