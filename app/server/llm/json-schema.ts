import type { Json } from '@/graph';

/** Whether every object of a schema names all its members, wants each, and takes no others: then a service can hold a model to it letter by letter. */
export function isClosedSchema(schema: Json | undefined): boolean {
  if (Array.isArray(schema)) return schema.every(isClosedSchema);
  if (typeof schema !== 'object' || schema === null) return true;
  const said = new Map<string, Json>(Object.entries(schema));
  const properties = said.get('properties');
  if (said.get('type') === 'object' || properties !== undefined) {
    const names = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
    const required = said.get('required');
    const wanted: readonly unknown[] = Array.isArray(required) ? required : [];
    if (said.get('additionalProperties') !== false || !names.every((name) => wanted.includes(name))) return false;
  }
  return Object.values(schema).every(isClosedSchema);
}
