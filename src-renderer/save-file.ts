import type { OperationName, OperationRequest } from '../src-main/contract/operations.ts';
import { askOperation } from './core-client.ts';

/** Saves what an operation answers as a file, under the name that the core gives it; throws CoreError. */
export async function saveOperation<Name extends OperationName>(
  name: Name,
  input: OperationRequest<Name>,
): Promise<void> {
  const response = await askOperation(name, input);
  const [, fileName = name] =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  // The browser keeps a large blob on the disk, so the file is never whole in memory.
  saveBlob(await response.blob(), fileName);
}

/** Saves a text as a file. */
export function saveText(text: string, fileName: string, type: string): void {
  saveBlob(new Blob([text], { type }), fileName);
}

function saveBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // Only once the browser has begun to read it.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
