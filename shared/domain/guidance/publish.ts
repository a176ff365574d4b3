/** Publishing guidance: what people may have read never changes; a version can only be withdrawn. */
import { type Refusal, refuse } from '../refusal.ts';

/** `created`, `withdrawn`, or `same` where nothing changes. */
export type Publication = 'created' | 'withdrawn' | 'same';

/**
 * Decides what a published body does.
 *
 * @param before undefined for a new version; `same`: whether it says the same, its status apart
 * @param status as it was sent; without one it is published, and one that was withdrawn stays so
 */
export function decidePublication(
  before: { readonly withdrawn: boolean; readonly same: boolean } | undefined,
  status: 'published' | 'withdrawn' | undefined,
): Publication | Refusal {
  if (!before) return 'created';
  if (!before.same) {
    return refuse(
      'document.conflict',
      'This version is published with other content, which people may have read. Publish a new version.',
    );
  }
  if (before.withdrawn && status === 'published') {
    return refuse('guidance.withdrawn', 'This version was withdrawn for good. Publish a new version.');
  }
  return status === 'withdrawn' && !before.withdrawn ? 'withdrawn' : 'same';
}
