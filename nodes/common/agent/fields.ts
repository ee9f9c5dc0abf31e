import { z } from '@/graph';

/** Whether a tool waits for a yes before each use, and what it is called. */
export const asksField = (asks: boolean) => z.boolean().default(asks).meta({ label: 'Asks you before' });

/** What the model calls a tool by: as providers take it. */
export const toolNameField = (name: string) =>
  z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/, { error: 'Letters, digits, _ and - only.' })
    .default(name)
    .meta({ label: 'Name', advanced: true });

export const aboutField = z
  .string()
  .max(1_000)
  .default('')
  .meta({ label: 'What it is about', control: 'words', placeholder: 'told to the model' });
