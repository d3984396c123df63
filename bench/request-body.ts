/** A streaming Messages request in the shape that Claude Code sends, of about so many bytes. */
export function requestBody(model: string, bytes: number): string {
  const system = [
    { type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1.329; cc_entrypoint=cli;' },
    { type: 'text', text: 'You are an agent that writes code.', cache_control: { type: 'ephemeral' } },
  ];
  const tools = Array.from({ length: 4 }, (_, index) => ({
    name: `tool_${index}`,
    description: 'Reads a file of the project and returns its lines, numbered.',
    input_schema: {
      type: 'object',
      properties: { file_path: { type: 'string' }, limit: { type: 'number' } },
      required: ['file_path'],
    },
  }));
  const messages: object[] = [{ role: 'user', content: 'Find out why the build fails.' }];
  const body = (): string =>
    JSON.stringify({
      model,
      max_tokens: 128_000,
      stream: true,
      thinking: { type: 'adaptive' },
      system,
      tools,
      messages,
    });
  let length = body().length;
  for (let turn = 0; length < bytes; turn += 1) {
    const call = {
      type: 'tool_use',
      id: `toolu_${turn}`,
      name: 'tool_0',
      input: { file_path: `/src/module-${turn}.ts`, limit: 100 },
    };
    const lines = Array.from(
      { length: 40 },
      (_, line) => `${line}\tconst value${line} = await read("part ${line}");`,
    ).join('\n');
    const result = { type: 'tool_result', tool_use_id: call.id, content: [{ type: 'text', text: lines }] };
    const turns = [
      { role: 'assistant', content: [{ type: 'text', text: 'Reading on.' }, call] },
      { role: 'user', content: [result] },
    ];
    messages.push(...turns);
    length += JSON.stringify(turns).length;
  }
  return body();
}
