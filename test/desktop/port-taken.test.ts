import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  nextFreePort,
  readLsof,
  readNetstat,
  readSs,
  readTasklist,
  whoListens,
} from '../../src-main/desktop/port-taken.ts';
import { runTool } from '../../src-main/desktop/run-tool.ts';

describe('who listens is read from', () => {
  test('lsof, on macOS and most of Linux', () => {
    expect(readLsof('p812\ncnginx: worker\nf20\n')).toEqual({ name: 'nginx: worker', pid: 812 });
    expect(readLsof('')).toBeUndefined();
  });

  test('ss, where lsof is not there', () => {
    const line =
      'LISTEN 0 511 127.0.0.1:4000 0.0.0.0:* users:(("node",pid=123,fd=20),("node",pid=124,fd=20))\n';
    expect(readSs(line)).toEqual({ name: 'node', pid: 123 });
    expect(readSs('LISTEN 0 511 127.0.0.1:4000 0.0.0.0:*\n')).toBeUndefined();
  });

  test('netstat and tasklist of Windows, in whatever language', () => {
    const netstat = [
      '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
      '  TCP    127.0.0.1:14000        0.0.0.0:0              ABHÖREN          1',
      '  TCP    127.0.0.1:4000         127.0.0.1:50500        HERGESTELLT      2',
      '  TCP    127.0.0.1:4000         0.0.0.0:0              ABHÖREN          9120',
      '  TCP    [::1]:5000             [::]:0                 ABHÖREN          77',
    ].join('\r\n');
    expect(readNetstat(netstat, 4000)).toBe(9120);
    expect(readNetstat(netstat, 5000)).toBe(77);
    expect(readNetstat(netstat, 6000)).toBeUndefined();
    expect(readTasklist('"node.exe","9120","Console","1","45,000 K"\r\n')).toBe('node.exe');
    expect(readTasklist('INFO: No tasks are running.\r\n')).toBeUndefined();
  });
});

test('each system is asked with its own tools, and what is not known stays unknown', async () => {
  const asked: string[] = [];
  const silent = async (program: string): Promise<undefined> => void asked.push(program);
  for (const platform of ['darwin', 'linux', 'win32'] as const)
    expect(await whoListens(4000, platform, silent)).toBeUndefined();
  expect(asked).toEqual(['lsof', 'ss', 'lsof', 'ss', 'netstat']);
});

test.runIf(process.platform !== 'win32')(
  'this process is found by the tools of this machine, where it has them',
  async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const hasTool = (await runTool('lsof', ['-v'])) ?? (await runTool('ss', ['-V']));
    const listener = await whoListens(port, process.platform, runTool);
    expect(listener?.pid).toBe(hasTool === undefined ? undefined : process.pid);
  },
);

test('the next free port is one that can be listened on', async () => {
  const first = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void first.close());
  await once(first, 'listening');
  const address = first.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const next = await nextFreePort(port - 1, '127.0.0.1');
  expect(next).toBeGreaterThan(port);
  const second = createServer().listen(next, '127.0.0.1');
  onTestFinished(() => void second.close());
  await once(second, 'listening');
});
