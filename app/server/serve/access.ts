import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Settings } from '@/prisma/store';

const SETTING = 'mcp-served';
const kept = z.object({
  /** SHA-256 of the token, in hex; null where there is none. */
  digest: z.string().nullable(),
  /** Projects that are served as tools. */
  projects: z.array(z.string().max(100)).max(100),
});

/** Who may call graphs of this server as tools, and which. */
export type Access = z.infer<typeof kept>;

/** Whether the operator lets graphs be served: each call starts a program that computes. */
export const mayServe = ({ GENLOOM_MCP_SERVE }: NodeJS.ProcessEnv = process.env): boolean => GENLOOM_MCP_SERVE === '1';

export async function accessOf(settings: Settings): Promise<Access> {
  const text = await settings.get(SETTING);
  return text === null ? { digest: null, projects: [] } : kept.parse(JSON.parse(text));
}

export async function setServed(settings: Settings, projects: readonly string[]): Promise<void> {
  const { digest } = await accessOf(settings);
  await settings.set(SETTING, JSON.stringify({ digest, projects: [...new Set(projects)] }));
}

/** A new token in place of the one before. It is told once and kept as its hash: it has 256 bits of chance, so that none is to be guessed. */
export async function newToken(settings: Settings): Promise<string> {
  const token = `genloom_${randomBytes(32).toString('base64url')}`;
  const { projects } = await accessOf(settings);
  await settings.set(SETTING, JSON.stringify({ digest: digestOf(token).toString('hex'), projects }));
  return token;
}

/** Nobody may call anything any more, until a token is made. */
export async function takeToken(settings: Settings): Promise<void> {
  const { projects } = await accessOf(settings);
  await settings.set(SETTING, JSON.stringify({ digest: null, projects }));
}

/** Whether a header names the token, compared in the same time whatever it holds. */
export function isToken(header: string | null, { digest }: Access): boolean {
  const token = /^Bearer ([\w-]{1,200})$/i.exec(header ?? '')?.[1];
  if (token === undefined || digest === null) return false;
  return timingSafeEqual(digestOf(token), Buffer.from(digest, 'hex'));
}

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();
