import { programsTested } from '@/app/templates/programs-tested';
import { bar } from '../support/bar';
import { figuresOf, withSettings } from '../support/run-template';

const figures = await figuresOf(withSettings(programsTested, { programs: { asked: 200 } }));
const marks = figures.get('exam') ?? new Map<string, number>();
for (const [name, value] of marks) console.log(`${name}: ${value.toFixed(4)}`);
bar('programs.pass@1, %', marks.get('pass@1') ?? Number.NaN, { atLeast: 60 });
