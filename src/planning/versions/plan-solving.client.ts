/** Tells on the page of a plan how far its solving is, and shows the page anew when it is over. */
export {};

interface Progress {
  state: string | null;
  progress: {
    seconds: number;
    iterations: number;
    lateness: number;
    unscheduled: number;
    gap: number | null;
  } | null;
}

const place = document.querySelector<HTMLElement>('[data-solving]');
const bar = place?.parentElement?.querySelector('progress');
const address = place?.dataset['solving'];

const gapText = (gap: number | null): string =>
  gap === null ? 'not known' : `${(Math.max(0, gap) * 100).toFixed(1)} %`;

if (place && address) {
  const events = new EventSource(address);
  events.addEventListener('progress', (event: MessageEvent<string>) => {
    const { progress } = JSON.parse(event.data) as Progress;
    if (!progress) return;
    const { seconds, lateness, unscheduled, gap } = progress;
    if (bar)
      bar.value = Math.min(bar.max, progress[bar.dataset['counts'] as 'seconds' | 'iterations']);
    const late = lateness.toLocaleString('en-US', { maximumFractionDigits: 1 });
    place.textContent = `${Math.round(seconds)} s: lateness ${late}, gap ${gapText(gap)}, ${unscheduled} without a week.`;
  });
  events.addEventListener('done', () => {
    events.close();
    location.reload();
  });
}
