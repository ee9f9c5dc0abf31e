import { fromJSONSchema } from 'zod';
import { isJson, type JsonObject, type JsonSchema } from '@/graph';

export type ReadArguments =
  | { readonly ok: true; readonly given: JsonObject }
  /** In words for the model. */
  | { readonly ok: false; readonly problem: string };

/** What a model wrote as the arguments of a call, held to the tool’s JSON Schema. Never throws for what it wrote. */
export function readArguments(schema: JsonSchema, written: string): ReadArguments {
  let given: unknown;
  try {
    given = JSON.parse(written.trim() === '' ? '{}' : written);
  } catch (error) {
    return {
      ok: false,
      problem: `The arguments are no JSON: ${error instanceof Error ? error.message : String(error)}.`,
    };
  }
  if (!isObject(given)) return { ok: false, problem: 'The arguments have to be one JSON object.' };
  const checked = validatorOf(schema).safeParse(given);
  if (!checked.success)
    return {
      ok: false,
      problem: checked.error.issues
        .slice(0, 5)
        .map(({ path, message }) => (path.length > 0 ? `“${path.join('.')}”: ${message}.` : `${message}.`))
        .join(' '),
    };
  return { ok: true, given: isObject(checked.data) ? checked.data : given };
}

const validators = new WeakMap<JsonSchema, ReturnType<typeof fromJSONSchema>>();

function validatorOf(schema: JsonSchema) {
  const known =
    validators.get(schema) ?? fromJSONSchema(structuredClone(schema) as Parameters<typeof fromJSONSchema>[0]);
  validators.set(schema, known);
  return known;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value);
