import { expect, test } from 'vitest';
import { ask, startTestCore } from '../../support/core.ts';
import { answerChat, says } from '../../upstream/openai-chat.ts';
import { startUpstream } from '../../upstream/scripted.ts';

const tools = [{ name: 'Read', description: 'reads', input_schema: { type: 'object', properties: {} } }];

test('a target that cannot be given the request leaves it to the next, and says why when it is the last', async () => {
  await using upstream = await startUpstream((request) => answerChat(request, [says('two')]));
  await using core = await startTestCore({
    providers: [
      { id: 'cli', preset: 'claude-cli' },
      { id: 'b', wire: 'openai-chat', baseUrl: upstream.url },
    ],
    models: { smart: { targets: ['cli/opus', 'b/y'] }, alone: { targets: ['cli/opus'] } },
    routes: { default: 'smart' },
  });
  const response = await core.send(ask('m', { tools }));
  expect(await response.json()).toMatchObject({ content: [{ text: 'two' }] });
  expect(response.headers.get('x-signalbox-attempts')).toBe('1');
  const refused = await core.send(ask('alone', { tools }));
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('tools');
});
