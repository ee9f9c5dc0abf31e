import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { node, template } from '@/app/templates/build';
import { COMMIT, type ImitatedHub, imitateHub, sha256Of } from '../../app/api/imitated-hub';
import { publishedFiles } from '../../nodes/foundation/published';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { pressRun, runEnds } from '../support/runs';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const files: Record<string, Uint8Array> = {};
let hub: ImitatedHub | undefined;
beforeAll(async () => {
  for (const { name, size, read } of await publishedFiles('gpt2'))
    files[name.split('/').at(-1) ?? ''] = await read(0, size);
});
beforeEach(async () => {
  // The server under test fetches from this port: it is started with GENLOOM_HUB_HOSTS.
  hub = await imitateHub(files, Number(new URL(process.env.GENLOOM_TEST_HUB ?? 'http://127.0.0.1:4010').port));
});
afterEach(() => hub?.close());

test('a model is fetched from a repository; after a break and a reload it goes on, and then it is there offline', async () => {
  if (!hub) throw new Error('the hub is started before');
  const load = template('fetched', 'Fetched', '', {
    nodes: [node('load', 'source.foundation-model', 0, 0, { origin: 'hub' })],
    wires: [],
  });
  const { page, card, saved } = await openEditor(browser, load);
  const select = () => card('load').locator('header').click();
  const field = page.getByLabel('Repository', { exact: true });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const hubOfNode = async () => (await saved()).nodes[0]?.params.hub;
  await select();
  await field.fill('tiny/gated');
  await press('Fetch');
  await page
    .getByRole('alert')
    .getByText(/is gated.*give them under “Files” instead/)
    .waitFor();

  await field.fill('tiny/model');
  // It breaks once, and the hub is gone for the tries that follow.
  hub.breakAfter = 20_000;
  hub.isGoneAfterwards = true;
  await press('Fetch');
  await page.getByText(/^Stopped at 2\d kB of 3\d kB\. “Resume” goes on from there\.$/).waitFor();
  await eventually(hubOfNode).toMatchObject({ repository: 'tiny/model', commit: COMMIT, files: [] });

  hub = await imitateHub(files, Number(new URL(hub.origin).port));
  await page.reload();
  await select();
  await press('Resume');
  await page.getByText(/^Kept on this device: 3\d kB, commit c0ffee0\.$/).waitFor();
  expect(hub.asked.at(-1)).toBe('GET /cdn/model.safetensors bytes=20000-');
  const kept = ['config.json', 'tokenizer.json', 'model.safetensors'].map((name) => {
    const bytes = files[name] ?? new Uint8Array();
    return { name, size: bytes.length, sha256: sha256Of(bytes) };
  });
  await eventually(hubOfNode).toMatchObject({ repository: 'tiny/model', commit: COMMIT, files: kept });

  hub.close();
  await page.reload();
  await pressRun(page);
  await runEnds(page, 'Finished');
});
