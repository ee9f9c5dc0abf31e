import { formatParameters, type Network, z } from '@/graph';

const network = z.custom<Network>(
  (value) => typeof value === 'object' && value !== null && 'operations' in value && Array.isArray(value.operations),
);
const languageModel = z.object({
  network,
  blockLength: z.number(),
  trainedSteps: z.number(),
  validationLoss: z.number().nullable(),
  objective: z.literal('masked').optional(),
});

/** What can be told of a model from itself; of a value of another form, nothing. */
export function modelFacts(value: unknown): readonly (readonly [string, string])[] {
  const found = languageModel.safeParse(value);
  if (!found.success) return partsOf(value);
  const { network: net, blockLength, trainedSteps, validationLoss, objective } = found.data;
  return [
    ['Kind', objective === 'masked' ? 'Language model that fills gaps' : 'Language model that goes on writing'],
    ...networkFacts(net),
    ['Looks back on', `${blockLength.toLocaleString('en')} tokens`],
    ['Trained steps', trainedSteps.toLocaleString('en')],
    ...(validationLoss === null ? [] : [['Validation loss', `${validationLoss.toPrecision(4)} nats a token`] as const]),
  ];
}

function networkFacts({ operations }: Network): readonly (readonly [string, string])[] {
  const layers = new Map<string, number>();
  for (const { layer } of operations) layers.set(layer, (layers.get(layer) ?? 0) + 1);
  return [
    ['Parameters', formatParameters(operations)],
    ['Layers', [...layers].map(([layer, count]) => (count > 1 ? `${count} × ${layer}` : layer)).join(', ')],
  ];
}

/** Of a model of one network or several, as those that make examples are, each by its name. */
function partsOf(value: unknown): readonly (readonly [string, string])[] {
  const one = z.object({ network }).safeParse(value);
  if (one.success) return networkFacts(one.data.network);
  const several = z.object({ family: z.string().optional(), networks: z.record(z.string(), network) }).safeParse(value);
  if (!several.success) return [];
  const { family, networks } = several.data;
  return [
    ...(family === undefined ? [] : [['Kind', family] as const]),
    ...Object.entries(networks).flatMap(([name, net]) =>
      networkFacts(net).map(([fact, told]) => [`${fact} (${name})`, told] as const),
    ),
  ];
}
