/** Things that this browser remembers by name, the newest of them. */
export interface Memory<Item> {
  read(name: string): Item | undefined;
  remember(name: string, item: Item): void;
}

/**
 * A memory in this browser's storage. What cannot be read any more is forgotten, and a storage that is full or refused is no reason to disturb.
 * @param key where it stands @param most older ones are forgotten
 */
export function createMemory<Item>(key: string, most: number, isItem: (value: unknown) => value is Item): Memory<Item> {
  const all = (): Readonly<Record<string, Item>> => {
    try {
      const known: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
      if (typeof known !== 'object' || known === null) return {};
      return Object.fromEntries(Object.entries(known).flatMap(([name, item]) => (isItem(item) ? [[name, item]] : [])));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return {};
    }
  };
  return {
    read: (name) => all()[name],
    remember(name, item) {
      const { [name]: _, ...others } = all();
      const kept = Object.fromEntries([...Object.entries(others).slice(1 - most), [name, item]]);
      try {
        localStorage.setItem(key, JSON.stringify(kept));
      } catch (error) {
        console.info(`“${key}” is not remembered:`, error);
      }
    },
  };
}
