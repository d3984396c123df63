const mark = '…masked…';
const markBytes = Buffer.from(mark);
const shortestSecret = 6;

/** Hides secrets in what leaves for logs, errors and pages. */
export interface Mask {
  /** Hides this secret from now on; one shorter than 6 characters is not learnt: it would hide ordinary words. */
  learn(secret: string): void;
  /** Hides learnt secrets and whatever looks like a key of the known kinds. */
  text(value: string): string;
  /** Hides learnt secrets; the same Buffer object where there are none. A secret cut in two by chunks is not seen. */
  bytes(value: Buffer): Buffer;
}

/** What keys look like that nobody taught us; what the first group catches stays. */
const patterns: readonly RegExp[] = [
  /()\bsk-[\w-]{8,}/g,
  /()\bAIza[\w-]{16,}/g,
  // A digit or some length, so that a sentence about "bearer authentication" stays readable.
  /(\bBearer\s+)(?=\S*\d|\S{16})[^\s"',;\\]{6,}/gi,
  /(\b(?:x-api-key|x-goog-api-key|x-signalbox-token)[\\"']*\s*[:=,]\s*[\\"']*)[^\s"',;\\]{6,}/gi,
  /([?&](?:key|token)=)[^\s"'&#\\]{6,}/g,
];

/** Makes a mask that knows no secret yet. */
export function createMask(): Mask {
  const forms = new Map<string, Buffer>();

  return {
    learn(secret) {
      if (secret.length < shortestSecret) return;
      for (const form of spellings(secret)) forms.set(form, Buffer.from(form));
      // The longest first, so that a secret that holds another one is hidden whole.
      const ordered = [...forms].sort(([one], [other]) => other.length - one.length);
      forms.clear();
      for (const [form, bytes] of ordered) forms.set(form, bytes);
    },
    text(value) {
      let masked = value;
      for (const form of forms.keys()) masked = masked.replaceAll(form, mark);
      for (const pattern of patterns) masked = masked.replace(pattern, `$1${mark}`);
      return masked;
    },
    bytes(value) {
      let masked = value;
      for (const form of forms.values()) if (masked.includes(form)) masked = replaceBytes(masked, form);
      return masked;
    },
  };
}

/** A secret as it may stand in a body, a URL or a form. */
function spellings(secret: string): Set<string> {
  const json = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(secret.toWellFormed());
  const lowerCaseUrl = url.replaceAll(/%../g, (escape) => escape.toLowerCase());
  return new Set([secret, json, json.replaceAll('/', '\\/'), url, lowerCaseUrl, url.replaceAll('%20', '+')]);
}

function replaceBytes(value: Buffer, form: Buffer): Buffer {
  const parts: Buffer[] = [];
  let start = 0;
  for (let at = value.indexOf(form); at !== -1; at = value.indexOf(form, start)) {
    parts.push(value.subarray(start, at), markBytes);
    start = at + form.length;
  }
  return Buffer.concat([...parts, value.subarray(start)]);
}
