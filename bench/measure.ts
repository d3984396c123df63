import { Pool } from 'undici';

/** Somewhere to send requests, and what to send. */
export interface Subject {
  name: string;
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Milliseconds to the first byte of the answer's body, one number per request, the subjects taking turns. */
export async function timesToFirstByte(
  subjects: readonly Subject[],
  rounds: number,
): Promise<Map<string, number[]>> {
  const pools = new Map(
    subjects.map((subject) => [subject.name, new Pool(subject.origin, { connections: 1 })]),
  );
  const times = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  const warmUp = Math.ceil(rounds / 4);
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const subject of subjects) {
      const pool = pools.get(subject.name);
      if (pool === undefined) continue;
      const elapsed = await firstByte(pool, subject);
      if (round >= 0) times.get(subject.name)?.push(elapsed);
    }
  }
  await Promise.all([...pools.values()].map(async (pool) => pool.close()));
  return times;
}

/** Whole answers per second over so many connections, for so long. */
export async function throughput(subject: Subject, connections: number, durationMs: number): Promise<number> {
  const pool = new Pool(subject.origin, { connections });
  const run = async (untilMs: number): Promise<number> => {
    let done = 0;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (performance.now() < untilMs) {
          await firstByte(pool, subject);
          done += 1;
        }
      }),
    );
    return done;
  };
  await run(performance.now() + durationMs / 4);
  const startedMs = performance.now();
  const done = await run(startedMs + durationMs);
  const perSecond = (done / (performance.now() - startedMs)) * 1000;
  await pool.close();
  return perSecond;
}

/** The value below which so large a share of the numbers lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function firstByte(pool: Pool, { path, headers, body }: Subject): Promise<number> {
  const startedMs = performance.now();
  const answer = await pool.request({ path, method: 'POST', headers, body });
  let elapsedMs = Number.NaN;
  for await (const chunk of answer.body)
    if (Number.isNaN(elapsedMs) && chunk.length > 0) elapsedMs = performance.now() - startedMs;
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`);
  return elapsedMs;
}
