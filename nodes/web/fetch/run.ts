import { GenloomError, type Run } from '@/graph';
import { documentsView } from '../../common/documents';
import { fetchPage } from '../../common/outside/fetch-page';
import type { webFetch } from './node';

export const run: Run<typeof webFetch> = async (inputs, params, context) => {
  const address = (inputs.url ?? params.url).trim();
  if (address === '')
    throw new GenloomError({
      code: 'web.no-address',
      title: 'No web address has been given.',
      fix: 'Type one at the node, or connect a text that is one.',
    });
  const page = await fetchPage(address, context);
  const text = page.text.slice(0, params.characters);
  if (text.length < page.text.length)
    context.log(
      'warning',
      `The page has ${page.text.length.toLocaleString('en')} characters, of which the first ${text.length.toLocaleString('en')} were taken.`,
    );
  context.preview(documentsView([text]), 'text');
  const { url, title, form, value } = page;
  return { text, page: { url, title, form, text, value } };
};
