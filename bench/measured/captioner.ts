/** The template, run once: captions and answers about pictures that were put aside. */
import { describes } from '@/app/templates/describes';
import { measureDescriber } from '../support/describer-bars';

await measureDescriber(describes, 'pictures', 95);
