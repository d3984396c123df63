import type {
  OperationFailure,
  OperationName,
  OperationOutput,
  OperationRequest,
} from '../src-main/contract/operations.ts';

/** Why an operation gave nothing: nobody answered, the page's token is missing or wrong, or the core said no. */
export type CoreErrorKind = 'unreachable' | 'unauthorized' | 'refused';

/** An operation failed; the message is the core's own where it gave one, and so is the code. */
export class CoreError extends Error {
  override readonly name = 'CoreError';
  readonly kind: CoreErrorKind;
  /** Such as `not-found` or `invalid-config`; undefined where the core said none. */
  readonly code: string | undefined;

  constructor(kind: CoreErrorKind, message: string, options?: ErrorOptions & { code?: string | undefined }) {
    super(message, options);
    this.kind = kind;
    this.code = options?.code;
  }
}

/** Calls `POST /api/NAME` with the cookie that the page was opened with; throws CoreError. */
export async function callOperation<Name extends OperationName>(
  name: Name,
  input: OperationRequest<Name>,
): Promise<OperationOutput<Name>> {
  return (await askOperation(name, input)).json();
}

/** The same, for an operation that answers a file: its body is not read yet. */
export async function askOperation<Name extends OperationName>(
  name: Name,
  input: OperationRequest<Name>,
): Promise<Response> {
  const response = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch((cause: unknown) => {
    throw new CoreError('unreachable', 'Signalbox does not answer', { cause });
  });
  if (response.ok) return response;
  const { message, code } = await failureOf(response);
  throw new CoreError(response.status === 401 ? 'unauthorized' : 'refused', message, { code });
}

async function failureOf(response: Response): Promise<{ message: string; code?: string }> {
  // Whatever stands between page and core may answer without JSON: then the status is all there is to say.
  const failure: Partial<OperationFailure> = await response.json().catch(() => ({}));
  return failure.error ?? { message: `Signalbox answered with status ${response.status}` };
}
