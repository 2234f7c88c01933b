/**
 * What must be known before a published total is read beside the register's count; null where they agree. Where no
 * list covers the day the register's count says little, whatever it is.
 */
export function cautionOf(total: {
  published: { total: number };
  register: number | null;
  coverage: { complete: boolean };
}): string | null {
  if (!total.coverage.complete || total.register === null)
    return 'No list covers this day: the register cannot be compared.';
  const more = total.published.total - total.register;
  if (more === 0) return null;
  return more > 0 ? `${more} more than the register.` : `${-more} fewer than the register.`;
}
