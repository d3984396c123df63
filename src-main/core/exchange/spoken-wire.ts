import type { Provider } from '../providers/provider.ts';
import type { MessagesRequest } from '../wire/anthropic/messages.ts';
import { anthropicUpstream } from '../wire/anthropic/upstream-wire.ts';
import { gemini } from '../wire/gemini/index.ts';
import { ollama } from '../wire/ollama/index.ts';
import { openaiChat } from '../wire/openai-chat/index.ts';
import { openaiResponses } from '../wire/openai-responses/index.ts';
import type { UpstreamWire, WrittenRequest } from '../wire/wire.ts';

/** A provider's wire, bound to its quirks. */
export interface SpokenWire extends Omit<UpstreamWire<never>, 'writeRequest'> {
  write(request: MessagesRequest, model: string): WrittenRequest;
}

/** The wire that a provider speaks over HTTP; undefined for those that answer on this machine without it. */
export function spokenWire(provider: Provider): SpokenWire | undefined {
  switch (provider.wire) {
    case 'anthropic':
      return bound(anthropicUpstream, provider.vendor, provider.quirks);
    case 'openai-chat':
      return bound(openaiChat, provider.vendor, provider.quirks);
    case 'openai-responses':
      return bound(openaiResponses, provider.vendor, provider.quirks);
    case 'gemini':
      return bound(gemini, provider.vendor, provider.quirks);
    case 'ollama':
      return bound(ollama, provider.vendor, provider.quirks);
    default:
      return undefined;
  }
}

function bound<Quirks>(wire: UpstreamWire<Quirks>, vendor: string, quirks: Quirks): SpokenWire {
  return {
    write: (request, model) => wire.writeRequest(request, { vendor, model, quirks }),
    readStream: (bytes, context) => wire.readStream(bytes, context),
    readWhole: async (body, context) => wire.readWhole(body, context),
    readError: (status, body) => wire.readError(status, body),
  };
}
