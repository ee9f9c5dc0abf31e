import type { z } from '@/graph';
import { malformed } from './refuse';

/** What a part of `config.json` says, or a sentence about what is wrong with it. @throws GenloomError `foundation.malformed` */
export function parseConfig<Schema extends z.ZodType>(schema: Schema, config: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(config);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  const what = where === '' ? 'It' : `Its “${where.slice(0, 200)}”`;
  throw malformed('config.json', `${what} cannot be used: ${issue?.message ?? 'unknown'}.`);
}
