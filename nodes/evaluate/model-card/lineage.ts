import {
  type Ancestor,
  type FileRef,
  fileRef,
  hubRef,
  type Lineage,
  type PageBlock,
  type PageTable,
  type View,
} from '@/graph';
import { excerpt } from '../../common/documents';

/** What some of the inputs stand on, each once, in the order of the whole lineage. */
export function ancestorsOf({ inputs, ancestors }: Lineage, ports: readonly string[]): readonly Ancestor[] {
  const byKey = new Map(ancestors.map((one) => [one.key, one]));
  const found = new Set<string>();
  const open = ports.flatMap((port) => inputs[port]?.key ?? []);
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    for (const input of Object.values(byKey.get(key)?.inputs ?? {})) open.push(input.key);
  }
  return ancestors.filter(({ key }) => found.has(key));
}

/** Where data came from, with its settings, how much it was, and its key. */
export const sourceFacts = (one: Ancestor): PageBlock => ({
  block: 'facts',
  items: [
    ['Source', one.title],
    ...Object.entries(one.views).flatMap(([port, view]): [string, string][] => {
      const count = countOf(view);
      return count ? [[`Holds (${port})`, count]] : [];
    }),
    ...settingFacts(one),
    ...(one.seed === null ? [] : [['Seed', String(one.seed)] as const]),
    ['Key', one.key],
  ],
});

/** A step with all of its settings. */
export const stepFacts = (one: Ancestor): PageBlock => ({
  block: 'facts',
  items: [
    ['Step', one.title],
    ...settingFacts(one),
    ...(one.seed === null ? [] : [['Seed', String(one.seed)] as const]),
    ['Key', one.key],
  ],
});

/** Every step in a row, with what it took from which. */
export function lineageTable(ancestors: readonly Ancestor[]): PageTable {
  const number = new Map(ancestors.map(({ key }, index) => [key, index + 1]));
  return {
    block: 'table',
    columns: ['', 'Step', 'From', 'Settings', 'Seed', 'Key'],
    rows: ancestors.map((one, index) => [
      String(index + 1),
      `${one.title} (${one.type}, version ${one.version})`,
      Object.entries(one.inputs)
        .map(([port, { key }]) => `${port}: ${number.get(key) ?? '?'}`)
        .join(', '),
      settingFacts(one)
        .map(([name, value]) => `${name}: ${value}`)
        .join('; '),
      one.seed === null ? '' : String(one.seed),
      one.key,
    ]),
  };
}

/** Settings in words: files by name and hash, long texts cut. */
const settingFacts = ({ settings }: Ancestor): [string, string][] =>
  settings.map(({ label, value, unit }) => [label, [inWords(value), unit].filter(Boolean).join(' ')]);

function inWords(value: unknown): string {
  if (typeof value === 'string') return excerpt(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en', { maximumSignificantDigits: 12 });
  if (isFile(value)) return `${excerpt(value.name)}, SHA-256 ${value.sha256}`;
  const published = hubRef.safeParse(value).data;
  if (published)
    return `${published.repository} at commit ${published.commit}: ${published.files.map(inWords).join('; ')}`;
  return excerpt(JSON.stringify(value) ?? '');
}

const isFile = (value: unknown): value is FileRef => fileRef.safeParse(value).success;

/** How much a result is, as its picture tells it. */
function countOf(view: View): string | null {
  switch (view.view) {
    case 'documents':
      return `${view.count.toLocaleString('en')} documents, ${view.characters.toLocaleString('en')} characters`;
    case 'images':
      return `${view.count.toLocaleString('en')} images`;
    case 'table':
    case 'scatter':
      return view.caption ? excerpt(view.caption) : null;
    default:
      return null;
  }
}
