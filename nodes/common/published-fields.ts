import { fileRef, hubRef, z } from '@/graph';

/** Where the files of a published model come from. */
export const originField = z
  .enum(['files', 'hub'])
  .default('files')
  .meta({ label: 'From', control: 'segmented', choices: { files: 'Files', hub: 'Hugging Face' } });

/** They themselves. @param accept endings of their names, as of an HTML input */
export const filesField = (accept: string) =>
  fileRef
    .nullable()
    .default(null)
    .meta({ label: 'Files of the model', control: 'file', accept, when: { param: 'origin', is: ['files'] } });

/** The repository that has them. @param form the parameter that says which of several forms of the weights is wanted */
export const repositoryField = (form?: string) =>
  hubRef
    .nullable()
    .default(null)
    .meta({
      label: 'Repository',
      control: 'hub',
      placeholder: 'owner/name',
      ...(form !== undefined && { form }),
      when: { param: 'origin', is: ['hub'] },
    });
