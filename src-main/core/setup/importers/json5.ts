/** What of JSON5 is not JSON with comments; strings and comments are taken whole, so that nothing inside them counts. */
const tokens =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|[A-Za-z_$][\w$]*(?=\s*:)|[+-]?0[xX][\dA-Fa-f]+|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:Infinity|NaN)/g;

/** Writes JSON5 as JSON with comments: single quotes, names without quotes, numbers of other spellings. */
export function json5ToJson(text: string): string {
  return text.replaceAll(tokens, (token) => {
    if (token.startsWith('/')) return token;
    if (token.startsWith('"') || token.startsWith("'")) return JSON.stringify(unescape(token.slice(1, -1)));
    if (/^[A-Za-z_$]/.test(token) && !/^(?:Infinity|NaN)$/.test(token)) return JSON.stringify(token);
    return JSON.stringify(Number(token));
  });
}

const named: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '0': '\0',
};

function unescape(text: string): string {
  return text.replaceAll(
    /\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|(\r\n|[\s\S]))/g,
    (_escape, byte, unit, other) => {
      if (byte !== undefined || unit !== undefined)
        return String.fromCharCode(Number.parseInt(byte ?? unit, 16));
      // A line break that is escaped goes on in the next line.
      return /[\r\n\u2028\u2029]/.test(other) ? '' : (named[other] ?? other);
    },
  );
}
