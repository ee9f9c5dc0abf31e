import { keep, type Tensor, tidy } from '../tf';

/** Tensors that depend on shapes only, kept from step to step. */
export interface Constants {
  /** The tensor of this name, made on first use. */
  get<T extends Tensor>(key: string, make: () => T): T;
  /** Frees them all. */
  dispose(): void;
}

/** The first part of a name says what the tensor is, and the rest all that its numbers depend on: `causal/64/64`. */
export function createConstants(): Constants {
  const made = new Map<string, Tensor>();
  return {
    get<T extends Tensor>(key: string, make: () => T): T {
      const found = made.get(key);
      // The name determines the tensor's rank, so what is found is what `make` would give.
      if (found) return found as T;
      const tensor = keep(tidy(make));
      made.set(key, tensor);
      return tensor;
    },
    dispose() {
      for (const tensor of made.values()) tensor.dispose();
      made.clear();
    },
  };
}
