import { runGraph } from './run';

process.exitCode = await runGraph(process.argv.slice(2), (line) => console.log(line));
