import { zlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { encodeLink } from '@/app/share/link';
import { node, template } from '@/app/templates/build';
import { baseUrl, openBrowser } from '../support/browser';
import { card } from '../support/cards';

const browser = openBrowser();

const packed = (bytes: Uint8Array) => `g1.${Buffer.from(zlibSync(bytes, { level: 9 })).toString('base64url')}`;
const good = encodeLink(template('shared', 'Shared', '', { nodes: [node('text', 'source.text', 0, 0)], wires: [] }));

const hostile = [
  { what: 'nothing', fragment: '', says: 'This link is damaged or cut short.' },
  { what: 'garbage', fragment: 'g1.%%%', says: 'This link is damaged or cut short.' },
  { what: 'a link that was cut', fragment: good.slice(0, -20), says: 'This link is damaged or cut short.' },
  { what: 'no graph', fragment: packed(Buffer.from('{"a":1}')), says: 'This is not a graph that Genloom can open.' },
  { what: 'far too much', fragment: `g1.${'A'.repeat(300_000)}`, says: 'This link is too long to be a graph.' },
  {
    what: 'a bomb',
    fragment: packed(new Uint8Array(60 * 1024 * 1024)),
    says: 'This link unpacks to far more than a graph holds.',
  },
] as const;

test('a link with anything but a graph says what is wrong, and a good one in its place opens', async () => {
  const page = await browser.newPage();
  for (const { fragment, says } of hostile) {
    await page.goto(`/open#${fragment}`);
    await page.getByRole('main').getByRole('alert').getByText(says).waitFor();
    await page.getByRole('link', { name: 'To your projects' }).waitFor();
  }
  // Pasted over the bad one: only the fragment changes, and the page is not loaded again.
  await page.goto(`/open#${good}`);
  await page.getByRole('button', { name: 'Make it my project' }).click();
  await card(page, 'text').waitFor();

  await page.goto('/open#nonsense');
  await page.getByRole('link', { name: 'To your projects' }).click();
  await page.getByRole('button', { name: 'New graph' }).waitFor();
  expect(new URL(page.url()).origin).toBe(new URL(baseUrl).origin);
  await browser.leave(page);
});
