import type { Notice } from '../contract/events.ts';
import type { NotificationKind } from '../contract/host.ts';
import type { ElectronParts } from './electron-parts.ts';
import type { News, NoticeGate } from './notice-gate.ts';

const titles: Record<NotificationKind, string> = {
  budget: 'Budget',
  credits: 'Balance',
  ledger: 'Ledger',
  'key-refused': 'A key was refused',
  'breaker-open': 'A provider fails',
  'breaker-closed': 'A provider is back',
  update: 'Update ready',
};

/** Tells people what happens while no window is open. */
export interface Notifications {
  /** Shows it unless the gate holds it back; a click calls `onClick`. */
  tell(news: News & { message: string }, onClick: () => void): void;
}

/** Makes the teller; a system without notifications is told nothing. */
export function createNotifications(
  { Notification }: Pick<ElectronParts, 'Notification'>,
  gate: NoticeGate,
): Notifications {
  return {
    tell(news, onClick) {
      if (!Notification.isSupported() || !gate.letsThrough(news)) return;
      const notification = new Notification({ title: titles[news.kind], body: news.message });
      notification.on('click', onClick);
      notification.show();
    },
  };
}

/** A notice of the core as news. */
export function newsOf({ kind, subject, level, message }: Notice): News & { message: string } {
  return { kind, subject, level, message };
}
