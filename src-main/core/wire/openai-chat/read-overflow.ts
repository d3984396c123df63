/** What upstreams call the error where they name it. */
const names = new Set(['context_length_exceeded', 'context_window_exceeded', 'exceed_context_size_error']);

/** What they say where they don't: OpenAI, DeepSeek, OpenRouter, vLLM, SGLang, llama.cpp, Ollama, Gemini, xAI, Moonshot, Mistral. */
const wordings = [
  /prompt (is )?too long|too (long|large) (for|to fit)|longer than the model's context/i,
  /exceed\w*\b.{0,40}(context (length|size|window)|token limit|number of tokens allowed)/i,
  /input tokens exceed|context (length|size|window) (exceeded|is only)|context length of only/i,
  /maximum (context|prompt) length is/i,
];

const limits = [
  /(?:context (?:length|size|window)|prompt length|token limit|configured limit|tokens allowed)(?: is| of)?(?: only)?:? ?\(?(\d[\d,]*)/i,
  /model with (\d[\d,]*) maximum/i,
  /> (\d[\d,]*) maximum/,
];
const totals = [
  /requested:? (?:about |a total of )?(\d[\d,]*)(?: tokens|\))/i,
  /resulted in (\d[\d,]*) tokens/i,
];
const inputs = [
  /(\d[\d,]*) (?:tokens )?(?:in|from) the (?:input )?(?:messages|prompt)/i,
  /(\d[\d,]*) input tokens/i,
  /(?:request|input|token count) \((\d[\d,]*)/i,
  /contains (\d[\d,]*) tokens/i,
  /too long: (\d[\d,]*)/i,
];
const outputs = [
  /(\d[\d,]*) (?:tokens )?(?:in|for) the (?:completion|output)/i,
  /requested (\d[\d,]*) output tokens/i,
  /max_(?:completion_)?tokens\W* is too large: (\d[\d,]*)/i,
];

/**
 * The message for a request that the model's context cannot hold, in the words that make Claude Code compact the
 * conversation by itself; undefined for any other error. Where the prompt is the smaller part, the words are those
 * that make it ask for a shorter answer instead, since compacting would not help. Both seen in Claude Code 2.1.329.
 */
export function readOverflow(message: string, name: string | undefined): string | undefined {
  if (!names.has(name ?? '') && !wordings.some((wording) => wording.test(message))) return undefined;
  const limit = firstNumber(limits, message);
  const total = firstNumber(totals, message);
  const output = firstNumber(outputs, message);
  const input =
    total !== undefined && output !== undefined ? total - output : (firstNumber(inputs, message) ?? total);
  if (limit === undefined || input === undefined) return inOwnWords(message);
  if (output !== undefined && input < limit && input < output) {
    return `input length and \`max_tokens\` exceed context limit: ${input} + ${output} > ${limit}, decrease input length or \`max_tokens\` and try again`;
  }
  const tokens = input > limit ? input : input + (output ?? 0);
  return tokens > limit ? `prompt is too long: ${tokens} tokens > ${limit} maximum` : inOwnWords(message);
}

function inOwnWords(message: string): string {
  return /^prompt is too long/i.test(message) ? message : `prompt is too long: ${message}`;
}

function firstNumber(patterns: readonly RegExp[], message: string): number | undefined {
  for (const pattern of patterns) {
    const digits = pattern.exec(message)?.[1];
    if (digits !== undefined) return Number(digits.replaceAll(',', ''));
  }
  return undefined;
}
