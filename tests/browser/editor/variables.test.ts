import { expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { expectAccessible } from '../support/axe';
import { openBrowser } from '../support/browser';
import { card } from '../support/cards';
import { openEditor, reopen } from '../support/editor';
import { finished, pressRun } from '../support/runs';
import { eventually } from '../support/waiting';

const browser = openBrowser();

test('a setting becomes a variable, which is renamed, changed and deleted; what it set keeps the value', async () => {
  const editor = await openEditor(
    browser,
    template('variables', 'Variables', '', {
      nodes: [
        node('who', 'flow.constant', 0, 0, { text: 'you' }),
        node('other', 'flow.constant', 0, 220, { text: 'x' }),
      ],
      wires: [],
    }),
  );
  const { page } = editor;
  await card(page, 'who').locator('header').click();
  const inspector = page.getByRole('region', { name: 'Inspector: Constant' });
  await inspector.getByRole('button', { name: 'Set Text by a variable' }).click();
  await inspector.getByRole('button', { name: 'New variable “Text”' }).click();
  await inspector.getByRole('button', { name: 'Text is set by the variable Text' }).click();

  const graph = page.getByRole('region', { name: 'Inspector: graph' });
  const row = graph.getByRole('listitem', { name: /^Variable / });
  await row.getByLabel('Name of the variable Text').fill('Who');
  await page.keyboard.press('Enter');
  await row.getByLabel('Value of Who').fill('everybody');
  await row.getByText('Sets “Constant”.').waitFor();
  await card(page, 'who').getByText('everybody').first().waitFor();
  await expectAccessible(page, 'the variables of a graph');
  await row.getByRole('button', { name: 'Let visitors of the app set Who' }).click();
  await pressRun(page);
  await finished(page);
  expect((await editor.saved()).app?.inputs).toContainEqual({
    node: '$',
    param: (await editor.saved()).variables?.[0]?.id,
  });

  await row.getByRole('button', { name: 'Delete the variable Who' }).click();
  await eventually(async () => (await editor.saved()).variables).toBeUndefined();
  expect((await editor.saved()).nodes[0]).toMatchObject({ params: { text: 'everybody' } });
  expect((await editor.saved()).nodes[0]?.setBy).toBeUndefined();
  expect(browser.complaints).toEqual([]);
});

test('a trigger fires by hand; by itself only where somebody here turned it on, for the schedule that was turned on', async () => {
  const editor = await openEditor(
    browser,
    template('trigger', 'Trigger', '', {
      nodes: [
        node('trigger', 'flow.trigger', 0, 0, { mode: 'every', minutes: 5 }),
        node('count', 'flow.pick', 320, 0, { path: 'count' }),
      ],
      wires: [wire('trigger.firing → count.data')],
    }),
  );
  const { page } = editor;
  const count = async () => (await editor.saved()).nodes.find(({ id }) => id === 'trigger')?.params.count;
  const watch = page.getByRole('region', { name: 'Triggers' });
  await page.clock.install();
  await reopen(page);
  // A graph that comes from somebody else starts nothing.
  await page.clock.fastForward('30:00');
  await card(page, 'trigger').locator('header').click();
  const inspector = page.getByRole('region', { name: 'Inspector: Trigger' });
  await inspector.getByText('Not fired yet.').waitFor();
  expect(await watch.count()).toBe(0);

  await inspector.getByRole('button', { name: 'Fire now' }).click();
  await card(page, 'trigger').getByText('fired 1 time').waitFor();
  await finished(page);
  await inspector.getByRole('switch', { name: 'Fires by itself, in this browser' }).click();
  await watch.getByText(/“Trigger” fires at/).waitFor();
  await page.clock.fastForward('05:05');
  await card(page, 'trigger').getByText('fired 2 times').waitFor();
  await finished(page);
  await eventually(count).toBe(2);

  // It is on after a reload, though nothing runs for being opened; another schedule is off again.
  await reopen(page);
  await watch.getByText(/“Trigger” fires at/).waitFor();
  expect(await count()).toBe(2);
  await card(page, 'trigger').locator('header').click();
  await inspector.getByRole('textbox', { name: 'Every' }).fill('1');
  await page.keyboard.press('Tab');
  await eventually(() => watch.count()).toBe(0);
  await page.clock.fastForward('30:00');
  await eventually(count).toBe(2);
  expect(browser.complaints).toEqual([]);
});
