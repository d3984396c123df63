import { stringOf } from '../open-fields.ts';
import { clientTools } from '../openai-chat/client-tools.ts';
import { blocksAsText, rewritten, type Lose } from './fit-blocks.ts';
import { deferredToolPlaceholder, type MessagesRequest, type Tool } from './messages.ts';

/** Blocks that tools of the endpoint itself leave behind. */
const serverBlock = /^(server_tool_use|mcp_tool_use|container_upload)$|_tool_result$/;

/** Tools that were loaded later are sent as any others, and what referred to them as text. */
export function withoutToolReferences(request: MessagesRequest, lose: Lose): MessagesRequest {
  const told = blocksAsText(request, (type) => type === 'tool_reference', lose);
  return withTools(told, lose, (tool) => {
    if (tool.name === deferredToolPlaceholder) return [];
    if (stringOf(tool.type).startsWith('tool_search_tool')) return [];
    if (!('defer_loading' in tool)) return [tool];
    const { defer_loading: _deferred, ...loaded } = tool;
    return [loaded];
  });
}

/** Tools that the client runs get the description that only Anthropic's models know by heart; those of the endpoint go. */
export function withoutServerTools(request: MessagesRequest, lose: Lose): MessagesRequest {
  const told = blocksAsText(request, (type) => serverBlock.test(type), lose);
  return withTools(told, lose, (tool) => {
    const type = stringOf(tool.type) || 'custom';
    if (type === 'custom') return [tool];
    const known = clientTools.find(({ prefix }) => type.startsWith(prefix));
    if (known) {
      const { description, properties, required } = known;
      return [
        {
          name: tool.name,
          description,
          input_schema: { type: 'object', properties, required: [...required] },
        },
      ];
    }
    lose(`the tool "${type}" works with Anthropic only`);
    return [];
  });
}

function withTools(
  request: MessagesRequest,
  lose: Lose,
  rewrite: (tool: Tool) => readonly Tool[],
): MessagesRequest {
  const tools = request.tools && rewritten(request.tools, rewrite);
  if (!tools || tools === request.tools) return request;
  const { tools: _all, tool_choice: choice, ...rest } = request;
  if (tools.length === 0) return rest;
  const isChoiceLeft = choice?.name === undefined || tools.some(({ name }) => name === choice.name);
  if (!isChoiceLeft) lose(`tool_choice "${choice.name}": no such tool could be sent`);
  return { ...rest, tools, ...(choice && isChoiceLeft && { tool_choice: choice }) };
}
