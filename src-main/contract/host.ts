import { z } from 'zod';

const nothing = z.strictObject({});

/** What may be told as a notification: the kinds of the core's notices, and an update that is ready. */
export const notificationKinds = [
  'budget',
  'credits',
  'ledger',
  'key-refused',
  'breaker-open',
  'breaker-closed',
  'update',
] as const;
/** A kind of notification, which can be muted. */
export type NotificationKind = (typeof notificationKinds)[number];

const mutedNotices = z.array(z.enum(notificationKinds));
const updateChannel = z.enum(['latest', 'beta']);

const update = z.object({
  /** `off` where nothing updates itself: headless, or a build that came from a package manager or the sources. */
  state: z.enum(['off', 'idle', 'checking', 'current', 'downloading', 'ready', 'failed']),
  /** The version that is downloading or ready. */
  version: z.string().optional(),
  /** Why the last check failed. */
  error: z.string().optional(),
});
/** How far the app is with its own next version. */
export type UpdateState = z.infer<typeof update>;

const hostState = z.object({
  kind: z.enum(['desktop', 'headless']),
  /** Null where starting at login is not ours to set. */
  startAtLogin: z.boolean().nullable(),
  update,
  updateChannel,
  mutedNotices,
});
/** What surrounds the core, and how it is set. */
export type HostState = z.infer<typeof hostState>;

const hostChanges = z.strictObject({
  startAtLogin: z.boolean().optional(),
  mutedNotices: mutedNotices.optional(),
  updateChannel: updateChannel.optional(),
});
/** What `host.set` may change. */
export type HostChanges = z.infer<typeof hostChanges>;

const hostWindows = ['dashboard', 'settings'] as const;
/** A window of the desktop. */
export type HostWindow = (typeof hostWindows)[number];

/** What only the desktop can do; headless, all but `host.get` answer that it is not available. */
export const hostOperations = {
  'host.get': { input: nothing, output: hostState },
  'host.set': { input: hostChanges, output: hostState },
  /** Answers before it quits. */
  'host.quit': { input: nothing, output: nothing },
  'host.checkForUpdates': { input: nothing, output: update },
  'host.open': { input: z.strictObject({ what: z.enum(hostWindows) }), output: nothing },
} as const;
