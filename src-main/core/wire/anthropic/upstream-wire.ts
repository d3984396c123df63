import type { UpstreamWire } from '../wire.ts';
import type { AnthropicQuirks } from './quirks.ts';
import { readUpstreamError } from './upstream-error.ts';
import { readMessageStream, readWholeMessage } from './upstream-read.ts';
import { writeMessagesRequest } from './upstream-write.ts';

/** Anthropic's Messages as a target of translation: for clients of other protocols, and for endpoints that lag behind it. */
export const anthropicUpstream: UpstreamWire<AnthropicQuirks> = {
  writeRequest: writeMessagesRequest,
  readStream: readMessageStream,
  readWhole: readWholeMessage,
  readError: readUpstreamError,
};
