const key = 'firedrill-token'

/**
 * Takes the token out of the address (`#token=…`, as the launcher prints it) and removes it from
 * there, so that it does not stay in the history.
 */
export function adoptTokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (!token) return
  sessionStorage.setItem(key, token)
  history.replaceState(null, '', location.pathname + location.search)
}

export function getToken() {
  return sessionStorage.getItem(key)
}

export function setToken(token) {
  sessionStorage.setItem(key, token.trim())
}

export function forgetToken() {
  sessionStorage.removeItem(key)
}
