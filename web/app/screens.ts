/** All screens of all features, found by their folders: a feature adds a `screens.ts` and touches nothing here. */
import type { Screen } from '../kit/screens.ts';
import { shellScreens } from './shell-screens.ts';

const features = import.meta.glob<{ readonly screens: readonly Screen[] }>('../features/*/screens.ts', { eager: true });

export const screens: readonly Screen[] = [...shellScreens, ...Object.values(features).flatMap((one) => one.screens)];
