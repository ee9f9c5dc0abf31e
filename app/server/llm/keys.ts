import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { databaseFile, databaseUrl } from '@/prisma/location';
import { llmError } from './problem';

/** What a key is bound to: the ciphertext of one connection is of no use in another, nor for another host. */
export interface BoundTo {
  readonly id: string;
  readonly origin: string;
}

const NONCE = 12;
const TAG = 16;

/** Encrypts a key for the database: AES-256-GCM (NIST SP 800-38D) with a nonce of its own, as `v1.` and nonce, tag and ciphertext in base64url. */
export function seal(key: string, to: BoundTo, secret: Buffer = serverSecret()): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG }).setAAD(additional(to));
  const sealed = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** @throws GenloomError when it was sealed with another secret, for another connection, or was changed since */
export function unseal(sealed: string, to: BoundTo, secret: Buffer = serverSecret()): string {
  const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(additional(to))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw llmError(
      'key-unreadable',
      'The key of this connection cannot be read any more.',
      'It was encrypted with another secret than the one that the server has now.',
      'Enter the key again under “Language models”.',
    );
  }
}

const additional = ({ id, origin }: BoundTo): Buffer => Buffer.from(`${id}\n${origin}`, 'utf8');

/**
 * The secret that keys are encrypted with: GENLOOM_SECRET_KEY, or a file that only this user can read, made beside the database when it is first needed.
 * @throws GenloomError
 */
function serverSecret({ GENLOOM_SECRET_KEY: given }: NodeJS.ProcessEnv = process.env): Buffer {
  if (given) return secretOf(given, 'GENLOOM_SECRET_KEY');
  const database = databaseFile(databaseUrl());
  if (database === null)
    throw unusable('Keys are encrypted with GENLOOM_SECRET_KEY where the database is no file, and it is not set.');
  const file = join(dirname(database), 'genloom.key');
  try {
    // Made by one of several servers that start at once; the others read it.
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw unusable(`Others on this machine can read ${file}. Take that right from them: chmod 600 ${file}`);
  return secretOf(readFileSync(file, 'utf8').trim(), file);
}

function secretOf(text: string, where: string): Buffer {
  const bytes = /^[\da-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (bytes.length === 32) return bytes;
  throw unusable(`${where} must be 32 bytes in base64 or hex, as “openssl rand -base64 32” makes them.`);
}

const unusable = (detail: string) => llmError('secret', 'The server cannot keep keys.', detail);
