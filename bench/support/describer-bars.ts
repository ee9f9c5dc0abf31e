import type { GraphDocument } from '@/graph';
import { bar } from './bar';
import { figuresOf } from './run-template';

/** Runs a template of a model that describes, once: captions and answers about pictures that were put aside. */
export async function measureDescriber(template: GraphDocument, pictures: string, atLeast: number): Promise<void> {
  const figures = await figuresOf(template);
  const told = figures.get('examine') ?? new Map<string, number>();
  console.log(`The classifier: ${JSON.stringify([...(figures.get('see') ?? [])])}`);
  for (const [name, value] of told) console.log(`${name}: ${value.toFixed(2)}`);
  const descriptions = told.get('Descriptions right') ?? Number.NaN;
  bar(`held-out ${pictures} with every attribute right, %`, descriptions, { atLeast });
  bar(`questions about held-out ${pictures}, right, %`, told.get('Answers right') ?? Number.NaN, { atLeast });
}
