import { UnreadableClip } from './frames';

interface Box {
  readonly type: string;
  /** Where it ends by its own word, which may be behind the end of a file that is cut short. */
  readonly end: number;
}

/** The outermost boxes of an MP4 file (ISO 14496-12, section 4.2), up to one that is none. */
function* boxesOf(bytes: Uint8Array): Generator<Box> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start + 8 <= bytes.length; ) {
    const short = view.getUint32(start);
    const long = short === LONG && start + 16 <= bytes.length;
    const size = long ? Number(view.getBigUint64(start + 8)) : short === TO_THE_END ? bytes.length - start : short;
    if (size < 8) return;
    yield { type: String.fromCharCode(...bytes.subarray(start + 4, start + 8)), end: start + size };
    start += size;
  }
}

const [TO_THE_END, LONG] = [0, 1];

/** Whether an MP4 file ends within a box. @throws UnreadableClip where, by that, the list of its frames is missing */
export function endsEarly(bytes: Uint8Array): boolean {
  let [end, list, hasFrames] = [0, 0, false];
  for (const box of boxesOf(bytes)) {
    end = box.end;
    if (box.type === 'moov') list = box.end;
    else if (box.type === 'mdat') hasFrames = true;
  }
  const cut = end !== bytes.length;
  if (list === 0 ? cut || hasFrames : list > bytes.length)
    throw new UnreadableClip(`it is cut short: its list of frames${list === 0 ? ', at the end,' : ''} is missing`);
  return cut;
}
