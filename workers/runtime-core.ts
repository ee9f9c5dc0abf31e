import {
  type Catalogue,
  type FileRef,
  flatten,
  GenloomError,
  type GraphDocument,
  hash,
  hubRef,
  plan,
  type View,
} from '@/graph';
import { codecOf } from './artifacts/kinds';
import type { ArtifactStore } from './artifacts/store';
import { keptWork } from './checkpoints';
import { download } from './download';
import type { Engine } from './engine';
import { type CachedNode, type ExportedFile, type Runtime, refuseLargeAsset } from './runtime';

/** The runtime over an engine and a store: what the page, the command line and tests call. */
export function createRuntimeCore(catalogue: Catalogue, engine: Engine, store: ArtifactStore): Runtime {
  const keysOf = (document: GraphDocument) => plan(document, catalogue, { targets: [], isCached: store.has });
  return {
    start: () => engine.backends(),
    setBackend: (name) => engine.backends(name),
    run: async (request) => engine.run(request),
    async cached(document) {
      const found: Record<string, CachedNode> = {};
      for (const [nodeId, key] of keysOf(document).keys) {
        const meta = store.meta(key);
        if (!meta) continue;
        const { views, facts, seconds, warnings } = meta;
        found[nodeId] = { key, views, facts, seconds, bytes: store.bytes(key), ...(warnings && { warnings }) };
      }
      return found;
    },
    kept: (document) => keptWork(document, catalogue, store),
    async view(key, port, options) {
      const value = (await store.read(key))?.values[port];
      if (!value) return null;
      const codec = codecOf(value.kind);
      const view: View = codec.look(codec.decode(value.bytes), { large: true, offset: options?.offset ?? 0 });
      return view;
    },
    async factsOf(key, port) {
      const value = (await store.read(key))?.values[port];
      if (!value) return null;
      const codec = codecOf(value.kind);
      return codec.facts?.(codec.decode(value.bytes)) ?? {};
    },
    async exportValue(key, port, format): Promise<ExportedFile> {
      const value = (await store.read(key))?.values[port];
      if (!value)
        throw new GenloomError({
          code: 'artifact.lost',
          title: 'This result is no longer there.',
          fix: 'Run the node again, then save it.',
        });
      const codec = codecOf(value.kind);
      const other = format === undefined ? undefined : (codec.formats?.[format] ?? codec.laterFormats?.[format]);
      if (other) {
        const { extension, mediaType, encode } = other;
        return { name: `${port}.${extension}`, mediaType, bytes: await encode(codec.decode(value.bytes)) };
      }
      const decoded = () => codec.decode(value.bytes);
      const bytes = codec.fileLater ? await codec.fileLater(decoded()) : (codec.file?.(decoded()) ?? value.bytes);
      return { name: `${port}.${codec.extension}`, mediaType: codec.mediaType, bytes };
    },
    async addAsset({ name, bytes }): Promise<FileRef> {
      refuseLargeAsset(name, bytes.length);
      const sha256 = hash(bytes);
      if (!store.hasBlob(`asset-${sha256}`)) await store.writeBlob(`asset-${sha256}`, bytes);
      return { name: name.slice(0, 300), size: bytes.length, sha256 };
    },
    async download(wanted, onProgress) {
      const stopped = new AbortController();
      const done = download(wanted, { store, onProgress, signal: stopped.signal });
      return { stop: async () => stopped.abort(), done };
    },
    hasAsset: async (sha256) => store.hasBlob(`asset-${sha256}`),
    async pin(document) {
      const { keys, steps } = {
        ...keysOf(document),
        steps: plan(document, catalogue, { targets: null, isCached: () => false }).steps,
      };
      await store.pin([
        ...keys.values(),
        ...steps.map((step) => `checkpoint-${step.lineage}`),
        ...assetsOf(document).map((sha256) => `asset-${sha256}`),
      ]);
    },
    usage: async () => store.usage(),
    async setBudget(bytes) {
      await store.setBudget(bytes);
      return store.usage();
    },
    async clear() {
      await store.clear();
      return store.usage();
    },
    dispose: () => engine.dispose(),
  };
}

/** Hashes of the files that a document's nodes name at any level, also in muted subgraphs, alone or in a list of those of a repository. */
function assetsOf(document: GraphDocument): readonly string[] {
  return [...flatten(document).nodes.values()].flatMap((node) =>
    Object.values(node.params).flatMap((value) => {
      const listed = hubRef.safeParse(value);
      if (listed.success) return listed.data.files.map(({ sha256 }) => sha256);
      return typeof value === 'object' && value !== null && 'sha256' in value && typeof value.sha256 === 'string'
        ? [value.sha256]
        : [];
    }),
  );
}
