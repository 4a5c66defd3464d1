const ours = /^\/(runbooks|d)\//

/**
 * Where a link of an alert leads from here: to a page of this service wherever there is one, since
 * the host in a rule is that of a default. Others stay as they are; what is no web address is left
 * out.
 */
export function localPath(url) {
  if (!url || !URL.canParse(url)) return undefined
  const { pathname, search, hash, protocol } = new URL(url)
  if (ours.test(pathname)) return pathname + search + hash
  return protocol === 'http:' || protocol === 'https:' ? url : undefined
}
