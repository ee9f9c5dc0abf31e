import Papa from 'papaparse';
import { type Trajectories, type Trajectory, trajectoriesView } from '@/graph';
import { type Codec, readText, utf8 } from '../codec';

/**
 * CSV, a line for each moment of each run: whose run it is, the time, variables, controls and parameters. A first line in JSON tells what they are; it is not
 * exported, and numbers are written so that they come back exactly.
 */
export const trajectories: Codec<Trajectories> = {
  extension: 'csv',
  mediaType: 'text/csv',
  encode: (value) => utf8.encode(`${JSON.stringify(aboutOf(value))}\n${csvOf(value)}`),
  decode(bytes) {
    const text = readText(bytes);
    const end = text.indexOf('\n');
    const { runs, ...about }: About = JSON.parse(text.slice(0, end));
    const rows = Papa.parse<string[]>(text.slice(end + 1), { delimiter: ',', newline: '\n' }).data;
    const [width, set] = [about.variables.length, about.controls.length];
    let row = 1;
    return {
      ...about,
      runs: runs.map(({ steps, ...run }): Trajectory => {
        const own = rows.slice(row, row + steps);
        row += steps;
        return {
          ...run,
          states: numbersOf(own, BEFORE, width),
          controls: numbersOf(own, BEFORE + width, set),
          parameters: [...numbersOf(own.slice(0, 1), BEFORE + width + set, about.parameters.length)],
        };
      }),
    };
  },
  look: (value, { large = false }) => trajectoriesView(value, large),
  file: (value) => utf8.encode(csvOf(value)),
};

/** Columns before the variables: run, by, time. */
const BEFORE = 3;

interface About extends Omit<Trajectories, 'runs'> {
  readonly runs: readonly (Pick<Trajectory, 'start' | 'by' | 'marks'> & { readonly steps: number })[];
}

const aboutOf = ({ runs, ...about }: Trajectories): About => ({
  ...about,
  runs: runs.map(({ start, by, marks, states }) => ({
    start,
    by,
    ...(marks && { marks }),
    steps: states.length / about.variables.length,
  })),
});

function csvOf({ timeStep, variables, controls, parameters, runs }: Trajectories): string {
  const titled = ({ name, unit }: Trajectories['variables'][number]) => (unit ? `${name} [${unit}]` : name);
  return Papa.unparse(
    {
      fields: ['run', 'by', 'time [s]', ...[...variables, ...controls, ...parameters].map(titled)],
      data: runs.flatMap((run) =>
        Array.from({ length: run.states.length / variables.length }, (_, step) => [
          run.start + 1,
          run.by,
          Number((step * timeStep).toPrecision(12)),
          ...run.states.subarray(step * variables.length, (step + 1) * variables.length),
          ...run.controls.subarray(step * controls.length, (step + 1) * controls.length),
          ...run.parameters,
        ]),
      ),
    },
    { newline: '\n' },
  );
}

/** Some columns of some rows. A cell that says nothing is no number. */
function numbersOf(rows: readonly (readonly string[])[], from: number, width: number): Float64Array {
  const all = new Float64Array(rows.length * width);
  for (const [row, cells] of rows.entries())
    for (let at = 0; at < width; at++) {
      const cell = cells[from + at];
      all[row * width + at] = cell ? Number(cell) : Number.NaN;
    }
  return all;
}
