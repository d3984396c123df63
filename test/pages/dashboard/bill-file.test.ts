import { expect, test } from 'vitest';
import { billsAsCsv } from '../../../src-renderer/pages/dashboard/bill-file.ts';

const usage = {
  requests: 3,
  inputTokens: 10,
  outputTokens: 5,
  cacheReadTokens: null,
  cacheWriteTokens: 0,
  thinkingTokens: null,
  costUsd: 0.000001,
  unpriced: 1,
  errors: 0,
};

test('bills are a line for each client and one for each of its models, unknown counts empty', () => {
  const bill = {
    client: 'ann',
    name: '=cmd("a", "b")',
    openingUsd: 0,
    toppedUpUsd: 20,
    correctedUsd: -1.5,
    chargedUsd: -0.000002,
    closingUsd: 18.499998,
    usage,
    models: [{ ...usage, key: 'a/x,y', chargedUsd: -0.000002 }],
  };
  expect(billsAsCsv({ month: '2026-11', bills: [bill] }).split('\r\n')).toEqual([
    'month,client,name,model,requests,inputTokens,outputTokens,cacheReadTokens,cacheWriteTokens,costUsd,unpriced,errors,openingUsd,toppedUpUsd,correctedUsd,chargedUsd,closingUsd',
    `2026-11,ann,"'=cmd(""a"", ""b"")",,3,10,5,,0,0.000001,1,0,0,20,-1.5,-0.000002,18.499998`,
    `2026-11,ann,"'=cmd(""a"", ""b"")","a/x,y",3,10,5,,0,0.000001,1,0,,,,-0.000002,`,
    '',
  ]);
});
