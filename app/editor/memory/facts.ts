import { create } from 'zustand';
import { type RememberedFacts, readMemory, writeMemory } from '@/graph';
import { createMemory } from '../remembered';

/** Whose memory: that of one project, or of whoever uses this browser. */
export type Scope = 'project' | 'user';

/** Grows with every change of what is remembered, so that what shows it looks again. */
export const useFacts = create<{ readonly turn: number }>()(() => ({ turn: 0 }));
const changed = () => useFacts.setState(({ turn }) => ({ turn: turn + 1 }));

const keyOf = (scope: Scope, projectId: string): string =>
  scope === 'user' ? 'genloom.memory.user' : `genloom.memory.project.${projectId}`;

/** What agents remember, as it is kept in this browser; nothing where a page may have no storage. */
export function writtenFacts(scope: Scope, projectId: string): string {
  try {
    return localStorage.getItem(keyOf(scope, projectId)) ?? '';
  } catch (error) {
    console.info('This page may not keep anything:', error);
    return '';
  }
}

export const factsIn = (scope: Scope, projectId: string): RememberedFacts => readMemory(writtenFacts(scope, projectId));

/** Adds what an agent remembered; of two facts of one name the newer counts. What says nothing new changes nothing, so that the next run finds the same. */
export const addFacts = (scope: Scope, projectId: string, more: RememberedFacts): void =>
  write(scope, projectId, { ...factsIn(scope, projectId), ...more });

/** Puts other facts in the place of all: something was changed or forgotten. What runs took of it is forgotten too. */
export function setFacts(scope: Scope, projectId: string, facts: RememberedFacts): void {
  write(scope, projectId, facts);
  localStorage.removeItem(TAKEN);
}

function write(scope: Scope, projectId: string, facts: RememberedFacts): void {
  const written = writeMemory(facts);
  if (written === writtenFacts(scope, projectId)) return;
  if (written === '') localStorage.removeItem(keyOf(scope, projectId));
  else localStorage.setItem(keyOf(scope, projectId), written);
  changed();
}

const TAKEN = 'genloom.memory.taken';
/** By project: what its last run took, so that its results are found by the same key until the next one begins. */
export const taken = createMemory(TAKEN, 4, isTaken);

export type Taken = Readonly<Record<Scope, string>>;
function isTaken(value: unknown): value is Taken {
  return (
    typeof value === 'object' &&
    value !== null &&
    'project' in value &&
    'user' in value &&
    typeof value.project === 'string' &&
    typeof value.user === 'string'
  );
}

const isYes = (value: unknown): value is boolean => typeof value === 'boolean';
const allowances = createMemory('genloom.memory.allowed', 500, isYes);

/** An agent of a project, by its path. */
export interface Rememberer {
  readonly projectId: string;
  readonly path: string;
}
const nameOf = ({ projectId, path }: Rememberer, scope: Scope): string => `${projectId} ${path} ${scope}`;

/** Whether the user has said that this agent may use this memory. One that came from elsewhere, or beside it, may not. */
export const mayRemember = (who: Rememberer, scope: Scope): boolean => allowances.read(nameOf(who, scope)) === true;

export function letRemember(who: Rememberer, scope: Scope): void {
  allowances.remember(nameOf(who, scope), true);
  changed();
}
