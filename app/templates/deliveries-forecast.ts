import { node, note, template, wire } from './build';
import { VAN_DRIVER } from './world-scripts';

/** A model foretells what will be ordered; one policy is told of it and one is not, in the same town. */
export const deliveriesForecast = template(
  'deliveries-forecast',
  'Deliveries with a demand forecast',
  'A model learns from past days what will be ordered where. Two policies learn to drive the van in the same town: one is told the forecast, the other is not. An agent drives as well: it reads each moment in words, and a program stands in for its model. Press Run, and see what knowing ahead is worth.',
  {
    nodes: [
      node('town', 'world.deliveries', 0, 180),
      node('forecast', 'world.forecast', 270, 0),
      node('told', 'world.train-policy', 540, 0, { rounds: 30, episodes: 36 }, { title: 'Told the forecast' }),
      node('untold', 'world.train-policy', 540, 460, { rounds: 30, episodes: 36 }, { title: 'Not told' }),
      node('script', 'llm.script', 0, 740, { by: 'program', program: VAN_DRIVER }),
      node('agent', 'world.agent', 270, 740, { count: 12 }),
      node('play-told', 'world.play', 810, 0, { count: 12 }, { title: 'Told: returns', seed: 7 }),
      node('play-untold', 'world.play', 810, 460, { count: 12 }, { title: 'Not told: returns', seed: 7 }),
    ],
    wires: [
      wire('town.world → forecast.world'),
      wire('forecast.world → told.world'),
      wire('forecast.world → play-told.world'),
      wire('town.world → untold.world'),
      wire('town.world → play-untold.world'),
      wire('town.world → agent.world'),
      wire('script.llm → agent.llm'),
      wire('agent.episodes → play-told.agent'),
      wire('agent.episodes → play-untold.agent'),
      wire('told.policy → play-told.policy'),
      wire('untold.policy → play-untold.policy'),
    ],
    notes: [
      note(
        'look',
        0,
        430,
        230,
        260,
        'What to look at\n\nIn “Forecast demand”: the deviance lies between a mean for each place and the truth. Then both tables: the same days, with and without the forecast. A small difference on a dozen days may be chance: play more.',
      ),
      note(
        'try',
        270,
        460,
        230,
        170,
        'Then try\n\nAnother town number, or fewer past days: from how many on is the forecast no better than the mean of each place?',
      ),
    ],
  },
);
