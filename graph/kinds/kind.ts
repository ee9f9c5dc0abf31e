/** The family decides a port's shape on screen: circle for data, diamond for networks and models, square for values and tools. */
export type KindFamily = 'data' | 'network' | 'value';

/**
 * What flows on a wire. `Value` is the type of the plain value that a step receives and returns; it exists for the compiler only.
 * Kinds are generic: `dataset(text)` has the name `dataset` and `of: [text]`.
 */
export interface Kind<Value = unknown> {
  readonly name: string;
  readonly of: readonly Kind[];
  readonly title: string;
  /** How a sentence says it, with its article where it has one: `a set of texts`, `a model`. */
  readonly phrase: string;
  readonly family: KindFamily;
  /** The formats besides its own that a value can be saved in, by name, and what the button that does it says. */
  readonly savedAs?: Readonly<Record<string, string>>;
  readonly value?: Value;
}

export type ValueOf<K> = K extends Kind<infer Value> ? Value : never;

/** `dataset<text>`, `model<tokens, tokens>`: the name of a kind in code and in stored results; people read its `phrase`. */
export function kindName(kind: Kind): string {
  return kind.of.length === 0 ? kind.name : `${kind.name}<${kind.of.map(kindName).join(', ')}>`;
}

/** Whether two kinds are the same, arguments included. */
export function sameKind(a: Kind, b: Kind): boolean {
  return kindName(a) === kindName(b);
}
