import { UnreadableClip } from './frames';

interface Box {
  readonly type: string;
  /** Where it ends by its own word, which may be behind the end of a file that is cut short. */
  readonly end: number;
}

/** The outermost boxes of an MP4 file (ISO 14496-12, section 4.2). */
function boxesOf(bytes: Uint8Array): Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let start = 0; start + 8 <= bytes.length; ) {
    const short = view.getUint32(start);
    const long = short === LONG && start + 16 <= bytes.length;
    const size = long ? Number(view.getBigUint64(start + 8)) : short === TO_THE_END ? bytes.length - start : short;
    const end = start + Math.max(8, size);
    boxes.push({ type: String.fromCharCode(...bytes.subarray(start + 4, start + 8)), end });
    start = end;
  }
  return boxes;
}

const [TO_THE_END, LONG] = [0, 1];

/** Whether an MP4 file ends within a box. @throws UnreadableClip where, by that, the list of its frames is missing */
export function endsEarly(bytes: Uint8Array): boolean {
  const boxes = boxesOf(bytes);
  const cut = boxes.at(-1)?.end !== bytes.length;
  const list = boxes.find(({ type }) => type === 'moov');
  if (list ? list.end > bytes.length : cut || boxes.some(({ type }) => type === 'mdat'))
    throw new UnreadableClip(`it is cut short: its list of frames${list ? '' : ', at the end,'} is missing`);
  return cut;
}
