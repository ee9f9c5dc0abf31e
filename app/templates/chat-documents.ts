import type { GraphDocument } from '@/graph';
import { node, note, template, wire } from './build';

/** The handbook of a museum that there is not. */
const HANDBOOK = [
  'Opening hours: The Harbour Museum opens at ten in the morning from Tuesday to Sunday and closes at six. On Thursdays it stays open until nine in the evening. It is closed on Mondays, on New Year’s Day and during the storm week in February.',
  'Tickets: A ticket costs nine crowns, and five for students and pensioners. Children under twelve come in free with an adult. Holders of the ferry pass pay half. On the first Sunday of a month nobody pays anything.',
  'Guided tours: A guide leads through the house at eleven and at three; the tour takes seventy minutes. Groups of more than twelve people book a week ahead, by letter or at the desk. The tour in sign language is on the last Saturday of each month.',
  'The lighthouse: The lighthouse on the roof was built in 1887 from larch. Its lamp burned colza oil until 1911, then gas. Visitors climb its ninety-four steps in groups of six, and only while the wind is below seven Beaufort.',
  'The diving bell: The diving bell in the basement is the oldest thing in the house. It was cast in 1794 for the salvage of the Amalia, and two people could sit in it for forty minutes before the air went bad.',
  'Photography: Pictures may be taken everywhere but in the chart room, whose maps fade in the light. Tripods need a permit from the desk. Flash is never allowed.',
  'The café: The café on the quay serves fish soup until five. Who shows a ticket of the same day gets coffee for one crown. Dogs are welcome there, though not in the house.',
  'Getting here: Tram four stops at the Old Crane, two hundred steps from the door. The ferry from the north shore lands beside the museum every half hour. There is no car park; bicycles stand under the roof of the rope walk.',
  'For people who use wheelchairs: All floors but the lighthouse are reached by lift. Two wheelchairs can be borrowed at the desk, and the ramp is on the side of the quay.',
].join('\n\n');

/** What a model would say, written beforehand for three questions: each only where the passage that it cites really was found first. */
const SCRIPT = [
  'when: (?is)^Passages:\\s+\\[1\\][^\\n]*\\n[^\\[]*Thursdays it stays open.*Question:.*(late|evening|thursday)',
  'say: On Thursdays it stays open until nine in the evening [1].',
  '',
  'when: (?is)^Passages:\\s+\\[1\\][^\\n]*\\n[^\\[]*Children under twelve.*Question:.*(child|kid|son|daughter)',
  'say: Children under twelve come in free with an adult [1].',
  '',
  'when: (?is)^Passages:\\s+\\[1\\][^\\n]*\\n[^\\[]*oldest thing in the house.*Question:.*(oldest|diving|bell)',
  'say: The oldest thing in the house is the diving bell of 1794 [1].',
  '',
  'say: I am scripted and know answers to three questions only. The passages that were found for yours stand under “Sources”; put a language model in my place, and it answers from them.',
].join('\n');

/** Documents that answer questions, with where the answer stands. */
export const chatDocuments: GraphDocument = {
  ...template(
    'chat-documents',
    'Chat with your documents',
    'A handbook becomes searchable on your device, by its words and by their meaning, and answers questions with the passages that it rests on. The answers are scripted; the search is real.',
    {
      nodes: [
        node('handbook', 'source.text', 0, 0, { origin: 'paste', text: HANDBOOK }, { title: 'A museum’s handbook' }),
        node('split', 'retrieve.split', 260, 0, { size: 300, overlap: 0 }),
        node('index', 'retrieve.index', 520, 0),
        node('script', 'llm.script', 520, 300, { rules: SCRIPT }),
        node('answer', 'retrieve.answer', 800, 0, {
          query:
            'How late is the museum open on Thursdays?\nDoes a ticket cost anything for children?\nWhich is the oldest thing in the house?',
          top: 3,
        }),
      ],
      wires: [
        'handbook.text → split.text',
        'split.passages → index.passages',
        'index.index → answer.index',
        'script.llm → answer.llm',
      ].map(wire),
      notes: [
        note(
          'look',
          0,
          300,
          220,
          200,
          'What to look at\n\nThe sources of each answer: what was found by words, and what by meaning. Each scripted answer is given only where its passage was found first.',
        ),
        note(
          'try',
          260,
          300,
          220,
          200,
          'Then try\n\nYour own documents: choose “File” in the first node. A real model: put “Model to talk to” or “Connection” in place of the script. App makes a chat of it.',
        ),
      ],
    },
  ),
  app: {
    kind: 'chat',
    title: 'Ask the museum',
    intro:
      'Questions about opening hours, tickets, tours and the house. The answers are scripted; the passages under them are found.',
    inputs: [{ node: 'answer', param: 'query' }],
    outputs: [{ node: 'answer', port: 'hits' }],
  },
};
