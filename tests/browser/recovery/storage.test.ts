import { expect, test } from 'vitest';
import { baseUrl, openBrowser } from '../support/browser';
import { card } from '../support/cards';
import { openProject } from '../support/editor';
import { tinyTraining } from '../support/graphs';
import { createProject } from '../support/projects';
import { logSays, pressRun, runEnds } from '../support/runs';

const browser = openBrowser();

test('when the disk is full the run still ends, and the page says that results stay in memory', async () => {
  const page = await browser.newPage();
  const complaints = browser.complaints.length;
  await openProject(page, `/projects/${await createProject('Full', tinyTraining({ steps: 20, evaluateEvery: 10 }))}`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: baseUrl, quotaSize: 1_000 });
  await pressRun(page);
  await runEnds(page, 'Finished');
  const notice = page.getByText(/There is no room left on this device for results\. .* until this tab closes\./);
  await notice.first().waitFor();
  // Said once on the screen, however often something was to be written.
  expect(await page.locator('[data-sonner-toast]').filter({ has: notice }).count()).toBe(1);
  await logSays(page, /There is no room left/);
  // What was computed is there, and is not computed again.
  await pressRun(page);
  await runEnds(page, 'Finished');
  await card(page, 'train').getByText('from cache').waitFor();

  // With room again, what is missing is kept.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: baseUrl });
  await page.reload();
  await pressRun(page);
  await runEnds(page, 'Finished');
  await page.reload();
  await card(page, 'train').getByText('from cache').waitFor();
  expect(browser.complaints.slice(complaints)).toEqual([]);
  await browser.leave(page);
});
