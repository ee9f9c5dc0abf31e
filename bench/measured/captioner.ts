/** The template, run once: captions and answers about pictures that were put aside. */
import { describes } from '@/app/templates/describes';
import { bar } from '../support/bar';
import { figuresOf } from '../support/run-template';

const figures = await figuresOf(describes);
const told = figures.get('examine') ?? new Map<string, number>();
console.log(`The classifier: ${JSON.stringify([...(figures.get('see') ?? [])])}`);
for (const [name, value] of told) console.log(`${name}: ${value.toFixed(2)}`);
bar('held-out pictures with every attribute right, %', told.get('Descriptions right') ?? Number.NaN, { atLeast: 95 });
bar('questions about held-out pictures, right, %', told.get('Answers right') ?? Number.NaN, { atLeast: 95 });
