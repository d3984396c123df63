import { fork } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startRouter, type Router } from './router.ts';

const root = join(import.meta.dirname, '..');

/** The built router and an upstream, a process each. */
export interface Stage extends Router {
  /** The upstream itself. */
  direct: string;
}

/** Starts both on free ports; the router's providers `relayed`, `translated` and `steady` are that upstream. */
export async function startStage(): Promise<Stage> {
  const upstream = fork(join(root, 'bench/upstream.ts'));
  try {
    const { port } = await new Promise<AddressInfo>((resolve) =>
      upstream.once('message', (address) => resolve(address as AddressInfo)),
    );
    const direct = `http://127.0.0.1:${port}`;
    const router = await startRouter({
      providers: [
        { id: 'relayed', wire: 'anthropic', baseUrl: direct },
        { id: 'translated', wire: 'openai-chat', baseUrl: direct },
        { id: 'steady', wire: 'anthropic', baseUrl: `${direct}/steady` },
      ],
      routes: { default: 'relayed/bench' },
    });
    const stop = (): void => {
      router.stop();
      upstream.kill();
    };
    return { ...router, direct, stop };
  } catch (error) {
    upstream.kill();
    throw error;
  }
}
