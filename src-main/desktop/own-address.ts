/** Whether a URL lies at the core's own address, so that a window of ours may show it. */
export function isOwnAddress(url: string, address: string): boolean {
  const origin = URL.parse(url)?.origin;
  return origin !== undefined && origin !== 'null' && origin === URL.parse(address)?.origin;
}
