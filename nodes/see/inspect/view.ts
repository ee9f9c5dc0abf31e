import { countFlops, formatParameters, formatShape, type Network, VIEW_LIMITS, type View, z } from '@/graph';
import { documentsView } from '../../common/documents';

const array = <Item>(is: (value: unknown) => value is Item) =>
  z.custom<readonly Item[]>((value) => Array.isArray(value) && value.slice(0, 5).every(is));
const isText = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const documents = z.object({ items: array(isText) });
const tokenBlocks = z.object({
  ids: z.instanceof(Int32Array),
  blockLength: z.number(),
  vocabularySize: z.number(),
  characters: z.number(),
});
const network = z.custom<Network>((value) => isRecord(value) && Array.isArray(value.operations) && 'output' in value);
const model = z.object({
  network,
  trainedSteps: z.number(),
  validationLoss: z.number().nullable(),
  blockLength: z.number(),
});
const metrics = z.object({
  values: z.array(
    z.object({
      name: z.string(),
      value: z.number(),
      unit: z.string().optional(),
      help: z.string().optional(),
      better: z.enum(['lower', 'higher']).optional(),
    }),
  ),
  notes: z.array(z.string()),
});

/** A picture of any value, told by its form: an inspector takes every kind, so it is not told which. */
export function viewOf(value: unknown): View {
  if (typeof value === 'string') return textView(value);
  if (value instanceof Int32Array)
    return {
      view: 'table',
      columns: ['Token ids'],
      rows: [...value.slice(0, VIEW_LIMITS.items)].map((id) => [id]),
      caption: `${value.length.toLocaleString('en')} ids`,
    };
  const asDocuments = documents.safeParse(value);
  if (asDocuments.success) return documentsView(asDocuments.data.items);
  const asModel = model.safeParse(value);
  if (asModel.success) return networkView(asModel.data.network);
  const asNetwork = network.safeParse(value);
  if (asNetwork.success) return networkView(asNetwork.data);
  const asTokens = tokenBlocks.safeParse(value);
  if (asTokens.success) {
    const { ids, blockLength, vocabularySize, characters } = asTokens.data;
    return {
      view: 'numbers',
      items: [
        { label: 'Tokens', value: ids.length },
        { label: 'Characters per token', value: ids.length === 0 ? 0 : characters / ids.length },
        { label: 'Block length', value: blockLength, unit: 'tokens' },
        { label: 'Vocabulary', value: vocabularySize, unit: 'tokens' },
      ],
    };
  }
  const asMetrics = metrics.safeParse(value);
  if (asMetrics.success)
    return {
      view: 'numbers',
      items: asMetrics.data.values.slice(0, VIEW_LIMITS.items).map(({ name, value: number, unit, help, better }) => ({
        label: name,
        value: number,
        ...(unit && { unit }),
        ...(help && { help }),
        ...(better && { better }),
      })),
      notes: asMetrics.data.notes.slice(0, VIEW_LIMITS.items).map((note) => note.slice(0, 2_000)),
    };
  return textView(outline(value));
}

function textView(text: string): View {
  const truncated = text.length > VIEW_LIMITS.characters;
  return { view: 'text', text: text.slice(0, VIEW_LIMITS.characters), ...(truncated && { truncated }) };
}

function networkView({ operations, examples }: Network): View {
  const shown = operations.slice(0, VIEW_LIMITS.items);
  return {
    view: 'network',
    layers: shown.map((operation) => ({
      name: operation.layer,
      shape: formatShape(operation.shape),
      parameters: formatParameters([operation]),
      flops: operation.flops,
    })),
    parameters: formatParameters(operations),
    flopsPerToken: countFlops(operations),
    ...(examples && { per: 'example' as const }),
  };
}

/** A value as JSON, long texts and lists cut: enough to see what it is. */
function outline(value: unknown): string {
  let left: number = VIEW_LIMITS.characters;
  const cut = (part: unknown, depth: number): unknown => {
    if (left <= 0 || depth > 6) return '…';
    left -= 8;
    if (typeof part === 'string') {
      left -= Math.min(part.length, 200);
      return part.length > 200 ? `${part.slice(0, 200)}…` : part;
    }
    if (ArrayBuffer.isView(part)) return `${part.constructor.name} of ${part.byteLength.toLocaleString('en')} bytes`;
    if (Array.isArray(part))
      return part.length > 50
        ? [...part.slice(0, 50).map((item) => cut(item, depth + 1)), `… ${part.length - 50} more`]
        : part.map((item) => cut(item, depth + 1));
    if (!isRecord(part)) return part;
    const entries = Object.entries(part);
    const shown = entries.slice(0, 100).map(([key, member]) => [key, cut(member, depth + 1)]);
    return Object.fromEntries(entries.length > 100 ? [...shown, ['…', `${entries.length - 100} more`]] : shown);
  };
  return JSON.stringify(cut(value, 0), null, 2) ?? String(value);
}
