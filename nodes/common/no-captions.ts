/** How examples come by captions, said wherever they have none: of built-in pictures, and of one’s own. */
export const HOW_TO_CAPTION =
  'Turn on “A caption for each” where built-in shapes or charts are made. To your own pictures add captions.csv with the columns “file” and “caption”, or beside each a .txt of its name.';
