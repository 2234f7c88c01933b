import type { ComponentChildren, VNode } from 'preact';
import { Alert } from './alert.js';
import { CsrfField } from './csrf-field.js';
import { weekdayText } from './format.js';
import { assetPath, scriptPath, uswdsPath } from './assets.js';
import type { NavigationItem } from './navigation.js';
import { useRender } from './render-context.js';

const SITE = '287(g) agreements and inspections';

/** The one layout: mode banner, header, main, footer. Works without JavaScript, at any width. */
export function Layout(props: {
  title: string;
  refreshSeconds: number | undefined;
  scripts: readonly string[];
  children: ComponentChildren;
}): VNode {
  const { title, refreshSeconds, scripts, children } = props;
  const { nonce } = useRender();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${SITE}`}</title>
        <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={uswdsPath('css/uswds.min.css')} nonce={nonce} />
        <link rel="stylesheet" href={assetPath('moa.css')} nonce={nonce} />
        {scripts
          .flatMap((name) => scriptPath(name) ?? [])
          .map((path) => (
            <script key={path} src={path} defer nonce={nonce} />
          ))}
        {refreshSeconds !== undefined && (
          <noscript>
            <meta httpEquiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body>
        <a class="usa-skipnav" href="#main-content">
          Skip to main content
        </a>
        <ModeBanner />
        <Header />
        <main id="main-content" class="moa-main" tabIndex={-1}>
          <Notice />
          {children}
        </main>
        <Footer />
      </body>
    </html>
  );
}

function ModeBanner(): VNode | null {
  const { isDemo, today } = useRender();
  if (!isDemo) return null;
  return (
    <section class="moa-banner" aria-label="Mode of this site">
      <div class="grid-container">
        <strong>Demonstration:</strong> today is <time dateTime={today}>{weekdayText(today)}</time>.
        Sample data is marked.
      </div>
    </section>
  );
}

function Header(): VNode {
  const { viewer, navigation, path } = useRender();
  return (
    <header class="moa-header">
      <div class="grid-container">
        <div class="moa-header__top">
          <a class="moa-header__title" href="/">
            {SITE}
          </a>
          {viewer && <SearchBox />}
          {viewer && <WhoIsHere />}
        </div>
        {viewer && (
          <nav aria-label="Main">
            <ul class="moa-nav">
              {navigation.map((item) => (
                <li key={item.path}>
                  <a href={item.path} aria-current={isCurrent(item, path) ? 'page' : undefined}>
                    {item.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </header>
  );
}

function isCurrent(item: Pick<NavigationItem, 'path' | 'covers'>, path: string): boolean {
  return [item.path, ...(item.covers ?? [])].some((address) => {
    const own = address.split('?')[0] ?? address;
    return own === '/' ? path === '/' : path === own || path.startsWith(`${own}/`);
  });
}

/** USWDS's usa-icons/search.svg. */
const SEARCH_ICON =
  'M15.5 14h-.79l-.28-.27A6.471 6.471 0 0 0 16 9.5 6.5 6.5 0 1 0 9.5 16c1.61 0 3.09-.59 4.23-1.57l.27.28v.79l5 4.99L20.49 19l-4.99-5zm-6 0C7.01 14 5 11.99 5 9.5S7.01 5 9.5 5 14 7.01 14 9.5 11.99 14 9.5 14z';

function SearchBox(): VNode {
  return (
    <form
      class="usa-search usa-search--small moa-search"
      role="search"
      method="get"
      action="/search"
    >
      <label class="usa-sr-only" for="site-search">
        Find an agency or a number
      </label>
      <input
        class="usa-input"
        id="site-search"
        type="search"
        name="q"
        placeholder="Agency, INS- or FR- number"
      />
      <button class="usa-button" type="submit">
        <span class="usa-sr-only">Search</span>
        <svg aria-hidden="true" width="24" height="24" viewBox="0 0 24 24">
          <path d={SEARCH_ICON} />
        </svg>
      </button>
    </form>
  );
}

function WhoIsHere(): VNode {
  const { viewer } = useRender();
  return (
    <form class="moa-who" method="post" action="/sign-out">
      <span>
        <a href="/account">{viewer?.name}</a>
        <br />
        <a href="/help/roles">
          {viewer?.roleName}
          {viewer?.officeName ? `, ${viewer.officeName}` : ''}
        </a>
      </span>
      <CsrfField />
      <button class="usa-button usa-button--outline" type="submit">
        Sign out
      </button>
    </form>
  );
}

function Notice(): VNode | null {
  const { notice } = useRender();
  if (!notice) return null;
  return (
    <div class="grid-container">
      <Alert kind="success">{notice}</Alert>
    </div>
  );
}

function Footer(): VNode {
  return (
    <footer class="moa-footer">
      <div class="grid-container">
        <p>
          Register: ICE&rsquo;s published lists of 2010 to 2012 and DHS OIG-12-130. Cycles,
          deadlines and reminder days are set by this installation; they are not ICE policy.
        </p>
        <p>
          <a href="/help/roles">Who may do what</a> ·{' '}
          <a href="/help/data">Where the data comes from</a> · <a href="/api/docs">API</a>
        </p>
      </div>
    </footer>
  );
}
