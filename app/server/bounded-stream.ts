import type { IncomingMessage } from 'node:http';

export interface StreamBounds {
  /** Bytes of all, and of one line. */
  readonly most: number;
  readonly longestLine: number;
  /** Milliseconds of silence. */
  readonly between: number;
  /** What is thrown where it was packed, where it is more than that, and where it is silent for longer. */
  readonly packed: () => Error;
  readonly tooLarge: () => Error;
  readonly tooSlow: () => Error;
}

/** The bytes of an answer as they come: not too many, not in lines without end, and never too late. @throws what `packed` makes */
export function boundedStream(
  answer: IncomingMessage,
  { most, longestLine, between, packed, tooLarge, tooSlow }: StreamBounds,
): ReadableStream<Uint8Array> {
  if ((answer.headers['content-encoding'] ?? 'identity') !== 'identity') {
    answer.destroy();
    throw packed();
  }
  answer.setTimeout(between, () => answer.destroy(tooSlow()));
  const parts: AsyncIterator<unknown> = answer[Symbol.asyncIterator]();
  let size = 0;
  let line = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) return controller.close();
      if (!Buffer.isBuffer(value)) throw new TypeError('an answer comes as bytes');
      size += value.length;
      const lastBreak = value.lastIndexOf(10);
      line = lastBreak < 0 ? line + value.length : value.length - lastBreak - 1;
      if (size > most || line > longestLine) {
        answer.destroy();
        throw tooLarge();
      }
      controller.enqueue(value);
    },
    cancel: () => void answer.destroy(),
  });
}
