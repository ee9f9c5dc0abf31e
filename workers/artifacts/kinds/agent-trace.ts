import { type AgentTrace, agentView } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** The steps of an agent as JSON. */
export const agentTrace: Codec<AgentTrace> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: (trace, { large }) => agentView(trace, large),
};
