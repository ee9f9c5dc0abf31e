import { GenloomError, type Table } from '@/graph';
import type { SecretSpace } from '@/ml/memorisation/secrets';

/** A secret that was hidden in a text. */
export interface Canary {
  readonly beginning: string;
  readonly secret: string;
  readonly times: number;
}

const COLUMNS = ['Beginning', 'Secret', 'Times', 'Signs'] as const;

/** The canaries of a table, and what their secrets are made of. @throws GenloomError where the table is another */
export function canariesOf({ columns, rows }: Table): { canaries: Canary[]; space: SecretSpace } {
  const places = COLUMNS.map((name) => columns.findIndex((column) => column.name === name));
  const missing = COLUMNS.find((_, index) => places[index] === -1);
  if (missing) throw other(`It has no column “${missing}”.`);
  const canaries = rows.map((row) => {
    const [beginning = '', secret = '', times = ''] = places.map((place) => String(row[place] ?? ''));
    return { beginning, secret, times: Number(times) };
  });
  const signs = String(rows[0]?.[places[3] ?? -1] ?? '');
  const length = canaries[0]?.secret.length ?? 0;
  if (length === 0 || signs.length < 2) throw other('It has no secrets.');
  const fits = ({ secret, times }: Canary) =>
    secret.length === length && [...secret].every((sign) => signs.includes(sign)) && times >= 0;
  if (!canaries.every(fits)) throw other('Its secrets are not of one length, or not of the signs that it names.');
  return { canaries, space: { signs: [...new Set(signs)].join(''), length } };
}

const other = (detail: string) =>
  new GenloomError({
    code: 'exposure.no-canaries',
    title: 'This is no table of canaries.',
    detail,
    fix: 'Connect “Canaries” of “Insert canaries”.',
  });
