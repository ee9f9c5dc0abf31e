import { node, note, template, wire } from './build';

/** A policy learns to fill a week anew after somebody has called in sick, and is held against rules and against the best possible. */
export const replanShifts = template(
  'replan-shifts',
  'Re-plan the shifts',
  'Somebody calls in sick, and the week has to be planned anew. A small network learns it by trying, episode after episode, and is held against plain rules and the best plan that exists. Press Run, then step through a week.',
  {
    nodes: [
      node('shifts', 'world.shifts', 0, 0),
      node('train', 'world.train-policy', 270, 0, { rounds: 40 }),
      node('play', 'world.play', 540, 0, { count: 12 }),
    ],
    wires: [wire('shifts.world → train.world'), wire('shifts.world → play.world'), wire('train.policy → play.policy')],
    notes: [
      note(
        'rules',
        0,
        330,
        230,
        230,
        'The rules\n\nOne shift a day each; after a night only another night; nobody above the shifts of a contract. Calling somebody in costs a little, a person from outside costs a lot.',
      ),
      note(
        'look',
        540,
        430,
        230,
        230,
        'What to look at\n\nThe table: greedy takes the cheapest now and is short of people at the weekend. Open the recording: green is as planned, amber called in, red bought from outside.',
      ),
      note(
        'try',
        270,
        430,
        230,
        170,
        'Then try\n\nMore people sick, or fewer rounds of training: from how many rounds on does the policy beat the rules?',
      ),
    ],
  },
);
