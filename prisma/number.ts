import { randomBytes } from 'node:crypto';
import { Prisma } from './generated/client';

/** A new name for a row: twelve characters that fit in an address. */
export function newId(): string {
  return randomBytes(9).toString('base64url');
}

/**
 * Adds a row under the next number of its project. Where another writer takes the number first, the next one is tried: the database's unique
 * index decides, and nothing is overwritten.
 */
export async function addNumbered<Row>(
  lastNumber: () => Promise<number>,
  add: (number: number) => Promise<Row>,
): Promise<Row> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await add((await lastNumber()) + 1);
    } catch (error) {
      if (!isTaken(error) || attempt >= 20) throw error;
    }
  }
}

/** Whether a write failed because a unique index has the value already. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

/** Whether a write failed because the row that it belongs to is not there. */
export function isGone(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003';
}
