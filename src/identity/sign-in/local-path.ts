/**
 * Where a visitor wanted to go, if that is on this site; else the first page. Browsers read `//elsewhere` and
 * `/\elsewhere` as another host, and drop tabs and line breaks before they look (WHATWG URL, basic URL parser).
 */
export function localPath(next: string | undefined): string {
  const base = 'http://this.site';
  if (!next?.startsWith('/') || !URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  if (url.origin !== base) return '/';
  // Folding dots away can leave two slashes in front: `/..//elsewhere`.
  return `${url.pathname.replace(/^\/+/, '/')}${url.search}${url.hash}`;
}
