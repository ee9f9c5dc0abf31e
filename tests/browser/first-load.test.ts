import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openBrowser } from './support/browser';
import { TEXT_AND_TOKENIZER } from './support/graphs';
import { createProject } from './support/projects';

const browser = openBrowser();

interface FirstLoad {
  readonly kilobytes: number;
  readonly files: number;
  readonly tensorflow: boolean;
}

/** Everything that a page fetches as a script until its network is quiet, gzipped as a server would. A kilobyte is 1,000 bytes. */
async function firstLoad(path: string): Promise<FirstLoad> {
  const page = await browser.newPage({ cold: true });
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    // Workers are scripts of their own, for a run; they load beside the page.
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/_next/') && pathname.endsWith('.js')) bodies.push(response.body());
  });
  const answer = await page.goto(path, { waitUntil: 'networkidle' });
  expect(answer?.status()).toBe(200);
  const scripts = await Promise.all(bodies);
  await browser.leave(page);
  return {
    kilobytes: scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0) / 1000,
    files: scripts.length,
    // Names of kernels that TF.js registers, which no minifier can change.
    tensorflow: scripts.some((script) => script.includes('UnsortedSegmentSum') || script.includes('BatchMatMul')),
  };
}

const pages = [
  { name: 'home', path: async () => '/', bar: 170 },
  {
    name: 'an app',
    path: async () => `/projects/${await createProject('First load', TEXT_AND_TOKENIZER)}/app`,
    bar: 270,
  },
  { name: 'editor', path: async () => `/projects/${await createProject('First load')}`, bar: 350 },
] as const;

for (const { name, path, bar } of pages)
  test(`the first load of ${name} is at most ${bar} kB of JavaScript, none of it TensorFlow.js`, async () => {
    const { kilobytes, files, tensorflow } = await firstLoad(await path());
    console.log(
      `first load of ${name}: ${kilobytes.toFixed(1)} kB of JavaScript, gzipped, in ${files} files (bar: ${bar} kB)`,
    );
    expect(files).toBeGreaterThan(0);
    expect(kilobytes).toBeLessThanOrEqual(bar);
    expect(tensorflow).toBe(false);
  });
