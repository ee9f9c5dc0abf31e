/** The template, run once: explanations of charts that were put aside, and answers about them. */
import { explainsCharts } from '@/app/templates/explains-charts';
import { measureDescriber } from '../support/describer-bars';

await measureDescriber(explainsCharts, 'charts', 90);
