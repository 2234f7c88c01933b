/** Signs in as a browser does. @returns the Cookie header of the session */
export async function signIn(url, email, password) {
  const form = await fetch(`${url}/sign-in`);
  const anonymous = cookieOf(form);
  const token = /name="_csrf" value="([^"]+)"/.exec(await form.text())?.[1];
  if (!token) throw new Error('the sign-in page has no form token');
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: anonymous, 'content-type': 'application/x-www-form-urlencoded' },
    body: new globalThis.URLSearchParams({ email, password, _csrf: token }).toString(),
  });
  if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
  return cookieOf(answer);
}

function cookieOf(answer) {
  const [cookie] = answer.headers.getSetCookie();
  if (!cookie) throw new Error('no session cookie was set');
  return cookie.split(';')[0];
}
