import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Viewer } from '../http/viewer.js';
import type { NavigationItem } from './navigation.js';

/** What the layout and the small components know of the request that they are rendered for. */
export interface RenderState {
  viewer: Viewer | undefined;
  csrfToken: () => string;
  navigation: Pick<NavigationItem, 'label' | 'path' | 'covers'>[];
  isDemo: boolean;
  /** The business day, at headquarters. */
  today: string;
  timeZone: string;
  /** The request's path, without its query. */
  path: string;
  notice: string | undefined;
  /** Whatever a page loads carries it. */
  nonce: string;
}

const RenderContext = createContext<RenderState | undefined>(undefined);

export const RenderProvider = RenderContext.Provider;

export function useRender(): RenderState {
  const state = useContext(RenderContext);
  if (!state) throw new Error('rendered outside of a page');
  return state;
}
