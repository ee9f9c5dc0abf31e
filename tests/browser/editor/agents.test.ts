import { expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { openEditor, reopen } from '../support/editor';
import { pressRun, runEnds } from '../support/runs';
import { eventually } from '../support/waiting';

const browser = openBrowser();
const graph = template('approval', 'Approval', '', {
  nodes: [
    node('script', 'llm.script', 0, 0, {
      rules: 'when: Add\ncall: calculate {"expression":"40 + 2"}\n\nsay: The sum is in the step above.',
    }),
    node('sum', 'agent.ready-tool', 0, 300, { asks: true }),
    node('agent', 'agent.run', 300, 0, { task: 'Add them.' }),
  ],
  wires: [wire('script.llm → agent.llm'), wire('sum.tool → agent.tool1')],
});

test('an agent waits for a yes, also after a reload, and goes on from there', async () => {
  const { page, card, saved } = await openEditor(browser, graph);
  await pressRun(page);
  await runEnds(page, 'Waits for your yes');
  await reopen(page);
  // What was asked is kept: nothing has to run for it to be asked again.
  await eventually(() => card('agent').textContent()).toContain('Waits for your yes');
  await eventually(() => page.getByRole('region', { name: 'Run', exact: true }).textContent()).toContain(
    'Last run: waited for your yes',
  );
  await page.getByRole('banner').getByRole('button', { name: 'Waits for your yes' }).click();
  await page.getByText('It wants to use “calculate”').waitFor();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await eventually(() => card('agent').textContent()).toContain('The sum is in the step above.');
  await eventually(async () =>
    String((await saved()).nodes.find(({ id }) => id === 'agent')?.params.decisions),
  ).toMatch(/^[0-9a-f]{10} yes$/);
  await page.getByRole('tab', { name: 'Result' }).click();
  const steps = page.getByRole('group', { name: 'Steps of an agent' });
  await steps.locator('summary').first().click();
  await steps.getByText('42', { exact: true }).waitFor();
  // Had the tool answered otherwise: it goes on from there, and the original is there again at once.
  await steps.getByRole('button', { name: 'Run again from here' }).first().click();
  await steps.getByRole('radio', { name: 'What the tool answered' }).check();
  await steps.getByRole('textbox', { name: 'Answer of the tool' }).fill('43');
  await steps.getByRole('button', { name: 'Run from here' }).click();
  await steps.getByText('You changed what the tool answered at step 1.').waitFor();
  await steps.getByRole('button', { name: 'Compare with the original' }).click();
  const original = steps.getByRole('region', { name: 'The original' });
  await original.locator('summary').first().click();
  await original.getByText('42', { exact: true }).waitFor();
  await steps.getByRole('button', { name: 'Back to the original' }).click();
  await eventually(() => steps.getByText('You changed').count()).toBe(0);
  expect(browser.complaints).toEqual([]);
});

test('an agent remembers for its project once it is allowed to, and what it remembers is seen and forgotten', async () => {
  const remembering = template('memory', 'Memory', '', {
    nodes: [
      node('script', 'llm.script', 0, 0, {
        rules:
          'when: Look\ntimes: 1\ncall: recall {}\n\nwhen: colour\nsay: I know.\n\nwhen: \\[\\]\ncall: remember {"name":"colour","fact":"It is blue."}\n\nsay: Kept.',
      }),
      node('agent', 'agent.run', 300, 0, { task: 'Look.', memory: true, keeps: 'project' }),
    ],
    wires: [wire('script.llm → agent.llm')],
  });
  const { page, card } = await openEditor(browser, remembering);
  await pressRun(page);
  await runEnds(page, 'Finished');
  await card('agent').locator('header').click();
  const settings = page.getByRole('tabpanel', { name: 'Settings' });
  // A graph that came with it has no memory until somebody says yes.
  await settings.getByText('It may not remember anything here yet.').waitFor();
  await settings.getByRole('button', { name: 'Allow it' }).click();
  await settings.getByText('Nothing is remembered yet.').waitFor();
  await pressRun(page);
  await settings.getByText('1 thing is remembered.').waitFor();
  // The next run begins with it, and its result is another.
  await pressRun(page);
  await eventually(() => card('agent').textContent()).toContain('I know.');
  await settings.getByRole('button', { name: 'Look at it' }).click();
  const dialog = page.getByRole('dialog', { name: 'What agents remember' });
  expect(await dialog.getByRole('textbox', { name: 'colour' }).inputValue()).toBe('It is blue.');
  await dialog.getByRole('button', { name: 'Forget “colour”' }).click();
  await dialog.getByText('Nothing is remembered.').waitFor();
  expect(browser.complaints).toEqual([]);
});
