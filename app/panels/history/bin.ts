/** What was thrown away last: it can be taken back until something else is thrown away, or the bin is emptied. */
export interface Bin {
  /** Hides an item; what lay here before is removed for good. */
  put(id: string): void;
  /** Takes the last item back. */
  undo(): void;
  /** Removes for good what lies here. */
  empty(): void;
}

/** @param remove removes for good */
export function createBin(remove: (id: string) => void): Bin {
  let inside: string | null = null;
  const empty = () => {
    const id = inside;
    inside = null;
    if (id !== null) remove(id);
  };
  return {
    put(id) {
      if (id === inside) return;
      empty();
      inside = id;
    },
    undo() {
      inside = null;
    },
    empty,
  };
}
