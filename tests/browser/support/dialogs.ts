import type { Page } from 'playwright-core';

/** Opens a dialog through the command palette, as a user would who does not know its button. */
export async function openDialog(page: Page, command: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill(command);
  await page.keyboard.press('Enter');
}

/** Closes whatever dialog is open. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}
