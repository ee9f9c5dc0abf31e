import { CHAT_LIMITS, type ToolCall, toolName } from '@/graph';
import { llmError } from './problem';

/** A piece of a call, as chat completions stream it: the id and name come first, then the arguments bit by bit. */
interface CallPiece {
  readonly index?: number | undefined;
  readonly id?: string | null | undefined;
  readonly function?:
    | { readonly name?: string | null | undefined; readonly arguments?: string | null | undefined }
    | undefined;
}

/** Puts calls of tools together whose pieces come mixed. */
export function toolCallsInPieces() {
  const calls: { index: number; id: string; name: string; arguments: string }[] = [];
  return {
    get count() {
      return calls.length;
    },
    add({ index = calls.length === 0 ? 0 : calls.length - 1, id, function: said }: CallPiece): void {
      const open = calls.findLast((call) => call.index === index);
      // Some services give every call the same place; another id tells them apart.
      const isNew = !open || (id && open.id !== '' && id !== open.id && said?.name);
      const call = isNew ? { index, id: '', name: '', arguments: '' } : open;
      if (isNew) calls.push(call);
      if (calls.length > CHAT_LIMITS.toolCalls) throw tooMuch();
      if (id) call.id = id;
      if (said?.name && call.name === '') call.name = said.name;
      call.arguments += said?.arguments ?? '';
      if (call.arguments.length > CHAT_LIMITS.text) throw tooMuch();
    },
    /** All calls. An answer that was cut off may have cut the last one: `cut` leaves such a one away. */
    whole(cut: boolean): readonly ToolCall[] {
      return calls
        .filter((call) => !cut || isJson(call.arguments))
        .map(({ id, name, arguments: text }, place) =>
          checkedCall({ id: id || `call_${place + 1}`, name, arguments: text || '{}' }),
        );
    },
  };
}

/** @throws GenloomError when a model calls what can be no tool */
export function checkedCall(call: ToolCall): ToolCall {
  if (toolName.safeParse(call.name).success && call.id.length <= 200) return call;
  throw llmError(
    'answer',
    'The model called a tool that cannot be.',
    `It called it “${call.name.slice(0, 80)}”.`,
    'Try again, or choose a model that knows how to use tools.',
  );
}

const tooMuch = () => llmError('answer', 'The model called more tools, or with more, than can be taken at once.');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
