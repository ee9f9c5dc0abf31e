import type { IncomingMessage } from 'node:http';
import { GenloomError, sentenceOf, z } from '@/graph';
import { textModelOf } from '@/nodes/common/foundation/text-config';
import { configOf } from '@/nodes/common/onnx/config';
import type { Form } from '@/nodes/common/onnx/forms';
import { LARGEST_ASSET } from '@/workers/runtime';
import { type AskOptions, askHub } from './ask';
import { chooseFiles, type ListedFile, tooLarge } from './choose-files';
import { chooseOnnxFiles } from './choose-onnx-files';
import { hubHosts } from './hosts';
import { gated, hubProblem } from './problem';

export interface FoundModel {
  readonly repository: string;
  /** What the revision stands for at this moment. */
  readonly commit: string;
  /** To be fetched, small ones first. */
  readonly files: readonly ListedFile[];
}

export interface LookUpOptions extends AskOptions {
  /** The most bytes that all files of a model may have. */
  readonly most?: number;
  /** Of a model in the ONNX format: what its weights are to be written in. */
  readonly form?: Form | 'auto' | undefined;
}

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What the hub says of a repository; only what is used is looked at. */
const answer = z.object({
  sha: z.string().regex(/^[\da-f]{40}$/),
  gated: z.union([z.boolean(), z.string()]).nullish(),
  siblings: z
    .array(
      z.object({
        rfilename: z.string().max(1_000),
        size: count.nullish(),
        lfs: z.object({ sha256: z.string().regex(/^[\da-f]{64}$/), size: count }).nullish(),
      }),
    )
    .max(100_000),
});

/**
 * Finds a model on the hub: the commit that a revision stands for, and the files to fetch. Its config.json is read here already, so that a model that
 * cannot be loaded is refused before hundreds of megabytes are fetched.
 * @throws Problem
 */
export async function lookUp(repository: string, revision: string, options: LookUpOptions = {}): Promise<FoundModel> {
  const { hosts = hubHosts(), most = LARGEST_ASSET, form } = options;
  const ask = async (path: string, largest: number) =>
    jsonOf(await askHub({ ...options, hosts, repository, path }), largest);
  const told = answer.safeParse(
    await ask(`/api/models/${repository}/revision/${encodeURIComponent(revision)}?blobs=true`, LARGEST.listing),
  );
  if (!told.success) throw notUnderstood();
  const { sha: commit, siblings } = told.data;
  if (told.data.gated) throw gated(repository, hosts.origin);
  const listed = siblings.map(({ rfilename: name, size, lfs }): ListedFile => {
    return { name, size: lfs?.size ?? size ?? 0, sha256: lfs?.sha256 ?? null };
  });
  const files = form ? chooseOnnxFiles(repository, listed, form, most) : chooseFiles(repository, listed, most);
  const config = await ask(`/${repository}/resolve/${commit}/config.json`, LARGEST.config);
  try {
    if (form) configOf(config);
    else textModelOf(config);
  } catch (error) {
    if (error instanceof GenloomError) throw hubProblem(422, 'hub-unsupported', sentenceOf(error));
    throw error;
  }
  return { repository, commit, files };
}

const LARGEST = { listing: 16 * 2 ** 20, config: 2 ** 20 } as const;

async function jsonOf(response: IncomingMessage, largest: number): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    if (!Buffer.isBuffer(part)) throw new TypeError('an answer comes as bytes');
    size += part.length;
    if (size > largest) throw tooLarge('What the hub says of this model', size, largest);
    parts.push(part);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    return value;
  } catch {
    throw notUnderstood();
  }
}

const notUnderstood = () =>
  hubProblem(502, 'hub-answer', 'The hub answered in a way that is not understood here. It may have changed.');
