/** The address that a client on this machine uses, for one that the server listens on: never "every interface". */
export function clientAddress(address: string): string {
  return address.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

/** Whether two URLs lead to one server; the names of this machine are one. */
export function isSameServer(one: string, other: string): boolean {
  const [first, second] = [URL.parse(one), URL.parse(other)];
  if (!first || !second || first.protocol !== second.protocol || first.port !== second.port) return false;
  return first.hostname === second.hostname || (isThisMachine(first) && isThisMachine(second));
}

/** Whether a text is the URL of a server on this machine. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && isThisMachine(url);
}

function isThisMachine({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0)$/.test(hostname)
  );
}
