import type { BodyPort } from '@/graph';

/** The numbers that a round gave: those of metrics and of objects by their names, and a number alone by the title of its output. */
export function measuresOf(
  outputs: readonly BodyPort[],
  made: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number>> | null {
  const measures: Record<string, number> = {};
  const add = (name: string, value: unknown) => {
    if (typeof value === 'number' && Number.isFinite(value)) measures[name] ??= value;
  };
  for (const { id, title } of outputs) {
    const value = made[id];
    if (typeof value === 'number') add(title, value);
    else if (isMetrics(value)) for (const { name, value: number } of value.values) add(name, number);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [name, number] of Object.entries(value)) add(name, number);
  }
  return Object.keys(measures).length > 0 ? measures : null;
}

const isMetrics = (value: unknown): value is { readonly values: readonly { name: string; value: unknown }[] } =>
  typeof value === 'object' && value !== null && 'values' in value && Array.isArray(value.values);
