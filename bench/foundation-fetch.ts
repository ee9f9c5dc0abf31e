/**
 * How fast a file of 100 MB, or of as many as are asked for, comes from a repository into the browser's store, hashed and kept, beside what the same
 * browser does with the same address at the least: fetch it and write it to its private file system. The server's part is the product's; the hub is
 * imitated on this machine. `npm run bench -- foundation-fetch [megabytes]`
 */
import { Readable } from 'node:stream';
import { hubHosts } from '@/app/server/hub/hosts';
import { streamFile } from '@/app/server/hub/stream-file';
import { COMMIT, imitateHub, sha256Of } from '@/tests/app/api/imitated-hub';
import { bar, median, within } from './support/bar';
import { onBenchPage } from './support/browser';

const MEGABYTE = 1e6;
const ROUNDS = 5;
const [SIZE = 100] = process.argv.slice(2).map(Number).filter(Number.isInteger);

const name = 'model.safetensors';
const bytes = new Uint8Array(SIZE * MEGABYTE).map((_, index) => index * index);
const hub = await imitateHub({ [name]: bytes });
const hosts = hubHosts(hub.origin);
const url = '/api/model';
const wanted = { url, name, size: bytes.length, sha256: sha256Of(bytes) };

const rounds = await onBenchPage(
  'fetch.ts',
  async (page) => {
    await page.waitForFunction('typeof window.fetchAndKeep === "function"');
    const times: { readonly plain: number; readonly kept: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await within(
        120,
        page.evaluate((address) => window.fetchPlainly(address), url),
      );
      const kept = await within(
        120,
        page.evaluate((file) => window.fetchAndKeep(file), wanted),
      );
      console.log(`round ${round + 1}: plain ${speed(plain)}, fetched and kept ${speed(kept)}`);
      times.push({ plain, kept });
    }
    return times;
  },
  {
    [url]: async (_, response) => {
      const answer = await streamFile({ repository: 'tiny/model', commit: COMMIT, name }, { hosts });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.body) Readable.from(answer.body).pipe(response);
    },
  },
);
hub.close();
bar(
  'foundation-fetch, of a plain fetch to the private file system',
  median(rounds.map(({ plain, kept }) => plain / kept)),
  {
    atLeast: 0.6,
  },
);

function speed(seconds: number): string {
  return `${(bytes.length / MEGABYTE / seconds).toFixed(0)} MB/s`;
}
