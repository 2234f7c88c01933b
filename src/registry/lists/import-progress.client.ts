/** Tells on the page of an import how far its reading is, and shows the page anew when it is over. */
export {};

interface Progress {
  state: string;
  rowsRead: number;
}

const place = document.querySelector<HTMLElement>('[data-progress]');
const address = place?.dataset['progress'];

if (place && address) {
  const events = new EventSource(address);
  events.addEventListener('progress', (event: MessageEvent<string>) => {
    const { state, rowsRead } = JSON.parse(event.data) as Progress;
    if (state === 'reading') place.textContent = `${rowsRead.toLocaleString('en-US')} rows read`;
  });
  events.addEventListener('done', () => {
    events.close();
    location.reload();
  });
}
