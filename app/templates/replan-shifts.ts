import { node, note, template, wire } from './build';
import { SHIFT_PLANNER } from './world-scripts';

/** A policy learns to fill a week anew after somebody has called in sick, and is held against rules and against the best possible. */
export const replanShifts = template(
  'replan-shifts',
  'Re-plan the shifts',
  'Somebody calls in sick, and the week has to be planned anew. A small network learns it by trying, and an agent reads each moment in words; both are held against plain rules and the best plan that exists. The agent’s words are scripted: a program computes them from what it reads. Press Run, then step through a week.',
  {
    nodes: [
      node('shifts', 'world.shifts', 0, 0),
      node('train', 'world.train-policy', 270, 0, { rounds: 40 }),
      node('script', 'llm.script', 0, 600, { by: 'program', program: SHIFT_PLANNER }),
      node('agent', 'world.agent', 270, 640, { count: 12 }),
      node('play', 'world.play', 540, 0, { count: 12 }),
    ],
    wires: [
      'shifts.world → train.world',
      'shifts.world → agent.world',
      'script.llm → agent.llm',
      'shifts.world → play.world',
      'train.policy → play.policy',
      'agent.episodes → play.agent',
    ].map(wire),
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
        190,
        'Then try\n\nMore people sick, or fewer rounds of training: from how many rounds on does the policy beat the rules? A language model in the script’s place: does it beat the script?',
      ),
    ],
  },
);
