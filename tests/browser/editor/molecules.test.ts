import { expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import { openBrowser } from '../support/browser';
import { openEditor } from '../support/editor';
import { pressRun, runEnds } from '../support/runs';

const browser = openBrowser();

const PASTED = 'CC(=O)Oc1ccccc1C(=O)O aspirin\nC(C)(C)(C)(C)C\nCCO alcohol';

test('molecules are read in a worker and drawn in the page under its policy; what is impossible is named', async () => {
  const document = template('molecules', 'Molecules', '', {
    nodes: [
      node('source', 'source.molecules', 0, 0, { origin: 'paste', text: PASTED }),
      node('text', 'prepare.molecules-to-text', 300, 0, { form: 'canonical' }),
    ],
    wires: [wire('source.molecules → text.molecules')],
  });
  const { page, card } = await openEditor(browser, document);
  await pressRun(page);
  await runEnds(page, 'Finished');
  await card('source').getByRole('img', { name: 'aspirin' }).waitFor();
  await card('source').getByText('2 molecules · 1 impossible').waitFor();
  // 13 bonds, of which 5 are drawn as two lines.
  expect(await card('source').getByRole('img', { name: 'aspirin' }).locator('line').count()).toBe(18);
  await card('source').locator('header').click();
  await page.getByRole('tab', { name: 'Result' }).click();
  const result = page.getByRole('group', { name: 'Molecules' });
  await result.getByText('carbon 1 has five bonds; it can have four.').waitFor();
  await result.getByText('180.2 g/mol').waitFor();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as SDF' }).click();
  expect((await saving).suggestedFilename()).toBe('molecules.sdf');
  expect(browser.complaints).toEqual([]);
});
