import * as z from '../zod';

/** The most that a graph's variables may hold. */
export const VARIABLE_LIMITS = { variables: 100, name: 80, text: 20_000, options: 50, option: 200 } as const;

const own = {
  /** What settings name it by; it stays when the variable is renamed. */
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w.-]+$/, 'may hold letters, digits, dots, dashes and underscores only'),
  name: z.string().trim().min(1).max(VARIABLE_LIMITS.name),
};
const option = z.string().min(1).max(VARIABLE_LIMITS.option);

/** A variable of a graph, as a document holds it. */
const variableSchema = z.union([
  z.object({ ...own, kind: z.literal('text'), value: z.string().max(VARIABLE_LIMITS.text) }),
  z.object({ ...own, kind: z.literal('number'), value: z.number().min(-1e12).max(1e12) }),
  z.object({ ...own, kind: z.literal('truth'), value: z.boolean() }),
  z
    .object({
      ...own,
      kind: z.literal('choice'),
      value: option,
      options: z.array(option).min(1).max(VARIABLE_LIMITS.options),
    })
    .refine(({ value, options }) => options.includes(value), { message: 'is none of its options', path: ['value'] }),
]);

/** All variables of a graph: bounded, and each id and name once. */
export const variablesSchema = z
  .array(variableSchema)
  .max(VARIABLE_LIMITS.variables)
  .refine((all) => isDistinct(all.map(({ id }) => id)), { message: 'two have the same id' })
  .refine((all) => isDistinct(all.map(({ name }) => name.toLowerCase())), { message: 'two have the same name' });

/** Which settings of a node are set by which variable: the name of the parameter, and the variable's id. */
export const setBySchema = z.record(z.string().max(200), own.id);

interface Named {
  readonly id: string;
  readonly name: string;
}
/** A value of a graph that has a name: settings of nodes may be set by it. */
export type Variable =
  | (Named & { readonly kind: 'text'; readonly value: string })
  | (Named & { readonly kind: 'number'; readonly value: number })
  | (Named & { readonly kind: 'truth'; readonly value: boolean })
  | (Named & { readonly kind: 'choice'; readonly value: string; readonly options: readonly string[] });

export type SetBy = { readonly [param: string]: string };

const isDistinct = (names: readonly string[]): boolean => new Set(names).size === names.length;
