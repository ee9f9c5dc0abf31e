import { json, route } from '@/app/server/handler';
import { notFound } from '@/app/server/problem';
import { TEMPLATES } from '@/app/templates';

/** The document of a template. */
export const GET = route<{ templateId: string }>(async (_, { templateId }) => {
  const document = TEMPLATES.find((template) => template.id === templateId);
  if (!document) throw notFound('template');
  return json({ document });
});
