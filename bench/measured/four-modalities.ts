import { anyToAny } from '@/app/templates/any-to-any';
import { figuresOf } from '../support/run-template';

const figures = await figuresOf(anyToAny);
for (const [id, own] of figures) for (const [name, value] of own) console.log(`${id}: ${name}: ${value.toFixed(3)}`);
