const SLOT = /\{([A-Za-z_][A-Za-z0-9_]{0,39})\}/g;
/** More than that nobody fills. */
export const MOST_SLOTS = 20;

/** The names in curly brackets, each once, in their order. */
export const slotsOf = (template: string): readonly string[] =>
  [...new Set([...template.matchAll(SLOT)].map(([, name = '']) => name))].slice(0, MOST_SLOTS);

/** Puts values in the place of names; what is no text is written as JSON. */
export const filled = (template: string, values: Readonly<Record<string, unknown>>): string =>
  template.replaceAll(SLOT, (slot, name: string) => {
    if (!Object.hasOwn(values, name)) return slot;
    const value = values[name];
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
