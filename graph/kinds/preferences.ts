import type { Kind } from './kind';

/** Two answers to one prompt, of which one is preferred. */
export interface PreferencePair {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
  /** Who preferred it, where that is known. */
  readonly by?: 'person' | 'rule' | 'file';
}

/** What is preferred to what: what alignment learns from. */
export interface Preferences {
  readonly pairs: readonly PreferencePair[];
}

export const preferences: Kind<Preferences> = {
  name: 'preferences',
  of: [],
  title: 'Preferences',
  phrase: 'preferences',
  family: 'data',
};
