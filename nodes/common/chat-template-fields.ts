import { z } from '@/graph';

/** What people call the templates that are built in. */
export const TEMPLATE_CHOICES = {
  plain: 'plain',
  chatml: 'ChatML',
  llama2: 'Llama 2',
  llama3: 'Llama 3',
  alpaca: 'Alpaca',
  own: 'own',
} as const;

/** A template that somebody writes; shown where `template` is `own`. */
export const ownTemplateField = z
  .string()
  .max(20_000)
  .default('')
  .meta({ label: 'Own template', control: 'textarea', when: { param: 'template', is: ['own'] } });
