import { isJson, type JsonObject, type Run } from '@/graph';
import type { join } from './node';

export const run: Run<typeof join> = (inputs) => {
  const data: JsonObject = Object.fromEntries(
    Object.entries<unknown>({ ...inputs }).flatMap(([name, value]) => (isJson(value) ? [[name, value]] : [])),
  );
  return { data };
};
