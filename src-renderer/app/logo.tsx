/** The product's mark: two waves, for a flow of cash. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <rect width="20" height="20" rx="5" fill="var(--colorBrandBackground)" />
      <g fill="none" stroke="var(--colorNeutralForegroundOnBrand)" strokeWidth="1.7" strokeLinecap="round">
        <path d="M4 8.2c2-2.6 4-2.6 6 0s4 2.6 6 0" />
        <path d="M4 13c2-2.6 4-2.6 6 0s4 2.6 6 0" opacity=".72" />
      </g>
    </svg>
  );
}
