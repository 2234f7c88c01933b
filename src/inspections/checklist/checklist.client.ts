/**
 * Saves each item of a checklist as somebody types. What could not be sent is kept on the device and sent when the connection
 * is back; what somebody else saved meanwhile is shown beside it, and nothing is lost either way.
 */
export {};

type Values = Record<string, string>;

interface Kept {
  version: number;
  values: Values;
}

interface Saved {
  version: number;
  computedRating: string | null;
  computedBecause: string | null;
}

interface Refusal {
  detail?: string;
  current?: Record<string, string | number | null>;
}

const AFTER_TYPING_MS = 1200;
const RETRY_MS = 20_000;
const FIELDS = ['rating', 'side', 'observation', 'reason', 'sampleSize', 'metCount', 'measured'];
const NAMES: Record<string, string> = {
  sampleSize: 'looked at',
  metCount: 'met the standard',
};

/** One item's form. */
class ItemSaver {
  private readonly key: string;
  private readonly api: string;
  private readonly state: HTMLElement | null;
  private readonly conflict: HTMLElement | null;
  private timer: number | undefined;
  private isSending = false;
  private isChanged = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly id: string,
  ) {
    this.key = `checklist-item:${id}`;
    this.api = form.dataset['api'] ?? '';
    this.state = form.querySelector('[data-state]');
    this.conflict = form.querySelector('[data-conflict]');
  }

  begin(): void {
    this.form.addEventListener('input', () => {
      this.keep();
      this.say('Not saved yet.');
      this.soon(AFTER_TYPING_MS);
    });
    this.form.addEventListener('change', () => {
      this.keep();
      this.soon(0);
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.keep();
      void this.send();
    });
    window.addEventListener('online', () => {
      if (this.isChanged) void this.send();
    });
    this.takeUp();
  }

  /** What an earlier visit of this page could not send. */
  private takeUp(): void {
    const text = localStorage.getItem(this.key);
    if (text === null) return;
    const { version, values } = JSON.parse(text) as Kept;
    this.fill(values);
    this.version = version;
    this.isChanged = true;
    void this.send();
  }

  private keep(): void {
    this.isChanged = true;
    const kept: Kept = { version: this.version, values: this.values() };
    localStorage.setItem(this.key, JSON.stringify(kept));
  }

  private soon(ms: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), ms);
  }

  private async send(): Promise<void> {
    window.clearTimeout(this.timer);
    if (this.isSending || this.conflict?.hasChildNodes()) return;
    this.isSending = true;
    const values = this.values();
    this.say('Saving.');
    try {
      const answer = await fetch(this.api, {
        method: 'PATCH',
        headers: {
          'content-type': 'application/json',
          'if-match': `"${this.id}.${this.version}"`,
          'x-csrf-token': this.input('_csrf')?.value ?? '',
        },
        body: JSON.stringify(values),
      });
      const body: unknown = await answer.json();
      if (answer.ok) this.took(body as Saved, values);
      else this.refused(answer.status, body as Refusal);
    } catch {
      this.say('Not saved: no connection. It is kept on this device and sent when it is back.');
      this.soon(RETRY_MS);
    } finally {
      this.isSending = false;
    }
  }

  private took(saved: Saved, sent: Values): void {
    this.version = saved.version;
    const computed = this.form.querySelector('[data-computed]');
    if (computed)
      computed.textContent = saved.computedBecause
        ? `Computed: ${saved.computedRating ?? ''}, because ${saved.computedBecause}.`
        : '';
    if (JSON.stringify(sent) !== JSON.stringify(this.values())) {
      this.keep();
      this.soon(0);
      return;
    }
    this.isChanged = false;
    localStorage.removeItem(this.key);
    this.say('Saved.');
  }

  private refused(status: number, { detail, current }: Refusal): void {
    if (status === 412 && current) this.showBoth(current);
    else if (status === 401)
      this.say('Not saved: sign in again in another window. It is kept on this device.');
    else this.say(`Not saved: ${detail ?? 'the site refused it'} It is kept on this device.`);
  }

  /** Both versions side by side; either one is taken by a button. */
  private showBoth(current: Record<string, string | number | null>): void {
    const mine = this.values();
    const table = element('table', 'usa-table usa-table--borderless');
    table.append(element('caption', '', 'Somebody else saved this item meanwhile'));
    const head = element('tr');
    for (const text of ['Field', 'Yours', 'Theirs']) {
      const cell = element('th', '', text);
      cell.setAttribute('scope', 'col');
      head.append(cell);
    }
    table.append(head);
    for (const field of FIELDS) {
      const theirs = String(current[field] ?? '');
      if (!(field in mine) || theirs === mine[field]) continue;
      const row = element('tr');
      const name = element('th', '', NAMES[field] ?? field);
      name.setAttribute('scope', 'row');
      row.append(
        name,
        element('td', '', mine[field] || 'none'),
        element('td', '', theirs || 'none'),
      );
      table.append(row);
    }
    const settle = (label: string, take: () => void): HTMLElement => {
      const button = element('button', 'usa-button usa-button--outline', label);
      button.setAttribute('type', 'button');
      button.addEventListener('click', () => {
        this.conflict?.replaceChildren();
        this.version = Number(current['version']);
        take();
        this.keep();
        void this.send();
      });
      return button;
    };
    this.conflict?.replaceChildren(
      table,
      settle('Keep mine', () => undefined),
      settle('Take theirs', () => {
        this.fill(Object.fromEntries(FIELDS.map((field) => [field, String(current[field] ?? '')])));
      }),
    );
    this.say('Not saved: somebody else saved this item meanwhile. Choose below.');
  }

  private values(): Values {
    return Object.fromEntries(
      FIELDS.flatMap((field) => {
        const input = this.input(field);
        return input ? [[field, input.value]] : [];
      }),
    );
  }

  private fill(values: Values): void {
    for (const [field, value] of Object.entries(values)) {
      const input = this.input(field);
      if (input) input.value = value;
    }
  }

  private get version(): number {
    return Number(this.input('version')?.value);
  }

  private set version(version: number) {
    const input = this.input('version');
    if (input) input.value = String(version);
  }

  private input(name: string): HTMLInputElement | undefined {
    return (this.form.elements.namedItem(name) as HTMLInputElement | null) ?? undefined;
  }

  private say(text: string): void {
    if (this.state) this.state.textContent = text;
  }
}

function element(tag: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-item]'))
  new ItemSaver(form, form.dataset['item'] ?? '').begin();
