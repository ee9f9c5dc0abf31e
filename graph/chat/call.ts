import * as z from '../zod';
import { chatRequest } from './messages';

const name = z.string().trim().min(1).max(200);

/** What `POST /api/llm/chat` takes: a request, and the connection that the server keeps the key of. It answers with a `ChatEvent` a line. */
export const chatCall = z
  .object({
    /** The connection’s name, as the person chose it. */
    connection: name,
    /** As the provider names it. */
    model: name,
    /** Calls of one run share its budget. */
    run: name,
    /** What the run may use at most. */
    budget: z
      .object({ tokens: z.number().int().min(1).optional(), dollars: z.number().min(0).optional() })
      .readonly()
      .default({}),
    request: chatRequest,
  })
  .readonly();

export type ChatCall = z.infer<typeof chatCall>;
