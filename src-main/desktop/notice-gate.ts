import type { NotificationKind } from '../contract/host.ts';

/** What a notification is about; two of one kind, subject and level are the same news. */
export interface News {
  kind: NotificationKind;
  subject: string;
  level: 'info' | 'warn' | 'error';
}

const hourMs = 3_600_000;

/** Lets news through unless its kind is muted or the same was told within the hour. */
export class NoticeGate {
  readonly #now: () => number;
  readonly #muted: () => readonly NotificationKind[];
  readonly #toldAtMs = new Map<string, number>();

  constructor(now: () => number, muted: () => readonly NotificationKind[]) {
    this.#now = now;
    this.#muted = muted;
  }

  /** Whether to tell it; what is let through counts as told. */
  letsThrough({ kind, subject, level }: News): boolean {
    if (this.#muted().includes(kind)) return false;
    const now = this.#now();
    // Subjects come from the config and change with it: what is past its hour is forgotten.
    for (const [news, toldAtMs] of this.#toldAtMs) if (now - toldAtMs >= hourMs) this.#toldAtMs.delete(news);
    const news = JSON.stringify([kind, subject, level]);
    if (this.#toldAtMs.has(news)) return false;
    this.#toldAtMs.set(news, now);
    return true;
  }
}
