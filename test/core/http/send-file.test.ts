import { connect } from 'node:net';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { FlatRequest } from '../../../src-main/core/ledger/export.ts';
import { coreParts } from '../api/core-parts.ts';
import { adminToken, asAdmin, runServer } from './running-server.ts';

async function serving(flat: () => AsyncGenerator<FlatRequest[], void, void>) {
  const { ledger } = coreParts().context;
  return runServer({ parts: { ledger: { ...ledger, flat } } });
}

const exportOf = async (address: string): Promise<Response> =>
  fetch(`${address}/api/usage.export`, {
    method: 'POST',
    headers: { ...asAdmin, 'content-type': 'application/json' },
    body: '{"format":"json"}',
  });

describe('an operation that answers a file', () => {
  test('says what it is, what to call it, and sends it whole', async () => {
    const { address } = await serving(async function* () {
      yield [{ id: 'a' }, { id: 'b' }];
      await setImmediate();
      yield [{ id: 'c' }];
    });
    const response = await exportOf(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="signalbox-usage-1970-01-01.json"',
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  });

  test('breaks off where it cannot be read to its end, so that half is not taken for the whole, and the log says why', async () => {
    const { address, logged } = await serving(async function* () {
      yield [{ id: 'a' }];
      await setImmediate();
      throw new Error('the disk is gone');
    });
    await expect(exportOf(address).then((response) => response.text())).rejects.toThrow('terminated');
    await expect.poll(() => logged.join('')).toContain('the disk is gone');
  });

  test('is read no further than its reader reads, and not at all once the reader has left', async () => {
    let isOver = false;
    const { port, logged } = await serving(async function* () {
      try {
        for (;;) yield [{ id: 'a'.repeat(100_000) }];
      } finally {
        isOver = true;
      }
    });
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /api/usage.export HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${adminToken}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
    );
    await once(socket, 'data');
    socket.destroy();
    await expect.poll(() => isOver).toBe(true);
    expect(logged.join('')).not.toContain('error');
  });
});
