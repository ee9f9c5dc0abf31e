import type { IncomingMessage } from 'node:http';
import { LARGEST_ASSET } from '@/workers/runtime';
import { type AskOptions, askHub } from './ask';
import { isModelFile, tooLarge } from './choose-files';
import { isOnnxFile } from './choose-onnx-files';
import { hubProblem } from './problem';

export interface WantedFile {
  readonly repository: string;
  readonly commit: string;
  readonly name: string;
  /** The first byte that is wanted: what came before a break is not fetched again. */
  readonly from?: number | undefined;
}

/**
 * A file of a model, as it comes from the hub: nothing of it is kept here. Whoever stops reading stops the hub, too.
 * @throws Problem
 */
export async function streamFile(
  { repository, commit, name, from }: WantedFile,
  { most = LARGEST_ASSET, ...options }: AskOptions & { readonly most?: number } = {},
): Promise<Response> {
  if (!isModelFile(name) && !isOnnxFile(name))
    throw hubProblem(404, 'hub-file', 'Only the files that a model is loaded from are fetched.');
  const path = `/${repository}/resolve/${commit}/${name}`;
  const answer = await askHub({ ...options, repository, path, ...(from === undefined ? {} : { from }) });
  const part = answer.statusCode === 206 ? partOf(answer) : null;
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  const size = part?.total ?? length;
  if (
    size > most ||
    (part && part.first !== from) ||
    (answer.headers['content-encoding'] ?? 'identity') !== 'identity'
  ) {
    answer.destroy();
    if (size > most) throw tooLarge(`“${name}”`, size, most);
    throw hubProblem(502, 'hub-answer', 'The hub sent something else than it was asked for.');
  }
  return new Response(bounded(answer, most), {
    status: part ? 206 : 200,
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment',
      'Cache-Control': 'no-store, no-transform',
      ...(Number.isSafeInteger(length) ? { 'Content-Length': String(length) } : {}),
      ...(part ? { 'Content-Range': `bytes ${part.first}-${part.last}/${part.total}` } : {}),
    },
  });
}

/** `bytes 100-199/200` */
function partOf({ headers }: IncomingMessage) {
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
  return { first: Number(first), last: Number(last), total: Number(total) };
}

/** The bytes of an answer as they are asked for; one that is longer than it said is cut. */
function bounded(answer: IncomingMessage, most: number): ReadableStream<Uint8Array> {
  const parts: AsyncIterator<unknown> = answer[Symbol.asyncIterator]();
  let size = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) return controller.close();
      if (!Buffer.isBuffer(value)) throw new TypeError('an answer comes as bytes');
      size += value.length;
      if (size > most) {
        answer.destroy();
        throw tooLarge('This file', size, most);
      }
      controller.enqueue(value);
    },
    cancel() {
      answer.destroy();
    },
  });
}
