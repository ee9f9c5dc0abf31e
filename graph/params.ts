import { type Json, type JsonObject, jsonSchema } from './json';
import type { AnyContract } from './node';
import * as z from './zod';

/** What a parameter says about itself beyond its type: `z.number().meta({ unit: 'tokens', scale: 'log' })`. */
export interface ParamMeta {
  readonly label?: string;
  readonly unit?: string;
  /** How a slider spreads its range. */
  readonly scale?: 'linear' | 'log';
  readonly step?: number;
  /** Another control than the type suggests. */
  readonly control?:
    | 'textarea'
    | 'code'
    | 'file'
    | 'slider'
    | 'words'
    | 'segmented'
    | 'url'
    | 'pattern'
    | 'drawing'
    | 'ranking'
    | 'approval'
    | 'changes'
    | 'memory'
    /** It is never shown. */
    | 'none'
    | 'hub'
    | 'connection'
    | 'trigger';
  /** For drawings: how thick the pen is, on the sheet's own scale. */
  readonly pen?: number;
  /** For drawings: the input whose first image lies under the sheet, once it is there. */
  readonly over?: string;
  /** For files: what the dialog offers, `.txt,.md`. */
  readonly accept?: string;
  /** For files: what may lie beside those, and tells of them: a list of that name, or a file for each. */
  readonly beside?: string;
  /** For models of a hub that have several forms: the parameter that says which is fetched. */
  readonly form?: string;
  /** Shown only while another parameter has one of these values. */
  readonly when?: { readonly param: string; readonly is: readonly (string | number | boolean | null)[] };
  /** Names of the choices, where the values are not words for people. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly advanced?: boolean;
  /** Its node’s ports follow from it: inside a subgraph it is not set from outside. */
  readonly decidesPorts?: boolean;
  readonly placeholder?: string;
}

declare module 'zod' {
  interface GlobalMeta extends ParamMeta {}
}

/** A file the user gave: its bytes live in the artifact store under this hash, the document only names them. */
export const fileRef = z.object({
  name: z.string().max(300),
  size: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type FileRef = z.infer<typeof fileRef>;

/** The files of a published model that were fetched from a repository at one commit. While some are still to come, none are listed. */
export const hubRef = z.object({
  /** `owner/name` */
  repository: z
    .string()
    .max(200)
    .regex(/^(?!.*\.\.)[a-z\d][\w.-]*\/[a-z\d][\w.-]*$/i),
  /** What was asked for: a branch, a tag or a commit. */
  revision: z
    .string()
    .max(200)
    .regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/),
  commit: z.string().regex(/^[\da-f]{40}$/),
  files: z.array(fileRef).max(100),
});
export type HubRef = z.infer<typeof hubRef>;

/** How a drawing is bounded: its places lie from −`reach` to `reach`, up and to the right. */
export const DRAWING_LIMITS = { reach: 2, strokes: 40, places: 400 } as const;

const place = z.number().min(-DRAWING_LIMITS.reach).max(DRAWING_LIMITS.reach);

/** Strokes drawn by hand, each the places that it passes. */
export const strokes = z.array(z.array(z.tuple([place, place])).max(DRAWING_LIMITS.places)).max(DRAWING_LIMITS.strokes);
export type Strokes = z.infer<typeof strokes>;

/** One field of the inspector's form. */
export interface Field extends ParamMeta {
  readonly name: string;
  readonly label: string;
  readonly type: 'number' | 'integer' | 'boolean' | 'choice' | 'string' | 'file' | 'drawing' | 'hub' | 'other';
  readonly default: Json;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly nullable: boolean;
}

/** The inspector's form, derived from a contract's schema; in the order of the schema. */
export function fieldsOf(contract: AnyContract): readonly Field[] {
  const defaults = defaultParams(contract);
  return Object.entries(contract.params.shape).map(([name, schema]) => fieldOf(name, schema, defaults[name] ?? null));
}

/** What a field may be, as JSON Schema; null for what no schema says, such as files and drawings. */
export function fieldSchema({
  type,
  label,
  unit,
  min,
  max,
  maxLength,
  options,
  default: usual,
}: Field): JsonObject | null {
  const told = { description: unit ? `${label} (${unit})` : label, default: usual };
  switch (type) {
    case 'number':
    case 'integer':
      return { type, ...told, ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) };
    case 'boolean':
      return { type, ...told };
    case 'choice':
      return { type: 'string', enum: (options ?? []).map(({ value }) => value), ...told };
    case 'string':
      return { type, ...told, ...(maxLength !== undefined && { maxLength }) };
    default:
      return null;
  }
}

/** The parameters of a new node. Every parameter has a default; a schema without one is a mistake in the program. */
export function defaultParams(contract: AnyContract): JsonObject {
  return z.record(z.string(), jsonSchema).parse(contract.params.parse({}));
}

export interface ParamProblem {
  readonly param: string;
  /** What people call it. */
  readonly label: string;
  /** What it may be, in a sentence. */
  readonly message: string;
}
export type ParsedParams =
  | { readonly ok: true; readonly params: { readonly [key: string]: unknown } }
  | { readonly ok: false; readonly problems: readonly ParamProblem[] };

/** Parses a node's parameters; missing ones get their default. */
export function parseParams(contract: AnyContract, params: JsonObject): ParsedParams {
  const parsed = contract.params.safeParse(params);
  if (parsed.success) return { ok: true, params: parsed.data };
  const fields = new Map(fieldsOf(contract).map((field) => [field.name, field]));
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => {
      const param = String(issue.path[0] ?? '');
      const field = fields.get(param);
      // What a node itself asks of a value it says best.
      const said = issue.code === 'custom' ? issue.message : allowed(field);
      return { param, label: field?.label ?? param, message: said ?? `${issue.message}.` };
    }),
  };
}

/** What a field takes: `A whole number from 1 to 1,000,000.` Null where the schema's own message says it better. */
function allowed(field: Field | undefined): string | null {
  if (field?.type === 'number' || field?.type === 'integer') {
    const { min, max, unit } = field;
    const what = field.type === 'integer' ? 'A whole number' : 'A number';
    const within =
      min !== undefined && max !== undefined
        ? ` from ${told(min)} to ${told(max)}`
        : min !== undefined
          ? `, ${told(min)} or more`
          : max !== undefined
            ? `, ${told(max)} or less`
            : '';
    return `${what}${within}${unit ? ` (${unit})` : ''}.`;
  }
  if (field?.type === 'choice') return `One of: ${(field.options ?? []).map(({ label }) => label).join(', ')}.`;
  if (field?.type === 'string' && field.maxLength !== undefined)
    return `A text of at most ${told(field.maxLength)} characters.`;
  return null;
}

const told = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 6 });

function fieldOf(name: string, declared: z.core.$ZodType, fallback: Json): Field {
  let schema: z.core.$ZodType = declared;
  let nullable = false;
  let meta: ParamMeta = metaOf(schema);
  while (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    if (!(schema instanceof z.ZodDefault)) nullable = true;
    schema = schema._zod.def.innerType;
    meta = { ...metaOf(schema), ...meta };
  }
  const base = { name, default: fallback, nullable, ...meta, label: meta.label ?? labelOf(name) };
  if (meta.control === 'file' || meta.control === 'drawing' || meta.control === 'hub')
    return { ...base, type: meta.control };
  if (schema instanceof z.ZodNumber) {
    const range = { min: schema.minValue ?? undefined, max: schema.maxValue ?? undefined };
    const bounds = {
      ...(isBound(range.min) ? { min: range.min } : {}),
      ...(isBound(range.max) ? { max: range.max } : {}),
    };
    return { ...base, ...bounds, type: schema.isInt ? 'integer' : 'number' };
  }
  if (schema instanceof z.ZodBoolean) return { ...base, type: 'boolean' };
  if (schema instanceof z.ZodEnum)
    return {
      ...base,
      type: 'choice',
      options: schema.options.map((value) => ({
        value: String(value),
        label: meta.choices?.[String(value)] ?? labelOf(String(value)),
      })),
    };
  if (schema instanceof z.ZodString)
    return { ...base, type: 'string', ...(schema.maxLength === null ? {} : { maxLength: schema.maxLength }) };
  return { ...base, type: 'other' };
}

const metaOf = (schema: z.core.$ZodType): ParamMeta => z.globalRegistry.get(schema) ?? {};
const isBound = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;

/** `learningRate` → `Learning rate`, `top-k` → `Top-k`. */
function labelOf(name: string): string {
  const words = name.replace(
    /([a-z])([A-Z0-9])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}
