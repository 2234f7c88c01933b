import type { ComponentChildren, VNode } from 'preact';

const FONT =
  'font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5; color: #1b1b1b';
const SMALL = 'font-size: 14px; color: #565c65';

/** What every HTML mail stands in. Styles stand in the elements: mail programs drop style sheets. Nothing from elsewhere. */
export function MailFrame(props: {
  subject: string;
  greeting: string;
  footer: string[];
  children: ComponentChildren;
}): VNode {
  const { subject, greeting, footer, children } = props;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{subject}</title>
      </head>
      <body style={`margin: 0; padding: 24px; background: #ffffff; ${FONT}`}>
        <main style="max-width: 640px">
          <h1 style="font-size: 20px; margin: 0 0 16px">{subject}</h1>
          <p>{greeting}</p>
          {children}
        </main>
        <footer
          style={`border-top: 1px solid #a9aeb1; margin-top: 32px; max-width: 640px; ${SMALL}`}
        >
          {footer.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </footer>
      </body>
    </html>
  );
}
