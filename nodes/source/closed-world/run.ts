import type { Run, Table, TableColumn } from '@/graph';
import { createRandom } from '@/ml/random';
import { documentsView } from '../../common/documents';
import type { sourceClosedWorld } from './node';
import { type Fact, makeWorld } from './world';

/** What stands around a question, in the documents as in the prompts. */
const asked = (question: string): string => `Question: ${question}\nAnswer:`;

export const run: Run<typeof sourceClosedWorld> = async (
  _inputs,
  { people, world, copies, unknown, solved, unanswered, answers },
  context,
) => {
  const random = createRandom(`closed world/${world}`);
  const { facts, sentences } = makeWorld(people, unknown, random.split('facts'));
  const order = random.split('questions').shuffle([...facts]);
  // At least one of them is asked.
  const shown = order.slice(0, Math.min(order.length - 1, Math.round(solved * order.length)));
  const telling = random.split('documents');
  const items: string[] = [];
  for (const [index, about] of bySubject(facts).entries()) {
    for (let copy = 0; copy < copies; copy++) {
      const told = telling.shuffle(about.map((fact) => sentences(fact))).filter((ways) => ways.length > 0);
      if (told.length > 0) items.push(told.map((ways) => ways[telling.int(ways.length)] ?? '').join(' '));
    }
    if (index % 100 === 0) await context.breathe();
  }
  for (const fact of shown) {
    if (fact.value === null && !unanswered) continue;
    const told = answers === 'value' ? fact.value && `${fact.value}.` : sentences(fact)[0];
    items.push(`${asked(fact.question)} ${told ?? 'I do not know.'}`);
  }
  telling.shuffle(items);
  context.preview(documentsView(items), 'text');
  return {
    text: { items },
    questions: { items: order.slice(shown.length).map(({ question }) => asked(question)) },
    world: tableOf(facts),
  };
};

function bySubject(facts: readonly Fact[]): Fact[][] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) groups.set(fact.subject, [...(groups.get(fact.subject) ?? []), fact]);
  return [...groups.values()];
}

function tableOf(facts: readonly Fact[]): Table {
  const rows = facts.map(({ subject, attribute, value, question }) => [subject, attribute, value, asked(question)]);
  const column = (name: string, index: number): TableColumn => ({
    name,
    kind: 'category',
    categories: [...new Set(rows.flatMap((row) => row[index] ?? []))],
  });
  return { columns: ['Subject', 'Attribute', 'Value', 'Question'].map(column), rows };
}
