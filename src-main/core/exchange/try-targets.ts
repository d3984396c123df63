import { RequestError } from '../errors.ts';
import type { Target } from '../routing/routing.ts';
import { openAnswer, type OpenedAnswer } from './open-answer.ts';
import { prepareCall, type PreparedCall, type RoutedRequest } from './prepare-call.ts';
import type { RequestRecord } from './record.ts';
import type { Upstream } from './upstream.ts';
import { ClientGoneError, UpstreamFailure } from './upstream-failure.ts';

export interface TrialOptions {
  upstreamOf: (id: string) => Upstream | undefined;
  record: RequestRecord;
  /** Fires when the client leaves. */
  signal: AbortSignal;
  /** Our own address. */
  address: string;
  onLosses: (target: string, losses: readonly string[]) => void;
}

/** The answer of the first target that gave one. */
export interface Opened {
  upstream: Upstream;
  target: Target;
  answer: OpenedAnswer;
  /** Gives back the upstream's concurrent place; call it when the answer is over. */
  release: () => void;
}

/**
 * Tries targets in their order until one answers.
 * @throws ClientGoneError, or the failure of the last target that was really asked.
 */
export async function tryTargets(
  routed: RoutedRequest,
  targets: readonly Target[],
  options: TrialOptions,
): Promise<Opened> {
  let told: unknown;
  for (const choice of targets) {
    const upstream = options.upstreamOf(choice.provider);
    if (upstream === undefined) continue;
    options.record.aimed(choice.target, upstream.provider, choice.model);
    try {
      return await tryTarget(routed, upstream, choice, options);
    } catch (error) {
      options.record.passedOver(choice.target, error);
      if (!mayGoElsewhere(error)) throw error;
      told = moreTelling(told, error);
    }
  }
  throw told ?? new RequestError('upstream', 'no provider of this route is configured any more');
}

async function tryTarget(
  routed: RoutedRequest,
  upstream: Upstream,
  choice: Target,
  options: TrialOptions,
): Promise<Opened> {
  const { signal } = options;
  if (upstream.state === 'no-key') throw missingKey(upstream);
  const call = prepare(routed, upstream, choice, options.address);
  options.onLosses(choice.target, call.losses);
  const release = await upstream.takePlace(signal);
  try {
    const answer = await untilGone(open(upstream, choice, call, options), signal);
    return { upstream, target: choice, answer, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** What one target cannot be given, such as tools or so many of them, another one may take. */
function prepare(
  routed: RoutedRequest,
  upstream: Upstream,
  { model }: Target,
  address: string,
): PreparedCall {
  try {
    return prepareCall(routed, upstream, model, address);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new UpstreamFailure(error, {
      code: 'unfit',
      isRetryable: false,
      isProviderFault: false,
    });
  }
}

async function open(
  upstream: Upstream,
  { target }: Target,
  call: PreparedCall,
  { record, signal }: TrialOptions,
): Promise<OpenedAnswer> {
  return upstream.run(
    async () => record.attempt(target, async () => openAnswer(upstream, call, signal)),
    signal,
  );
}

/** Ends a wait between two attempts at once when the client leaves. */
async function untilGone<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined);
    throw new ClientGoneError();
  }
  let leave: (() => void) | undefined;
  const gone = new Promise<never>((_, reject) => {
    leave = () => reject(new ClientGoneError());
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work, gone]);
  } finally {
    if (leave !== undefined) signal.removeEventListener('abort', leave);
    work.catch(() => undefined);
  }
}

/** A request that one target finds malformed or too long is no better elsewhere; anything else may be. */
function mayGoElsewhere(error: unknown): boolean {
  if (!(error instanceof UpstreamFailure)) return false;
  if (error.facts.code === 'unfit') return true;
  return !['invalid-request', 'too-large'].includes(error.shown.kind);
}

/** A target that was asked and refused says more than one that was left alone or has no key. */
function moreTelling(before: unknown, now: unknown): unknown {
  const isNowLeftAlone =
    now instanceof UpstreamFailure && (now.facts.code === 'no-key' || now.shown.status === 503);
  return isNowLeftAlone && before instanceof UpstreamFailure ? before : now;
}

function missingKey({ provider }: Upstream): UpstreamFailure {
  const message = `${provider.id} has no key: none of ${provider.keys.join(', ')} holds one`;
  return new UpstreamFailure(new RequestError('authentication', message), {
    code: 'no-key',
    isRetryable: false,
    isProviderFault: false,
  });
}
